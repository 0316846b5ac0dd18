"""What a table of shares cannot say of any fact: a complaint for each fault, at its line, and what to write instead."""

import pytest
from tests.assessment.test_population import VOCABULARIES
from tests.assessment.test_population_facts import MORE

from intra_core.assessment.population import read_shares
from intra_core.errors import WrongInput


@pytest.mark.parametrize(
    ("old", "new", "told", "instead"),
    [
        ('"s.p." = "75 %"', '"s.p." = "70 %"', "the shares come to 95 %, not to 100 %", None),
        ('"s.p." = "75 %"', '" " = "75 %"', "the text is blank", None),
        ('"ISO 9001"', '"ISO 90001"', "unknown word 'ISO 90001'", "did you mean 'ISO 9001'?"),
        ("{ small =", "{ smal =", "unknown word 'smal'", "did you mean 'small'?"),
        ('"--06-30"', '"30 June"', "'30 June' is not a day of the year", 'write it like "--12-31"'),
        (
            '"undertaking.legal_form" = {',
            '"undertaking.legal_forms" = {',
            "unknown fact 'undertaking.legal_forms'",
            "did you mean 'undertaking.legal_form'?",
        ),
        (
            '"undertaking.legal_form" = {',
            "undertaking.legal_form = {",
            "unknown fact 'undertaking'",
            'write the whole name in quotes, like "undertaking.',
        ),
        (
            '"undertaking.legal_form" = {',
            '"undertaking.employees" = {',
            "'undertaking.employees' is a number of persons",
            "give it under [band]",
        ),
        (
            '"undertaking.legal_form" = {',
            '"undertaking.insolvent" = {',
            "'undertaking.insolvent' is yes or no",
            "give it under [yes]",
        ),
        (
            '"undertaking.legal_form" = {',
            '"undertaking.seat" = {',
            "'undertaking.seat' is drawn elsewhere",
            "give it by [seat]",
        ),
        (
            '"undertaking.legal_form" = { "d.o.o." = "25 %", "s.p." = "75 %" }',
            '"undertaking.legal_form" = "d.o.o."',
            "'d.o.o.' is not a table",
            None,
        ),
        (
            '"certificate.standard" = { "ISO 9001"',
            '"member.activity" = { "62.10"',
            "'62.10' does not say its revision",
            None,
        ),
        ('"certificate.standard" = { "ISO 9001"', '"member.seat" = { "SI039"', "SI039", None),
        (
            '"certificate.standard" = {',
            '"member.id" = {',
            "'member.id' is a field of a list that is not drawn",
            'give [records] with "member" = { 1 = "100 %" }',
        ),
        (
            '"undertaking.tax_debt" = [{',
            '"undertaking.turnover" = [{',
            "'undertaking.turnover' is drawn elsewhere",
            "give it by 'turnover' of each [[size]]",
        ),
        (
            '"undertaking.tax_debt" = [{',
            '"certificate.act" = [{',
            "'certificate.act' is a word of a closed list",
            "give it under [word]",
        ),
        (
            '"undertaking.tax_debt" = [{',
            '"voucher.payments.amount" = [{',
            "'voucher.payments.amount' is of a list inside the records of another",
            "leave it out",
        ),
        ('"1 person"', '"1 voucher"', "'1 voucher' is not a number of persons", 'write it like "3 persons"'),
        ('"1 person"', '"3 persons"', "nothing lies in this band", None),
        ('"1 person"', '"EUR 1.00"', "'EUR 1.00' is not a number of persons", 'write it like "3 persons"'),
        ('"1 person"', "2024-01-01", "2024-01-01 is not a number of persons", 'write it like "3 persons"'),
        ('"1 person"', "1", "1 is not a day, or an amount in quotes", None),
        ('from = "1 person", ', "", "the key 'from' is missing", None),
        (
            'below = "3 persons"',
            'below = "3000000000 persons"',
            "3000000000 persons is no amount that can be drawn",
            None,
        ),
        ('"EUR 0.02"', '"0.02 EUR"', "'0.02 EUR' is not money", 'write "EUR 0.02"'),
        ('"EUR 0.02"', '"GBP 0.02"', "'GBP 0.02' is not an amount in EUR", 'write it like "EUR 1000.00"'),
        ('from = "EUR 0.00"', 'from = "EUR -1.00"', "EUR -1.00 is no amount that can be drawn", None),
        ('"10.02 %"', '"10.025 %"', "10.025 % is not whole", 'only whole ones are drawn: write it like "60 %"'),
        ('"9 m2"', '"9.5 m2"', "9.5 m2 is not whole", 'only whole ones are drawn: write it like "12 m2"'),
        ('"9 m2"', '"0 m2"', "0 m2 is no amount that can be drawn", None),
        ("from = 2024-02-28", 'from = "60 %"', "'60 %' is not a day", "write it like 2024-06-21"),
        ("from = 2024-02-28", "from = 2024-02-28T10:00:00", "has an hour", "write the day alone"),
        (
            'award = { 0 = "100 %" }',
            'award = { 1 = "100 %" }',
            "nothing says what a record of 'award' has",
            'give one of its fields too, like "award.granted"',
        ),
        (
            'award = { 0 = "100 %" }',
            'award = { none = "100 %" }',
            "'none' is no number of records",
            "write a whole number from 0 to 20",
        ),
        (
            'award = { 0 = "100 %" }',
            'award = { 21 = "100 %" }',
            "'21' is no number of records",
            "write a whole number from 0 to 20",
        ),
        ('award = { 0 = "100 %" }', 'award = { 0 = "90 %" }', "the shares come to 90 %, not to 100 %", None),
        ('award = { 0 = "100 %" }', 'award = "100 %"', "'100 %' is not a table", None),
        ('award = { 0 = "100 %" }', "award = {}", "the shares come to 0 %, not to 100 %", None),
        (
            'award = { 0 = "100 %" }',
            '"undertaking.insolvent" = { 0 = "100 %" }',
            "'undertaking.insolvent' is yes or no",
            "give it under [yes]",
        ),
        (
            'award = { 0 = "100 %" }',
            '"voucher.payments" = { 0 = "100 %" }',
            "'voucher.payments' is of a list inside the records of another",
            "leave it out",
        ),
        (
            'award = { 0 = "100 %" }',
            '"undertaking.nace" = { 0 = "100 %" }',
            "'undertaking.nace' is drawn elsewhere",
            "give it by [activity]",
        ),
        ("[records]\n", "[records]\nrecords = 3\n", "unknown fact 'records'", None),
        (
            "[yes]\n",
            '[yes]\n"undertaking.employees" = "5 %"\n',
            "'undertaking.employees' is a number of persons",
            "give it under [band]",
        ),
    ],
)
def test_what_any_fact_cannot_be(old, new, told, instead):
    assert old in MORE
    with pytest.raises(WrongInput) as wrong:
        read_shares(MORE.replace(old, new, 1), "more.toml", VOCABULARIES)
    (found, *_) = [each for each in wrong.value.complaints if told in each.says]
    assert found.line
    assert instead is None or instead in (found.instead or "")


def test_every_fault_of_a_table_is_told_at_once():
    text = MORE
    for old, new in (('"75 %"', '"70 %"'), ("ISO 9001", "ISO 9"), ("--06-30", "June"), ("9 m2", "0 m2"), ("d.d.", " ")):
        text = text.replace(old, new)
    with pytest.raises(WrongInput) as wrong:
        read_shares(text, "more.toml", VOCABULARIES)
    assert sorted(each.says.partition(" ")[0] for each in wrong.value.complaints) == [
        "'June'",
        "0",
        "the",
        "the",
        "the",
        "unknown",
    ]

"""Codes: territories by version, activities by revision, identifiers, legal forms."""

import datetime as dt

import pytest

from intra_core.law.codes.activities import activity, from_national, in_revision, same_meaning
from intra_core.law.codes.exclusions import excluded, exclusion, exclusion_of
from intra_core.law.codes.identifiers import CheckDigits, identifier, vat
from intra_core.law.codes.legal_forms import legal_form, same_form
from intra_core.law.codes.places import named, place, same_name, successors
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.codes.versions import version_on


def day(written):
    return dt.date.fromisoformat(written)


def meant(law, code, version=None, on=None):
    """What an error says to write in place of a code, with its words."""
    with pytest.raises(UnknownCode) as error:
        place(code, version, on=on, law=law)
    return error.value.suggests, str(error.value)


def test_f04_a_code_of_the_united_kingdom_after_it_left_nuts(law):
    for version in ("2021", "2024"):
        suggests, says = meant(law, "UKG31", version)
        assert suggests == ("TLG31",)
        assert "UK left NUTS" in says
    assert place("UKG31", "2016", law=law).name == "Birmingham"
    assert meant(law, "UKG", "2021")[0] == ("TLG",)
    assert meant(law, "UKG3", "2021")[0] == ("TLG3",)
    assert place("TLG31", "2021", law=law).name == place("TLG31", "2025", law=law).name == "Birmingham"
    assert meant(law, "TLG31", "2016")[0] == ("UKG31",)


def test_f04_a_code_that_was_divided(law):
    assert meant(law, "PT17", "2024")[0] == ("PT1A", "PT1B")
    assert meant(law, "PT170", "2024")[0] == ("PT1A0", "PT1B0")
    assert meant(law, "PT16", "2024")[0] == ("PT19", "PT1D")
    assert meant(law, "PT18", "2024")[0] == ("PT1C", "PT1D")
    assert place("PT17", "2021", law=law).name == "Área Metropolitana de Lisboa"
    for code, before in (("PT1A", ("PT17",)), ("PT1D", ("PT16", "PT18")), ("PT195", ("PT16H", "PT16I"))):
        assert meant(law, code, "2021")[0] == before
    for code in ("PT11", "PT15", "PT150"):
        assert place(code, "2021", law=law).name == place(code, "2024", law=law).name


def test_f04_an_apostrophe_is_an_apostrophe(law):
    aquila = place("ITF11", "2021", law=law)
    assert aquila.name == "L\u2019Aquila"
    for written in ("L'Aquila", "L\u2019Aquila", "L\u02bcaquila", "l`AQUILA", " L\u2018Aquila "):
        assert same_name(aquila.name, written), written
        assert [each.code for each in named(written, "nuts-2024", law=law)] == ["ITF11"]
    assert not same_name(aquila.name, "Aquila")


def test_the_version_in_force_on_a_day(law):
    first = {
        "2012-01-01": "nuts-2010", "2015-01-01": "nuts-2013", "2018-01-01": "nuts-2016", "2021-01-01": "nuts-2021",
        "2024-01-01": "nuts-2024",
    }  # fmt: skip
    before = None
    for since, version in first.items():
        assert version_on(day(since) - dt.timedelta(days=1), law=law) == before
        assert version_on(day(since), law=law) == version
        before = version
    for name, starts in (("codes.nuts", first), ("codes.itl", ("2021-01-01", "2025-01-01"))):
        for since in [day(each) for each in starts]:
            around = (since - dt.timedelta(days=1), since, since + dt.timedelta(days=1))
            counts = [len(list(law.parameters[name].in_force(each.toordinal()))) for each in around]
            assert counts == [0 if since == day(min(starts)) else 1, 1, 1], since
    assert version_on(day("2020-12-31"), itl=True, law=law) is None
    assert version_on(day("2021-01-01"), itl=True, law=law) == "itl-2021"
    assert version_on(day("2024-12-31"), itl=True, law=law) == "itl-2021"
    assert version_on(day("2025-01-01"), itl=True, law=law) == "itl-2025"


def test_a_code_means_what_it_did_on_its_day(law):
    assert place("UKG31", on=day("2020-12-31"), law=law).version == "nuts-2016"
    assert meant(law, "UKG31", on=day("2021-01-01"))[0] == ("TLG31",)
    assert meant(law, "TLG31", on=day("2020-12-31"))[0] == ("UKG31",)
    assert place("TLG31", on=day("2024-12-31"), law=law).version == "itl-2021"
    assert place("TLG31", on=day("2025-01-01"), law=law).version == "itl-2025"
    assert place("PT17", on=day("2023-12-31"), law=law).version == "nuts-2021"
    assert meant(law, "PT17", on=day("2024-01-01"))[0] == ("PT1A", "PT1B")
    assert place("SI012", on=day("2014-12-31"), law=law).version == "nuts-2010"
    assert meant(law, "SI012", on=day("2015-01-01"))[0] == ("SI032",)
    with pytest.raises(UnknownCode, match="no version"):
        place("SI032", on=day("2011-12-31"), law=law)


def test_older_codes_of_slovenia(law):
    for number in (1, 2, 3, 5, 7, 8):
        assert successors(f"SI01{number}", "2010", "2024", law=law) == (f"SI03{number}",)
    assert successors("SI01", "2010", "2013", law=law) == ("SI03",)
    assert successors("SI02", "2010", "2013", law=law) == ("SI03", "SI04")
    assert successors("SI014", "2010", "2016", law=law) == ("SI034", "SI036")
    assert successors("SI021", "2010", "2016", law=law) == ("SI035", "SI041")
    assert successors("SI036", "2024", "2010", law=law) == ("SI014", "SI016")


def test_every_code_of_slovenia_portugal_and_italy_that_changed(law):
    changes = {
        ("2010", "2013"): "SI01>SI03 SI02>SI03+SI04 SI011>SI031 SI012>SI032 SI013>SI033 SI014>SI034+SI036 SI015>SI035"
        " SI016>SI036+SI037 SI017>SI037 SI018>SI038 SI021>SI035+SI041 SI022>SI042 SI023>SI043 SI024>SI044",
        ("2016", "2021"): "ITC43>ITC43+ITC46 ITG25>ITG2D ITG26>ITG2E ITG27>ITG2F+ITG2H ITG28>ITG2G+ITG2H ITG29>ITG2D"
        " ITG2A>ITG2E+ITG2H ITG2B>ITG2H ITG2C>ITG2H",
        ("2021", "2024"): "PT16>PT19+PT1D PT17>PT1A+PT1B PT18>PT1C+PT1D PT16B>PT1D1 PT16D>PT191 PT16E>PT192 PT16F>PT193"
        " PT16G>PT194 PT16H>PT195 PT16I>PT195+PT1D2 PT16J>PT196 PT170>PT1A0+PT1B0 PT181>PT1C1 PT184>PT1C2 PT185>PT1D3"
        " PT186>PT1C3 PT187>PT1C4",
    }
    for (before, after), lines in changes.items():
        for line in lines.split():
            code, _, becomes = line.partition(">")
            assert "+".join(successors(code, before, after, law=law)) == becomes, code


def test_the_six_regions_and_their_children(law):
    children = {
        "SI03": ("Vzhodna Slovenija", 8), "BG33": ("Североизточен", 4), "ES43": ("Extremadura", 2),
        "PT15": ("Algarve", 1), "ITF1": ("Abruzzo", 4),
    }  # fmt: skip
    for code, (name, count) in children.items():
        for version in ("2016", "2021", "2024"):
            region = place(code, version, law=law)
            assert (region.name, region.level, region.parent) == (name, 2, code[:3])
            below = [f"{code}{number}" for number in "0123456789" if _known(law, f"{code}{number}", version)]
            assert len(below) == count
            assert successors(code, version, "2016", law=law) == (code,)
            assert all(place(each, version, law=law).within(code) for each in below)
    assert place("SI032", "2021", law=law).name == "Podravska"
    assert place("BG331", "2024", law=law).latin == "Varna"
    assert place("UKG", "2016", law=law).level == 1
    for number in (1, 2, 3, 6, 7, 8, 9):
        assert successors(f"UKG3{number}", "2016", "2025", law=law) == (f"TLG3{number}",)
    for number in (4, 5):
        assert not _known(law, f"UKG3{number}", "2016")


def _known(law, code, version):
    try:
        place(code, version, law=law)
    except UnknownCode:
        return False
    return True


def test_letters_of_iso_are_told_apart_from_those_of_nuts(law):
    assert meant(law, "GR30", "2021")[0] == ("EL30",)
    assert meant(law, "GBG31", "2016")[0] == ("UKG31",)
    assert meant(law, "GBG31", "2021")[0] == ("TLG31",)
    for code in ("SI", "BG", "ES", "PT", "IT"):
        assert place(code, "2024", law=law).level == 0


def test_extra_regio_codes_end_in_z(law):
    for code, level in (("SIZ", 1), ("SIZZ", 2), ("SIZZZ", 3), ("ITZZZ", 3), ("TLZZZ", 3)):
        region = place(code, "2021", law=law)
        assert region.extra_regio
        assert region.level == level
    assert not place("SI0", "2021", law=law).extra_regio
    assert meant(law, "UKZZZ", "2021")[0] == ("TLZZZ",)


def test_what_is_not_listed_is_not_said_to_be_wrong(law):
    for code, version, listed in (
        ("AT11", "2021", False), ("UKC11", "2016", False), ("EL30", "2021", False), ("PT15", "2013", False),
        ("TLC31", "2025", False),
        ("SI039", "2021", True), ("XX11", "2021", True), ("SI0321", "2021", True), ("SI032", "2019", True),
    ):  # fmt: skip
        with pytest.raises(UnknownCode) as error:
            place(code, version, law=law)
        assert error.value.listed is listed, code
    assert "2016" in meant(law, "SI032", "2019")[1]


def instead(law, code, revision):
    """What an error says to write in place of an activity."""
    with pytest.raises(UnknownCode) as error:
        activity(code, revision, law=law)
    return error.value.suggests, str(error.value)


def test_t16_a_code_of_weapons_is_one_only_in_its_revision(law):
    assert excluded("25.40", "2", "weapons", law=law).excluded is True
    assert excluded("25.40", "2.1", "weapons", law=law).excluded is False
    assert "Forging" in str(activity("25.40", "2.1", law=law).name)
    assert excluded("25.30", "2.1", "weapons", law=law).excluded is True
    assert excluded("25.30", "2", "weapons", law=law).excluded is False
    assert "steam generators" in str(activity("25.30", "2", law=law).name)


def test_t16_a_section_letter_is_another_one_in_each_revision(law):
    assert "Financial" in str(activity("K", "2", law=law).name)
    assert "Telecommunication" in str(activity("K", "2.1", law=law).name)
    assert activity("64", "2", law=law).section == "K"
    assert activity("64", "2.1", law=law).section == "L"
    assert activity("61", "2", law=law).section == "J"
    assert activity("61", "2.1", law=law).section == "K"
    assert excluded("K", "2", "finance", law=law).excluded is True
    assert excluded("K", "2.1", "finance", law=law).excluded is False
    assert excluded("L", "2.1", "finance", law=law).excluded is True


def test_t16_a_code_that_a_revision_does_not_have(law):
    suggests, says = instead(law, "62.01", "2.1")
    assert suggests == ("62.10",)
    assert "2.1" in says
    assert instead(law, "70.22", "2.1")[0] == ("70.20",)
    assert instead(law, "62.10", "2")[0] == ("62.01",)
    assert instead(law, "70.20", "2")[0] == ("70.22",)
    assert activity("62.01", "2", law=law).name == activity("62.10", "2.1", law=law).name
    assert "no division 45, NACE Rev. 2 has" in instead(law, "45.11", "2.1")[1]
    assert activity("45.11", "2", law=law).section == "G"


def test_a_list_written_for_one_revision_is_translated_or_asks(law):
    weapons = exclusion_of("weapons", {"2": ["25.40"]}, law=law)
    for code, revision, answer in (
        ("25.40", "2", True), ("25.40", "2.1", False), ("25.30", "2.1", True), ("25.30", "2", False),
        ("25.4", "2", True), ("25", "2", None), ("C", "2", None), ("25.62", "2", False), ("25", "2.1", None),
    ):  # fmt: skip
        assert excluded(code, revision, weapons, law=law).excluded is answer, (code, revision)
    finance = exclusion_of("finance", {"2": ["K"]}, law=law)
    assert excluded("64.19", "2", finance, law=law).excluded is True
    asked = excluded("64.19", "2.1", finance, law=law)
    assert asked.excluded is None
    assert "Rev. 2" in asked.why
    newer = exclusion_of("weapons", {"2.1": ["25.30"]}, law=law)
    assert excluded("25.40", "2", newer, law=law).excluded is True
    assert excluded("25.30", "2", newer, law=law).excluded is False


def test_codes_that_kept_and_codes_that_changed_their_meaning(law):
    for code in ("92.00", "82.30", "74.30", "73.20"):
        assert same_meaning(code, law=law) is True
        assert in_revision(code, "2", "2.1", law=law) == in_revision(code, "2.1", "2", law=law) == (code,)
    for code in ("25.40", "25.30", "47.91"):
        assert same_meaning(code, law=law) is False
    assert in_revision("25.40", "2", "2.1", law=law) == ("25.30",)
    assert in_revision("25.30", "2.1", "2", law=law) == ("25.40",)
    assert in_revision("47.91", "2", "2.1", law=law) is None
    for before, after in (("25.30", "25.21"), ("62.02", "62.20"), ("62.09", "62.90"), ("70.22", "70.20")):
        assert in_revision(before, "2", "2.1", law=law) == (after,)
        assert in_revision(after, "2.1", "2", law=law) == (before,)
    assert in_revision("62.10", "2.1", "2.1", law=law) == ("62.10",)


def test_a_code_may_be_written_in_several_ways(law):
    for written in ("25.40", "2540", "C25.40", "c25.40 ", "C2540"):
        assert activity(written, "2", law=law).code == "25.40"
    assert instead(law, "J25.40", "2")[0] == ("25.40",)
    assert instead(law, "25.400", "2")[0] == ("25.40",)
    assert from_national("C25.400", "SKD 2008", law=law).code == "25.40"
    assert from_national("25.400", "SKD 2008", law=law).name != from_national("25.400", "SKD 2025", law=law).name
    for wrong in ("", "2", "2.1", "W", "25.", "25.4x", "99.999.9", "00", "34"):
        with pytest.raises(UnknownCode):
            activity(wrong, "2", law=law)
    with pytest.raises(UnknownCode, match="revision"):
        activity("25.40", "3", law=law)


def test_lists_of_excluded_activities_by_revision(law):
    both = {
        "agriculture": "01 01.11 01.70", "fishery": "03.11 03.22", "food-processing": "10.11 10.92 11.07",
        "tobacco": "12 12.00 46.35 47.26", "spirits": "11.01", "gambling": "92 92.00", "finance": "64.19 65.20 66.22",
        "real-estate": "68 68.20", "steel": "24.1 24.10", "coal": "05 05.10", "shipbuilding": "30.11",
        "synthetic-fibres": "20.6 20.60",
    }  # fmt: skip
    beside = {
        "agriculture": "02.10 03.11", "fishery": "01.11 02.10", "food-processing": "12.00 13.10", "finance": "68.20",
        "tobacco": "11.07 46.34 46.36 47.25", "spirits": "11.02 11.07", "gambling": "93.11", "coal": "06.10 07.10",
        "real-estate": "66.22 69.10", "steel": "24.20", "shipbuilding": "30.12", "synthetic-fibres": "20.59",
    }  # fmt: skip
    for revision in ("2", "2.1"):
        for name, codes in both.items():
            for code in codes.split():
                found = excluded(code, revision, name, law=law)
                assert found.listed is True, (name, revision, code)
                assert found.excluded is (None if name == "food-processing" else True)
        for name, codes in beside.items():
            for code in codes.split():
                assert excluded(code, revision, name, law=law).excluded is False, (name, revision, code)
    assert excluded("03.30", "2.1", "fishery", law=law).excluded is True
    statutory = {"agriculture", "fishery", "food-processing"}
    for name in (*both, "weapons"):
        assert exclusion(name, law=law).statutory is (name in statutory)
    assert "price" in excluded("10.71", "2", "food-processing", law=law).why
    assert excluded("46", "2", "tobacco", law=law).excluded is None


def test_a_national_classification_follows_a_revision(law):
    older = ("SKD 2008", "КИД-2008", "CNAE-2009", "CAE Rev.3", "ATECO 2007", "UK SIC 2007")
    newer = ("SKD 2025", "КИД-2025", "CNAE-2025", "CAE Rev.4", "ATECO 2025")
    for names, revision in ((older, "2"), (newer, "2.1")):
        for name in names:
            assert from_national("25400", name, law=law).revision == revision, name


def test_numbers_of_the_six_countries(law):
    pairs = {
        "si-tax": ("50223054", "50223055"), "si-registration": ("9331310000", "9331320000"),
        "bg-eik": ("175074752", "175074751"), "es-cif": ("J99216582", "J99216583"),
        "es-dni": ("54362315K", "54362315Z"), "pt-nif": ("501964843", "501964842"),
        "it-vat": ("00743110157", "00743110158"), "uk-vat": ("980780684", "802311781"),
        "lei": ("213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D16"),
    }  # fmt: skip
    for kind, (right, wrong) in pairs.items():
        assert identifier(kind, right, law=law).digits is CheckDigits.FIT, kind
        assert identifier(kind, wrong, law=law).digits is CheckDigits.DO_NOT_FIT, kind
        with pytest.raises(UnknownCode):
            identifier(kind, right[:-2], law=law)
    assert identifier("uk-company", "SC123456", law=law).digits is CheckDigits.NONE
    assert identifier("bg-eik", "1750747520001", law=law).digits is CheckDigits.NONE
    assert identifier("euid", "SIPRS.5300231000", law=law).number == "SIPRS.5300231000"
    for wrong in ("SIPRS5300231000", "S.1", "siprs.1", "SI."):
        with pytest.raises(UnknownCode):
            identifier("euid", wrong, law=law)


def test_vat_numbers_by_their_letters(law):
    for number, kind, vies in (
        ("SI 50223054", "vat-si", True), ("BG175074752", "vat-bg", True), ("ESJ99216582", "vat-es", True),
        ("ES54362315K", "vat-es", True), ("PT 501 964 843", "vat-pt", True), ("IT00743110157", "vat-it", True),
        ("GB980780684", "vat-gb", False), ("XI980780684", "vat-xi", True), ("GB980780684001", "vat-gb", False),
        ("GBGD001", "vat-gb", False),
    ):  # fmt: skip
        found = vat(number, law=law)
        assert (found.kind.id, found.kind.vies, found.digits) == (kind, vies, CheckDigits.FIT), number
    for number, says in (("GR123456789", "EL"), ("50223054", "letters"), ("AT1", "known"), ("SI5022305", "8 digits")):
        with pytest.raises(UnknownCode, match=says):
            vat(number, law=law)


def test_a_legal_form_in_its_ways_to_be_written(law):
    for written in ("d.o.o.", "d. o. o.", "D.O.O.", "DOO", "Družba z omejeno odgovornostjo"):
        assert legal_form(written, "SI", law=law).id == "si-doo"
    assert same_form("EOOD", "ЕООД", "BG", law=law)
    assert not same_form("ООД", "ЕООД", "BG", law=law)
    assert [legal_form("S.A.", each, law=law).id for each in ("ES", "PT")] == ["es-sa", "pt-sa"]
    for written, country, kind in (
        ("s.p.", "SI", "sole-trader"), ("zadruga z.o.o.", "SI", "cooperative"), ("društvo", "SI", "association"),
        ("ЕТ", "BG", "sole-trader"), ("Lda.", "PT", "company"), ("Srl", "IT", "company"), ("Ltd", "GB", "company"),
    ):  # fmt: skip
        assert legal_form(written, country, law=law).kind == kind
    with pytest.raises(UnknownCode) as error:
        legal_form("S.A.", law=law)
    assert error.value.suggests == ("es-sa", "pt-sa")
    for written, listed in (("GmbH", False), ("company", True)):
        with pytest.raises(UnknownCode) as error:
            legal_form(written, "SI", law=law)
        assert error.value.listed is listed

"""Codes: territories by version, activities by revision, identifiers, legal forms."""

import datetime as dt

import pytest

from intra_core.law.codes.places import named, place, same_name, successors, version_on
from intra_core.law.codes.unknown import UnknownCode


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
        ("AT11", "2021", False), ("EL30", "2021", False), ("PT15", "2013", False), ("TLC31", "2025", False),
        ("SI039", "2021", True), ("XX11", "2021", True), ("SI0321", "2021", True), ("SI032", "2019", True),
    ):  # fmt: skip
        with pytest.raises(UnknownCode) as error:
            place(code, version, law=law)
        assert error.value.listed is listed, code
    assert "2016" in meant(law, "SI032", "2019")[1]

"""A region that is kept is the region that was read; whatever has changed or is not one's own is read anew."""

from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest
from attrs import asdict
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY

from intra_core.regions import compiled, region
from intra_core.regions.reading import region_in

NAMES = ("abruzzo", "algarve", "bulgaria", "extremadura", "slovenia", "westmidlands")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A region's folder, as the package `made`, with a cache of its own."""
    made = tmp_path / "made"
    (made / "measures").mkdir(parents=True)
    (made / "region.toml").write_text(REGION)
    (made / "vocabulary.toml").write_text(VOCABULARY)
    (made / "measures" / "voucher.toml").write_text(HEAD + CALL + REST)
    monkeypatch.setattr(region, "resources", SimpleNamespace(files=lambda _: made))
    monkeypatch.setenv("INTRA_CACHE", str(tmp_path / "cache"))
    return made


@pytest.fixture
def reads(monkeypatch):
    """How often a region was read from its files."""
    found = []

    def read(folder, name, functions=()):
        found.append(name)
        return region_in(folder, name, functions)

    monkeypatch.setattr("intra_core.regions.reading.region_in", read)
    return found


def kept(folder):
    return next((folder.parent / "cache").iterdir())


@pytest.mark.usefixtures("folder")
def test_a_region_is_read_once(reads):
    first, second = region.read_region("made"), region.read_region("made")
    assert reads == ["made"]
    assert first.measures[0].identity == second.measures[0].identity
    assert first is not second


@pytest.mark.parametrize("change", ["text", "another file", "a file less", "the library"])
def test_what_has_changed_is_read_anew(folder, reads, change, monkeypatch):
    region.read_region("made")
    if change == "text":
        (folder / "region.toml").write_text(REGION.replace("Made up", "Made so"))
    elif change == "another file":
        (folder / "measures" / "other.toml").write_text((HEAD + CALL + REST).replace("made.voucher", "made.other"))
    elif change == "a file less":
        (folder / "measures" / "voucher.toml").rename(folder / "measures" / "renamed.toml")
    else:
        monkeypatch.setattr(compiled, "_library", lambda: b"another")
    found = region.read_region("made")
    assert reads == ["made", "made"]
    assert len(found.measures) == (2 if change == "another file" else 1)
    assert str(found.title) == ("Made so" if change == "text" else "Made up")


@pytest.mark.parametrize("torn", [b"", b"nonsense", None])
def test_what_is_torn_is_read_anew_and_mended(folder, reads, torn):
    region.read_region("made")
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(whole[:-100] if torn is None else torn)
    assert region.read_region("made").id == "made"
    assert reads == ["made", "made"]
    assert kept(folder).read_bytes()[:65] == whole[:65]


def test_what_others_may_write_is_not_taken(folder, reads):
    region.read_region("made")
    kept(folder).chmod(0o666)
    region.read_region("made")
    assert reads == ["made", "made"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("place", ["", "a file"])
def test_where_nothing_can_be_kept_it_is_read_each_time(reads, place, monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("INTRA_CACHE", place and str(tmp_path / place))
    region.read_region("made")
    assert region.read_region("made").id == "made"
    assert reads == ["made", "made"]


def test_a_faulty_region_is_not_kept(folder):
    (folder / "region.toml").write_text(REGION.replace("EUR", "EURO"))
    with pytest.raises(Exception, match="unknown currency"):
        region.read_region("made")
    assert not (folder.parent / "cache").exists()


def test_a_file_that_is_written_to_while_it_is_read_is_read_again(folder, monkeypatch):
    def read(place, name, functions=()):
        found = region_in(place, name, functions)
        (folder / "region.toml").write_text(REGION.replace("Made up", "Made so"))
        return found

    monkeypatch.setattr("intra_core.regions.reading.region_in", read)
    assert str(region.read_region("made").title) == "Made up"
    assert str(region.read_region("made").title) == "Made so"


def test_what_is_kept_is_the_user_s_own_and_nothing_else_is_left(folder):
    region.read_region("made")
    assert kept(folder).stat().st_mode & 0o777 == 0o600
    assert [each.name for each in kept(folder).parent.iterdir()] == [kept(folder).name]


def test_what_cannot_take_the_place_of_what_is_there_leaves_nothing(folder):
    region.read_region("made")
    place = kept(folder)
    place.unlink()
    place.mkdir()
    assert region.read_region("made").id == "made"
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.usefixtures("folder")
def test_without_a_folder_of_one_s_own_the_user_s_cache_is_taken(monkeypatch, tmp_path):
    monkeypatch.delenv("INTRA_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    region.read_region("made")
    assert len(list((tmp_path / "home" / "intra-core").iterdir())) == 1


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_is_what_was_read(name, tmp_path, monkeypatch):
    monkeypatch.setenv("INTRA_CACHE", str(tmp_path))
    package = resources.files(f"intra_{name}")
    assert isinstance(package, Path)
    read = region_in(package, f"intra_{name}")
    compiled.compiled(package, lambda: read)
    taken = compiled.compiled(package, lambda: pytest.fail("it was read again"))
    assert taken is not read
    for part in ("id", "title", "nuts", "languages", "policies", "authorities", "programme", "described", "rows"):
        assert getattr(taken, part) == getattr(read, part)
    for one, other in zip(read.measures, taken.measures, strict=True):
        assert (one.identity, one.cost_kinds) == (other.identity, other.cost_kinds)
        assert one.book.nodes() == other.book.nodes()
        assert one.book.parameters == other.book.parameters
        assert [asdict(each) for each in one.examples] == [asdict(each) for each in other.examples]
        for words in ("facts", "sets", "definitions", "labels", "words", "units", "law"):
            assert getattr(one.vocabulary, words) == getattr(other.vocabulary, words)

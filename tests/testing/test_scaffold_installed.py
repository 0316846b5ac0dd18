"""What `intra regions new` writes is built, installed in a fresh environment, and asked and tested there."""

import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?[^;]*(?:;\s*(.*))?$")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Give a folder for what is built and installed."""
    return tmp_path_factory.mktemp("fresh")


def run(*words, where, **more):
    """Run a program in an environment that knows nothing of this one's packages."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "INTRA", "COV"))}
    done = subprocess.run(
        [str(word) for word in words], cwd=where, env=env | more, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    return done.stdout


def wheel(source, into):
    """Build a distribution as pip does, without asking any index."""
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", into, source, where=into)
    (built,) = into.glob("*.whl")
    return built


def link(names, into):
    """Put installed packages, with all that they need, into another environment: nothing is fetched from anywhere."""
    waiting, seen = list(names), set()
    while waiting:
        found = distribution(waiting.pop())
        name = found.metadata["Name"].lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        for each in {Path(file).parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            if not (into / each).exists():
                (into / each).symlink_to(found.locate_file(each))
        for required in found.requires or ():
            ((needed, marker),) = WORDS.findall(required)
            if not marker or (marker.startswith(("python_version", "python_full_version")) and installed(needed)):
                waiting.append(needed)


def installed(name):
    try:
        return bool(distribution(name))
    except ModuleNotFoundError:
        return False


@pytest.fixture(scope="module")
def core(place):
    """Build intra-core."""
    (place / "core").mkdir()
    return wheel(ROOT, place / "core")


def test_the_templates_are_in_the_wheel(core):
    folder = "src/intra_core/testing/scaffold"
    wanted = {
        file.relative_to(ROOT / "src").as_posix()
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert any(name.endswith("region.toml.template") for name in wanted)
    assert wanted <= set(zipfile.ZipFile(core).namelist())


def test_a_new_region_is_installed_and_works(core, place):
    run(sys.executable, "-m", "venv", "--without-pip", "env", where=place)
    programs = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    (packages,) = (place / "env").rglob("site-packages")
    link(["attrs", "cattrs", "pluggy", "tomli", "pytest", "hypothesis"], packages)
    options = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "install", *options)
    run(*pip, core, where=place)

    titles = ("--title", "The Lakes", "--title", "sl=Jezera", "--languages", "sl")
    told = run(programs / "intra", "regions", "new", "lakes", *titles, where=place)
    assert told.startswith("The Lakes (lakes) is written in intra-lakes")
    (place / "region").mkdir()
    built = wheel(place / "intra-lakes", place / "region")
    run(*pip, built, where=place)

    cache = {"INTRA_CACHE": str(place / "cache")}
    listed = run(programs / "intra", "measures", "lakes", where=place, **cache)
    assert "lakes.example_voucher: Example voucher" in listed
    answer = run(programs / "intra", "assess", "intra-lakes/examples/small_enterprise.toml", where=place, **cache)
    assert "EUR 2,000.00" in answer
    assert "an example: replace it" in answer
    assert "nothing is wrong" in run(programs / "intra", "regions", "watch", "lakes", "--once", where=place, **cache)
    # Whatever stands in a folder above, such as that of a greater project, says nothing about the region's tests.
    (place / "pytest.ini").write_text("[pytest]\npython_files = none_of_them.py\n")
    tested = run(
        programs / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", where=place / "intra-lakes", **cache
    )
    assert re.search(r"\d+ passed", tested)

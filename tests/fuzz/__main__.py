"""Give readers inputs that coverage guides: `python -m tests.fuzz expressions --inputs 10000`.

It ends with 0 when all have been read or refused as they should; the first that is not stands in a file that is named.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

import atheris

# It names each of some two hundred modules on the way.
with contextlib.redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["intra_core", "tomli"]):
    from tests.fuzz.readers import READERS

from tests.fuzz.counts import CORPUS, count, counted
from tests.fuzz.mutation import Mutation, words
from tests.fuzz.watched import watched

EVERY = 500
"""So many inputs are read between two notes of how many there were."""


def main() -> None:
    """Fuzz one reader, from the seeds and from what earlier runs have found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("--inputs", type=int, required=True, help="how many")
    parser.add_argument("--forget", action="store_true", help="neither begin with what was found before nor keep it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fuzz(asked.reader, asked.inputs, Path(folder), keep=not asked.forget)


def fuzz(name: str, inputs: int, folder: Path, *, keep: bool) -> None:
    """Give a reader so many inputs, and end the process."""
    reader = READERS[name]
    corpus = CORPUS / name if keep else folder / "corpus"
    seeds = folder / "seeds"
    for each in (corpus, seeds):
        each.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(reader.seeds):
        (seeds / str(number)).write_bytes(seed)
    dictionary = folder / "words"
    dictionary.write_text("".join(f'"{escaped(word)}"\n' for word in words(reader.seeds)), "ascii")
    given = could = 0

    def one(raw: bytes) -> None:
        nonlocal given, could
        could += watched(reader, raw)
        given += 1
        if keep and (given % EVERY == 0 or given == inputs):
            count(name, given % EVERY or EVERY)
        if given == inputs:
            print(f"{name}: {given:,} inputs, of which {could:,} could be read", flush=True)
            os._exit(0)  # libFuzzer would end the process in its own way, and tell of no count

    change = Mutation(reader.seeds)

    def mutated(raw: bytes, most: int, seed: int) -> bytes:
        return change.of(raw, seed)[:most] if seed % 4 else atheris.Mutate(raw, most)

    options = {
        "max_len": 2 * max(map(len, reader.seeds)),
        "dict": dictionary,
        "timeout": 20,  # an input that never ends; what takes more than a second is told by `watched`
        "rss_limit_mb": 4096,
        "seed": counted(name) % 2**31 + 1,
        "artifact_prefix": f"{corpus.parent}/refuted-{name}-",
        "verbosity": 0,
    }
    flags = [f"-{key}={value}" for key, value in options.items()]
    atheris.Setup([sys.argv[0], *flags, str(corpus), str(seeds)], one, custom_mutator=mutated)
    atheris.Fuzz()


def escaped(word: bytes) -> str:
    """Write a word as libFuzzer's dictionaries have it."""
    return "".join(chr(each) if each in range(32, 127) and each not in b'"\\' else f"\\x{each:02x}" for each in word)


if __name__ == "__main__":
    main()

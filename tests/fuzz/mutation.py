"""How one text becomes another: lines cut out, doubled, moved or taken from elsewhere, values and tables exchanged."""

import contextlib
import json
import random
import re
from collections.abc import Callable, Iterable

from attrs import field, frozen

_PART = re.compile(rb'"[^"\n]*"|[\w.-]+')
_HEADER = re.compile(rb"^\[{1,2}([\w.-]+)\]{1,2}", re.MULTILINE)
_VALUE = re.compile(rb'"[^"\n]*"|[\w.+-]+')
MOST_WORDS = 4_000
LONGEST_WORD = 60
ANEW = 0.4
ODD = (
    b'""',
    b"0",
    b"-1",
    b"nan",
    b"1e400",
    b"0x" + b"f" * 40,
    b"9" * 30,
    b"9999-12-31",
    b"0001-01-01",
    b"2024-02-30",
    b"1979-05-27T07:32:00Z",
    b"07:32:00",
    b'"EUR 90000000000000.01"',
    b'"EUR -0.01"',
    b'"unknown"',
    b'"closed"',
    b'"100000000.00 %"',
    b'"\\ud800"',
    b"[]",
    b"{}",
    b"[[]]",
    b"true",
    b"null",
    b"\xff",
    "а".encode(),
    b"\r",
    b"\x00",
)
"""Values that readers have to refuse, or that lie at an edge."""
ODD_IN_JSON: tuple[object, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    1e300,
    "",
    "unknown",
    "EUR -0.01",
    "9999-12-31",
    [],
    {},
    [[]],
    [5],
    {"a": 1},
    [{}],
)


@frozen(eq=False)
class Mutation:
    """Changes to texts of one kind; what is put into them comes from the texts that fuzzing starts from."""

    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...] = field(init=False)
    lines: tuple[bytes, ...] = field(init=False)

    @words.default
    def _words(self) -> tuple[bytes, ...]:
        return words(self.seeds)

    @lines.default
    def _lines(self) -> tuple[bytes, ...]:
        return tuple(sorted({line for seed in self.seeds for line in seed.splitlines(keepends=True)}))

    def of(self, raw: bytes, seed: int) -> bytes:
        """Change a text once or a few times; the same seed changes it in the same way.

        Now and then it is a seed that is changed instead: most texts that reach something new are broken already.
        """
        rng = random.Random(seed)
        raw = rng.choice(self.seeds) if rng.random() < ANEW else raw
        for _ in range(rng.choice((1, 1, 2, 4))):
            raw = rng.choice((self._line, self._line, self._value, self._value, self._value, self._piece, self._part))(
                raw, rng
            )
        return raw

    def _part(self, raw: bytes, rng: random.Random) -> bytes:
        """Put something else in place of a table, a list of tables or, in JSON, of whatever stands under a key."""
        if raw[:1] == b"{":
            with contextlib.suppress(ValueError, RecursionError):
                return _exchanged(json.loads(raw), rng)
        names = sorted({found[1] for found in _HEADER.finditer(raw)})
        if not names:
            return self._value(raw, rng)
        name = rng.choice(names)
        kept: list[bytes] = []
        within = False
        for line in raw.splitlines(keepends=True):
            header = _HEADER.match(line)
            within = header[1] == name if header is not None else within
            if not within:
                kept.append(line)
        return name + b" = " + rng.choice(ODD) + b"\n" + b"".join(kept)

    def _line(self, raw: bytes, rng: random.Random) -> bytes:
        lines = raw.splitlines(keepends=True) or [b""]
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        change: Callable[[], object] = rng.choice(
            (
                lambda: lines.pop(at),
                lambda: lines.insert(other, lines[at]),
                lambda: lines.insert(other, lines.pop(at)),
                lambda: lines.insert(at, rng.choice(self.lines)),
                lambda: lines.__setitem__(at, rng.choice(self.lines)),
            )
        )
        change()
        return b"".join(lines)

    def _value(self, raw: bytes, rng: random.Random) -> bytes:
        found = list(_VALUE.finditer(raw))
        if not found:
            return rng.choice(self.words) + raw
        place = rng.choice(found)
        fresh = rng.choice(ODD) if rng.random() < 0.2 else rng.choice(self.words)
        return raw[: place.start()] + fresh + raw[place.end() :]

    def _piece(self, raw: bytes, rng: random.Random) -> bytes:
        start = rng.randint(0, len(raw))
        end = min(len(raw), start + rng.choice((0, 0, 1, 3, 30)))
        return raw[:start] + rng.choice((b"", *ODD, *self.words[:50])) + raw[end:]


def _exchanged(tree: object, rng: random.Random) -> bytes:
    """Exchange or take out something in a tree of JSON."""
    at = tree
    while isinstance(at, dict | list) and at:
        key = rng.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if not isinstance(at[key], dict | list) or rng.random() < 0.4:
            if rng.random() < 0.2:
                del at[key]
            else:
                at[key] = rng.choice(ODD_IN_JSON)
            break
        at = at[key]
    return json.dumps(tree).encode()


def words(texts: Iterable[bytes]) -> tuple[bytes, ...]:
    """Give the words of texts: keys, values and names."""
    found = {part for text in texts for part in _PART.findall(text) if len(part) <= LONGEST_WORD}
    return tuple(sorted(found))[:MOST_WORDS] or (b"a",)

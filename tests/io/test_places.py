"""Each value of a TOML or JSON text is found where it was written, down to the characters of its strings."""

import json
import re

import attrs
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from intra_core.io.places import Extent, Spot, json_places, line_of, toml_places

MARK = "\ufeff"
NAMED = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", '"': '"', "\\": "\\"}
CHARACTERS = st.sampled_from("ab \t\n\r\"'\\#=,.[]{}é😀\u2028\x85\x0b\x0c\x1b\x7f\ufeff\0") | st.characters(
    codec="utf-8"
)
CONTENT = st.text(CHARACTERS, max_size=8)
NAMES = st.sampled_from(["a", "b", "c", "a-b", "1", "", "a b", "x.y", "é😀", "]", '"', "'", "\\"]) | CONTENT
NUMBERS = ["0", "-17", "1_000", "0xdead_beef", "6.5e-3", "-inf", "true", "false"]
DATES = ["2024-06-21", "2024-06-21 07:32:00", "2024-06-21T07:32:00.5Z", "2024-06-21 07:32:00+02:00", "07:32:00"]


@attrs.frozen
class Written:
    """Where one value went, counted in characters from the start of the text."""

    key: int | None
    value: int
    characters: tuple[int, ...] = ()  # those of a string, and its closing quote


class Writer:
    """Writes a text piece by piece and notes where it put what."""

    def __init__(self, draw):
        self.draw = draw
        self.written = {}
        self.text = self.one_of("", MARK)

    def one_of(self, *choices):
        return self.draw(st.sampled_from(choices))

    def seldom(self):
        return self.one_of(False, False, False, True)

    def put(self, *choices):
        """Write one of several equivalents and tell where it starts."""
        start = len(self.text)
        self.text += self.one_of(*choices) if len(choices) > 1 else choices[0]
        return start

    def newline(self):
        return self.put("\n", "\r\n")


class TomlWriter(Writer):
    def document(self):
        table = ()
        self.written[()] = Written(None, len(self.text))
        for _ in range(self.draw(st.integers(0, 7))):
            before = self.text, dict(self.written)
            self.gap()
            found = table
            parts, many = [], False
            if self.one_of(True, False):
                parts, many = self.header()
            else:
                self.pair(table, 0)
            self.blank()
            self.put("", "# [a] = 'é\"")
            self.newline()
            try:
                tree = tomli.loads(self.text.removeprefix(MARK))
            except tomli.TOMLDecodeError:  # a name was already taken
                self.text, self.written = before
                continue
            table = self.opened(tree, parts, many=many) if parts else found
        return self

    def blank(self):
        self.put("", " ", "\t ")

    def gap(self):
        for _ in range(self.draw(st.integers(0, 2))):
            self.put("", " ", "\t", "# ] } é \" '")
            self.newline()
        self.blank()

    def header(self):
        many = self.one_of(True, False)
        self.put("[[" if many else "[")
        parts = self.key()
        self.put("]]" if many else "]")
        return parts, many

    def opened(self, tree, parts, *, many):
        """Note the tables that a header has opened; the way goes through the newest table of each array."""
        path: tuple[str | int, ...] = ()
        for number, (name, start) in enumerate(parts, 1):
            path = (*path, name)
            tree = tree[name]
            if number == len(parts) and not many:
                self.written[path] = Written(start, start)
            self.written.setdefault(path, Written(start, start))
            if isinstance(tree, list):
                path = (*path, len(tree) - 1)
                tree = tree[-1]
                self.written.setdefault(path, Written(None, start))
        return path

    def key(self):
        parts = []
        for number in range(self.one_of(1, 1, 2, 3)):
            if number:
                self.put(".")
            self.blank()
            parts.append(self.name())
            self.blank()
        return parts

    def name(self):
        name = self.draw(NAMES)
        start = len(self.text)
        if re.fullmatch("[A-Za-z0-9_-]+", name) and self.one_of(True, False):
            self.put(name)
        else:
            name, _ = self.string(name, self.one_of('"', "'"))
        return name, start

    def pair(self, table, depth):
        *parents, (name, start) = self.key()
        self.put("=")
        self.blank()
        for parent, first in parents:
            table = (*table, parent)
            self.written.setdefault(table, Written(first, first))
        self.value((*table, name), start, depth)

    def value(self, path, key, depth):
        kind = self.one_of("string", "string", "number", "date", *(["array", "table"] if depth < 2 else []))
        start = len(self.text)
        self.written[path] = Written(key, start)
        if kind == "string":
            _, characters = self.string(self.draw(CONTENT), self.one_of('"', "'", '"""', "'''"))
            self.written[path] = Written(key, start, characters)
        elif kind == "array":
            self.items("[", "]", lambda number: self.value((*path, number), None, depth + 1))
        elif kind == "table":
            self.items("{", "}", lambda _: self.pair(path, depth + 1))
        else:
            self.put(*(NUMBERS if kind == "number" else DATES))

    def items(self, opening, closing, item):
        self.put(opening)
        self.gap()
        count = self.draw(st.integers(0, 3))
        for number in range(count):
            item(number)
            self.gap()
            if number < count - 1 or self.seldom():
                self.put(",")
            self.gap()
        self.put(closing)

    def string(self, content, opening):
        """Write a string, each character raw or escaped; tell what it says and where its characters are."""
        quote, long = opening[0], len(opening) > 1
        if quote == "'":
            content = re.sub(r"[\0-\x08\x0b-\x1f\x7f]" if long else r"[\0-\x08\n-\x1f\x7f']", "", content)
            content = re.sub("'{3,}", "''", content)
        characters, quotes = [], 0
        self.put(opening)
        trimmed = long and (self.one_of(True, False) or content.startswith("\n"))
        if trimmed:
            self.newline()
        for index, char in enumerate(content):
            folded = opening == '"""' and self.seldom()
            if folded:
                self.put("\\", "\\ \t")
                self.newline()
                self.put("", "  ", "\t\n \r\n")
                quotes = 0
            characters.append(len(self.text))
            forbidden = (
                (char < " " and char not in ("\t\n" if long else "\t"))
                or char in ("\x7f", "\\")
                or (char == quote and (not long or quotes == 2))
                or (char in " \t\n" and folded)
                or (char == "\n" and not index and not trimmed)
            )
            raw = quote == "'" or not (forbidden or self.seldom())
            if raw and char == "\n":
                self.newline()
            else:
                self.put(*([char] if raw else self.escapes(char)))
            quotes = quotes + 1 if raw and char == quote else 0
        if opening == '"""' and self.seldom():
            self.put("\\")
            self.newline()
            self.blank()
        characters.append(self.put(opening))
        return content, tuple(characters)

    @staticmethod
    def escapes(char):
        code = ord(char)
        named = {**NAMED, "\x1b": "e"}
        return [
            f"\\U{code:08x}",
            *([f"\\u{code:04X}"] if code < 1 << 16 else []),
            *([f"\\x{code:02x}"] if code < 1 << 8 else []),
            *(["\\" + named[char]] if char in named else []),
        ]


class JsonWriter(Writer):
    def document(self):
        self.value((), None, 0)
        self.gap()
        return self

    def gap(self):
        self.put("", "", " ", "\t\n", "\r\n  ")

    def value(self, path, key, depth):
        self.written = {old: where for old, where in self.written.items() if old[: len(path)] != path}
        self.gap()
        kind = self.one_of("string", "number", *(["array", "object"] * 2 if depth < 3 else []))
        start = len(self.text)
        self.written[path] = Written(key, start)
        if kind == "string":
            self.written[path] = Written(key, start, self.string(self.draw(CONTENT)))
        elif kind == "number":
            self.put("0", "-1.5E+3", "true", "false", "null")
        else:
            self.put("[" if kind == "array" else "{")
            self.gap()
            for number in range(self.draw(st.integers(0, 3))):
                if number:
                    self.put(",")
                    self.gap()
                if kind == "array":
                    self.value((*path, number), None, depth + 1)
                else:
                    name, first = self.draw(NAMES), len(self.text)
                    self.string(name)
                    self.gap()
                    self.put(":")
                    self.value((*path, name), first, depth + 1)
                self.gap()
            self.put("]" if kind == "array" else "}")

    def string(self, content):
        self.put('"')
        characters = []
        for char in content:
            raw = char >= " " and char not in '"\\' and not self.seldom()
            characters.append(self.put(char) if raw else self.put(*self.escapes(char)))
        characters.append(self.put('"'))
        return tuple(characters)

    @staticmethod
    def escapes(char):
        units = char.encode("utf-16-be").hex()
        coded = "".join("\\u" + units[at : at + 4] for at in range(0, len(units), 4))
        return [coded, *(["\\" + NAMED[char]] if char in NAMED else []), *(["\\/"] if char == "/" else [])]


TOML = st.composite(lambda draw: TomlWriter(draw).document())()
JSON = st.composite(lambda draw: JsonWriter(draw).document())()


def spot(text, index):
    before = text[:index].removeprefix(MARK)
    return Spot(before.count("\n") + 1, len(before) - before.rfind("\n"))


def leaves(tree, path=()):
    """Every path of a parsed tree and what stands there."""
    yield path, tree
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in below:
        yield from leaves(value, (*path, name))


def shown(text, where):
    """The source from a spot on to the end of its line."""
    return line_of(text, where.line)[where.column - 1 :]


def agree(places, tree, written, text):
    values = dict(leaves(tree))
    assert set(places) == set(values) == set(written)
    for path, where in written.items():
        extent = places[path]
        assert extent.key == (None if where.key is None else spot(text, where.key)), path
        assert extent.value == spot(text, where.value), path
        assert text[where.value :].startswith(shown(text, extent.value)), path
        if isinstance(values[path], str):
            indexes = range(len(values[path]) + 1)
            assert [extent.at(index) for index in indexes] == [spot(text, at) for at in where.characters], path
        else:
            assert extent.at(3) == extent.value


def holds_together(places, text):
    lines = re.split(r"\r\n?|\n", text.removeprefix(MARK))
    for extent in places.values():
        for where in (extent.key, extent.value, extent.at(-1), extent.at(2), extent.at(1 << 40)):
            assert where is None or (
                1 <= where.line <= len(lines) and 1 <= where.column <= len(lines[where.line - 1]) + 1
            )


@st.composite
def mutilated(draw, documents):
    """A valid text of which a part is cut out and replaced by something else."""
    text = draw(documents).text
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return (
        text[:start]
        + draw(st.text("\"'\\[]{}=.,:#\n\r ua1", max_size=4))
        + draw(st.sampled_from([text[end:], text[start:]]))
    )


@given(TOML)
def test_every_value_of_a_toml_text_is_found_where_it_was_written(document):
    tree = tomli.loads(document.text.removeprefix(MARK))
    agree(toml_places(document.text), tree, document.written, document.text)


@given(JSON)
def test_every_value_of_a_json_text_is_found_where_it_was_written(document):
    tree = json.loads(document.text.removeprefix(MARK))
    agree(json_places(document.text), tree, document.written, document.text)


@given(mutilated(TOML) | mutilated(JSON) | st.text() | st.text("\"'\\[]{}=.,:#\n\r ua1", max_size=30))
def test_any_text_gives_what_can_be_found(text):
    for parsed, find in ((tomli.loads, toml_places), (json.loads, json_places)):
        places = find(text)
        holds_together(places, text)
        try:
            tree = parsed(text.removeprefix(MARK))
        except ValueError:
            continue
        assert set(places) == {path for path, _ in leaves(tree)}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "a=" + "[" * 200_000,
        "a={b=" * 60_000,
        "a." * 100_000 + "a=1",
        '{"a":' * 50_000,
        '"\\u00' * 9,
        '"\\U00ff0000" = 1',
        "a=[[],",
    ],
    ids=["brackets", "arrays", "inline tables", "dotted key", "objects", "escape", "no character", "open"],
)
def test_a_text_that_is_deep_or_breaks_off_ends_quietly(text):
    holds_together(toml_places(text), text)
    holds_together(json_places(text), text)


def test_what_is_nested_a_hundred_deep_is_found():
    text = '"a" = ' + "[" * 100 + "]" * 100 + "\nb = 1"
    assert max(map(len, toml_places(text))) == 100
    assert ("b",) in toml_places(text)
    assert ("b",) in json_places('{"a": ' + "[" * 99 + "]" * 99 + ', "b": 1}')


def test_what_stands_before_the_break_is_found():
    assert toml_places('a = 1\nb = ["x", 2, "y') == {
        (): Extent(None, Spot(1, 1)),
        ("a",): Extent(Spot(1, 1), Spot(1, 5)),
        ("b",): Extent(Spot(2, 1), Spot(2, 5)),
        ("b", 0): Extent(None, Spot(2, 6), ((0, Spot(2, 7)), (1, Spot(2, 8)))),
        ("b", 1): Extent(None, Spot(2, 11)),
    }


def column(places, *path):
    return places[path].value.line, places[path].value.column


def test_dotted_keys_within_an_inline_table():
    places = toml_places('a.b = {c.d = "x", c.e = 1}')
    assert {path: (extent.key, extent.value.column) for path, extent in places.items()} == {
        (): (None, 1),
        ("a",): (Spot(1, 1), 1),
        ("a", "b"): (Spot(1, 3), 7),
        ("a", "b", "c"): (Spot(1, 8), 8),
        ("a", "b", "c", "d"): (Spot(1, 10), 14),
        ("a", "b", "c", "e"): (Spot(1, 21), 25),
    }


def test_a_table_below_an_array_of_tables_belongs_to_the_newest():
    places = toml_places(
        "[[call]]\nid = 1\n[call.costs]\nx = 1\n\n[[call]]\n[call.costs]\nx = 2\n[[call.costs.line]]\n"
    )
    assert places["call",] == Extent(Spot(1, 3), Spot(1, 3))
    assert places["call", 1] == Extent(None, Spot(6, 3))
    assert column(places, "call", 0, "costs", "x") == (4, 5)
    assert places["call", 1, "costs"] == Extent(Spot(7, 7), Spot(7, 7))
    assert column(places, "call", 1, "costs", "x") == (8, 5)
    assert column(places, "call", 1, "costs", "line", 0) == (9, 14)


def test_a_header_of_its_own_says_where_a_table_stands_even_if_it_comes_late():
    assert toml_places("[a.b]\n\n[a]\n")["a",] == Extent(Spot(3, 2), Spot(3, 2))
    assert list(toml_places("[a.b]\n[a.c]\n").items())[1] == (("a",), Extent(Spot(1, 2), Spot(1, 2)))


def test_dates_numbers_and_switches():
    places = toml_places("d = [2024-01-01 07:32:00, 2024-01-02,07:32:00 ]\nn = -1_000 # three\nb = true\nl = 0.5\n")
    assert [column(places, "d", number) for number in range(3)] == [(1, 6), (1, 27), (1, 38)]
    assert [column(places, name) for name in "nbl"] == [(2, 5), (3, 5), (4, 5)]
    assert ("d", 3) not in places


def test_an_array_over_several_lines_with_comments():
    places = toml_places("a = [ # one ]\n\t1, # two, \"\r\n  [2],\n\n  '#',\n]\nb = 1")
    assert [column(places, "a", number) for number in range(3)] == [(2, 2), (3, 3), (5, 3)]
    assert column(places, "a", 1, 0) == (3, 4)
    assert column(places, "b") == (7, 5)


def test_quotes_beside_those_that_close():
    places = toml_places('a = """x"""""\nb = """"x"""\nc = """"""\nd = ""\ne = \'\'\'x\'\'\'\'\nf = 1')
    assert [places["a",].at(index).column for index in range(5)] == [8, 9, 10, 11, 11]
    assert [places["b",].at(index).column for index in range(3)] == [8, 9, 10]
    assert places["c",].at(0) == Spot(3, 8)
    assert places["d",].at(0) == Spot(4, 6)
    assert [places["e",].at(index).column for index in range(3)] == [8, 9, 10]
    assert ("f",) in places


@pytest.mark.parametrize(
    "escape", [r"\b", r"\t", r"\n", r"\f", r"\r", r"\e", r"\"", r"\\", r"\xe9", r"\u00e9", r"\U0001F600"]
)
def test_an_escape_is_one_character(escape):
    text = f'"{escape}" = "a{escape}b"'
    ((name, value),) = tomli.loads(text).items()
    extent = toml_places(text)[name,]
    assert [shown(text, extent.at(index)) for index in range(len(value))] == [f'a{escape}b"', f'{escape}b"', 'b"']


def test_lines_that_are_folded_or_trimmed():
    places = toml_places('a = """\r\n\tx \\  \r\n\r\n   y\r\nz"""')
    assert [places["a",].at(index) for index in range(6)] == [
        Spot(2, 1),
        Spot(2, 2),
        Spot(2, 3),
        Spot(4, 4),
        Spot(4, 5),
        Spot(5, 1),
    ]


def test_an_index_outside_the_string_is_taken_to_its_ends():
    extent = toml_places('a = "xy"')["a",]
    assert (extent.at(-5), extent.at(2), extent.at(99)) == (Spot(1, 6), Spot(1, 8), Spot(1, 8))


def test_surrogates_in_json_are_one_character_only_in_pairs():
    text = r'["\ud83d\ude00x", "\ud83dx", "\ud83d\ud83d\ude00x"]'
    places = json_places(text)
    found = [
        [shown(text, places[number,].at(at))[:2] for at in range(len(said))]
        for number, said in enumerate(json.loads(text))
    ]
    assert found == [[r"\u", 'x"'], [r"\u", 'x"'], [r"\u", r"\u", 'x"']]


def test_of_a_key_that_json_has_twice_the_last_counts():
    assert dict(json_places('{"a": {"b": 1}, "a": [2]}')) == {
        (): Extent(None, Spot(1, 1)),
        ("a",): Extent(Spot(1, 17), Spot(1, 22)),
        ("a", 0): Extent(None, Spot(1, 23)),
    }


def test_a_json_text_may_be_a_single_value():
    assert json_places(' "x"')[()].at(0) == Spot(1, 3)
    assert json_places("") == json_places('"') == {}


def test_a_lone_carriage_return_ends_a_line():
    assert json_places("[\r1,\r\n2]")[1,].value == Spot(3, 1)


@pytest.mark.parametrize(
    ("number", "line"), [(0, ""), (1, "a"), (2, ""), (3, "\tb\x0c\u2028c\x85"), (4, "d"), (5, "e"), (6, "")]
)
def test_a_line_is_shown_without_its_ending(number, line):
    assert line_of("\ufeffa\n\r\n\tb\x0c\u2028c\x85\rd\ne", number) == line

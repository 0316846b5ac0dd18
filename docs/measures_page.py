"""The pages of measures: each with its calls, figures and conditions, and the row of the fact sheets each came from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tomli
from rows import LAW, Place, folder_of, homes, measure_files, named_by, region_of, regions, rows_of

from intra_core.model.days import Daymark
from intra_core.rules.measure import MeasureRules
from intra_core.rules.prose import sentence

HEAD = """\
# Measures

What stands in the files of the regions, and where it came from: here the list of all measures and the law that they
share; on a page for each region its calls, figures and conditions, each with its row. `python docs/generate.py` writes
these pages.

A *row* is a line of the fact sheets (`regions.md`, `regions-more.md`, `law.md`) that the project collected before it
wrote any rule; at the end of each region stands where each of its rows went. A *mark* says how something is known:
`seed` and `sourced` were read in the source named, `inferred` was read out of it, `assumed` is not known and always
shown as assumed. A figure or condition holds from its day to the day of the next one.
"""

Sources = Mapping[str, Mapping[str, Any]]


def pages() -> dict[str, str]:
    """Write the pages by file: the law's figures with the list of measures, and one for each region."""
    found = {f"docs/measures/{name}.md": _page(_region(name)) for name in regions()}
    return {"docs/measures.md": _page((HEAD, *_list(), *_law())), **found}


def _page(parts: Iterable[str]) -> str:
    return "\n".join(parts).rstrip() + "\n"


def _list() -> Iterator[str]:
    for name in regions():
        yield f"## [{_title(name)}](measures/{name}.md)\n"
        measures = (tomli.loads(file.read_text("utf-8")) for file in measure_files(name))
        yield _table(("Measure", "Title", "Granted by", "Calls"), (_listed(name, each) for each in measures))


def _listed(region: str, tree: Mapping[str, Any]) -> tuple[str, ...]:
    link = f"[{tree['id']}](measures/{region}.md#{tree['id'].replace('.', '')})"
    authorities = region_of(region).authorities
    granted = next((str(each.title.in_language("en")) for each in authorities if each.id == tree.get("authority")), "")
    return (link, tree["title"]["en"], granted, "planned" if "status" in tree else str(len(tree["call"])))


def _title(region: str) -> str:
    return str(region_of(region).title.in_language("en"))


def _law() -> Iterator[str]:
    yield "## The law that the regions share\n"
    for file in sorted(LAW.glob("*.toml")):
        tree = tomli.loads(file.read_text("utf-8"))
        if "parameter" in tree:
            yield _figures(tree["parameter"], tree["source"])
            yield _sources(tree["source"])


def _region(name: str) -> Iterator[str]:
    tree = tomli.loads((folder_of(name) / "region.toml").read_text("utf-8"))
    measures = {each.identity.id: each for each in region_of(name).measures}
    yield f"# {_title(name)}\n"
    for file in measure_files(name):
        measure = tomli.loads(file.read_text("utf-8"))
        yield from _measure(measure, measures[measure["id"]], tree.get("authority", {}))
    if "described" in tree:
        pending = {id(each) for each in tree["described"] if _pending(name, each)}
        later = [each for each in tree["described"] if id(each) in pending]
        if later:
            yield f"## {name}: not yet written as measures\n"
            yield "Their rules and figures are known; nothing decides by them yet.\n"
            yield _table(("Entry", "What it says", *_BASIS), _described(later, tree["source"]))
        yield f"## {name}: described\n\nRows that give no rule or figure to decide by.\n"
        rest = [each for each in tree["described"] if id(each) not in pending]
        yield _table(("Entry", "What it says", *_BASIS), _described(rest, tree["source"]))
        yield _sources(tree["source"])
    if rows_of(name):
        yield f"## {name}: where each row went\n"
        yield _table(("Row", "What it tells", "Where it went"), _rows(name))


def _pending(region: str, entry: Mapping[str, Any]) -> bool:
    """Say whether an entry tells of a row whose rules no measure decides by yet."""
    rows = rows_of(region)
    named = entry.get("row", ())
    texts = (named,) if isinstance(named, str) else named
    return any(row.pending for text in texts for row in named_by(text, rows) if row.begins(text))


# --- one measure --------------------------------------------------------------------------------


def _measure(tree: Mapping[str, Any], rules: MeasureRules, authorities: Mapping[str, Any]) -> Iterator[str]:
    sources, title = tree.get("source", {}), f"{tree['title']['en']} ({tree['kind']})"
    authority = authorities[tree["authority"]]["title"]["en"] if tree.get("authority") in authorities else ""
    planned = "planned: no call was found" if "status" in tree else ""
    yield f"## {tree['id']}\n"
    yield "; ".join(filter(None, (title, authority, planned, _rows_named(tree)))) + ".\n"
    if "call" in tree:
        yield _table(("Call", "Opens", "Closes", "Costs count", "Budget", *_BASIS), _calls(tree["call"], sources))
    if "parameter" in tree:
        yield _figures(tree["parameter"], sources)
    yield _table(("Condition", "Holds", "What must hold", *_BASIS), _conditions(tree, rules))
    yield "\n".join(_award(tree)) + "\n"
    if "duty" in tree:
        yield _table(("Duty", "Until", "What must happen afterwards", *_BASIS), _duties(tree["duty"], rules, sources))
    if "described" in tree:
        yield _table(("Described", "What the source says", *_BASIS), _described(tree["described"], sources))
    yield _sources(sources)


def _calls(calls: Iterable[Mapping[str, Any]], sources: Sources) -> Iterator[tuple[str, ...]]:
    for call in calls:
        costs = call.get("costs")
        window = f"{_day(costs['since'])} to {_day(costs['until'])}" if costs else ""
        spent = [", or when funds are spent"] if call.get("until_funds_spent") else []
        breaks = [f"; interrupted {_span(each)}" for each in call.get("interrupted", ())]
        breaks += [f"; stopped for {each['area']} {_span(each)}" for each in call.get("stopped", ())]
        closes = "".join((_day(call["closes"]), *spent, *breaks))
        yield (_code(call["id"]), _day(call["opens"]), closes, window, call.get("budget", ""), *_basis(call, sources))


def _conditions(tree: Mapping[str, Any], rules: MeasureRules) -> Iterator[tuple[str, ...]]:
    """Give each wording of each condition; the wordings of one id stand in the file in their order."""
    versions = {each.id: iter(each.versions) for each in rules.book.conditions}
    sources, tables = tree.get("source", {}), tree.get("condition", [])
    for number, table in enumerate(tables):
        version = next(versions[table["id"]])
        after = next((each["since"] for each in tables[number + 1 :] if each["id"] == table["id"]), None)
        says = table["says"]["en"] if "says" in table else sentence(version.node, {}, rules.vocabulary, "en")
        only = f" Only where {_code(table['applies'])}." if "applies" in table else ""
        span = f"before {_day(after)}" if after and not table.keys() & {"since", "until"} else _span(table)
        what = f"{_stop(says)} {_code(table['holds'])}{only}"
        yield (_code(table["id"]), span, what, *_basis(table, sources))
    aid = tree["state_aid"]
    for version in versions.get(aid["regime"], ()):
        says = sentence(version.node, {}, rules.vocabulary, "en")
        yield (_code(aid["regime"]), "always", f"{_stop(says)} {_code(version.text)}", *_basis(aid, sources))


def _award(tree: Mapping[str, Any]) -> Iterator[str]:
    yield f"- Award: {_code(tree['award']['amount'])}"
    for part in tree["award"].get("instalments", ()):
        yield f"- Paid after {part['after']['en']}: {_code(part['amount'])}"
    for name, entry in _leaves(tree.get("define", {}), "is"):
        rounded = f", rounded {entry['round']}" if "round" in entry else ""
        step = f" to {entry['to']}" if "to" in entry else ""
        yield f"- {_code(name)} is {_code(entry['is'])}{rounded}{step}"
    aid = tree["state_aid"]
    if aid["regime"] == "none":
        yield f"- State aid: none ({'; '.join(filter(None, _basis(aid, tree.get('source', {}))))})"
    if "costs" in tree:
        costs = tree["costs"]
        yield f"- Costs that it pays: {', '.join(_code(kind) for kind in costs['kinds'])}"
        if "where" in costs:
            basis = "; ".join(filter(None, _basis(costs, tree.get("source", {}))))
            yield f"- Of them only the lines `x` for which {_code(costs['where'])} ({basis})"


def _duties(duties: Iterable[Mapping[str, Any]], rules: MeasureRules, sources: Sources) -> Iterator[tuple[str, ...]]:
    for table, duty in zip(duties, rules.book.duties, strict=True):
        says = table["says"]["en"] if "says" in table else sentence(duty.holds, {}, rules.vocabulary, "en")
        since = f" Since {_day(table['since'])}." if "since" in table else ""
        what = f"{_stop(says)}{since} {_code(table['holds'])}"
        yield (_code(table["id"]), _code(table["until"]), what, *_basis(table, sources))


# --- what measures, regions and the law have in common ------------------------------------------


def _figures(tables: Mapping[str, Any], sources: Sources) -> str:
    lines = [
        (_code(name) if first else "", _span(version), _value(version), *_basis(version, sources))
        for name, versions in _leaves(tables, None)
        for first, version in zip((True, *[False] * len(versions)), versions, strict=False)
    ]
    return _table(("Figure", "Holds", "Value", *_BASIS), lines)


def _described(entries: Iterable[Mapping[str, Any]], sources: Sources) -> Iterator[tuple[str, ...]]:
    for entry in entries:
        name = _code(entry["id"]) if "id" in entry else ""
        title = f"{entry['title']['en']}: " if "title" in entry else ""
        yield (name, f"{title}{_stop(entry['says']['en'])}", *_basis(entry, sources))


def _sources(sources: Sources) -> str:
    lines = []
    for key, source in sources.items():
        title = f"[{source['title']}]({source['address']})" if "address" in source else source["title"]
        lines.append((_code(key), title, source.get("article", ""), _day(source["read"])))
    return _table(("Source", "Title", "Place", "Read"), lines) if lines else ""


def _rows(region: str) -> Iterator[tuple[str, ...]]:
    named = homes(region)
    for row in rows_of(region):
        owners: dict[str, dict[str, list[str]]] = {}
        for place in named[row.id]:
            _note(owners.setdefault(place.owner, {}), place)
        went = "; ".join(f"{_code(owner)}: {_parts(parts)}" for owner, parts in owners.items())
        went += f" ({row.pending})" * bool(row.pending)
        yield (_code(row.id), row.about, went or (f"not yet: {row.reason}" if row.reason else "**nowhere**"))


def _note(parts: dict[str, list[str]], place: Place) -> None:
    names = parts.setdefault(place.part, [])
    if place.name and place.name not in names:
        names.append(place.name)


def _parts(parts: Mapping[str, list[str]]) -> str:
    return ", ".join(" ".join((part, ", ".join(map(_code, names)))).strip() for part, names in parts.items())


# --- words and tables ---------------------------------------------------------------------------

_BASIS = ("Mark", "Source", "Row")


def _basis(table: Mapping[str, Any], sources: Sources) -> tuple[str, str, str]:
    """Give mark with note, source with place, and rows."""
    source = sources[table["source"]]
    cited = f"[{table['source']}]({source['address']})" if "address" in source else table["source"]
    place = f", {table['article']}" if "article" in table else ""
    note = f": {table['note']}" if "note" in table else ""
    return f"{table['mark']}{note}", f"{cited}{place}", _rows_named(table)


def _rows_named(table: Mapping[str, Any]) -> str:
    rows = table.get("row", ())
    return ", ".join(map(_code, (rows,) if isinstance(rows, str) else rows))


def _leaves(tables: Mapping[str, Any], key: str | None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Give the entries of tables in tables under their full names: lists, or tables that have a key."""
    for name, value in tables.items():
        if isinstance(value, dict) and (key is None or key not in value):
            yield from _leaves(value, key, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _value(version: Mapping[str, Any]) -> str:
    value = version["value"]
    if value == "unknown" and "between" in version:
        return f"unknown, from {version['between'][0]} to {version['between'][1]}"
    if value == "closed":
        return "not in force"
    return _shown(value)


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(f"from {band['from']} {band['is']}" for band in value)
        case dict():
            return "; ".join(f"{word}: {_shown(each)}" for word, each in value.items())
        case str():
            return value
        case _:
            return _day(value)


def _day(written: object) -> str:
    """Write a day of a file: itself where it is known, else the days between which it lies."""
    if isinstance(written, str | int | dict) and written != "unknown":
        return str(Daymark.parse(written))
    return str(written)


def _span(table: Mapping[str, Any]) -> str:
    days = {key: _day(table[key]) for key in ("since", "until") if key in table}
    return " ".join(f"{key} {'a day ' * day.startswith('between')}{day}" for key, day in days.items()) or "always"


def _code(text: str) -> str:
    return f"`{' '.join(text.split())}`"


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    rows = [head, ("---",) * len(head), *lines]
    return "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

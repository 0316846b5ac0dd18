"""What columns need of lists: which sums, and for those which columns of the rows that the records belong to."""

from collections.abc import Iterable

from intra_core.rules.columnar.column import Column, Level


def gathered_in(columns: Iterable[Column], level: Level) -> list[Column]:
    """Find what is gathered from lists at a level for some columns."""
    found: dict[Column, None] = {}
    seen: set[Column] = set()
    waiting = list(columns)
    while waiting:
        each = waiting.pop()
        if each in seen or each.level is not level:
            continue
        seen.add(each)
        if each.op == "gathered":
            found[each] = None
            waiting += imports_of(each.told[1], [each])
        else:
            waiting += each.args
    return list(found)


def imports_of(records: Level, gathered: Iterable[Column]) -> list[Column]:
    """Find the columns of the rows outside that the columns of records read."""
    found: dict[Column, None] = {}
    seen: set[Column] = set()
    waiting = [inner for each in gathered for inner in each.args]
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        if each.level is not records:
            if not each.literal:
                found[each] = None
        elif each.op == "gathered":
            waiting += imports_of(each.told[1], [each])
        else:
            waiting += each.args
    return list(found)

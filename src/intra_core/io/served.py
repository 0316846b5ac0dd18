"""What an institution or a practice offers: kinds of service, and the stages they are for."""

from collections.abc import Iterator

from intra_core.errors import did_you_mean
from intra_core.io.document import Table
from intra_core.io.parts import Sources, localized, words_of
from intra_core.model.practice import Served
from intra_core.model.support import STAGES, Service, Stage, stages_between

_STAGES = {stage.value: stage for stage in Stage}
_SPAN = ".."


def served(table: Table, sources: Sources) -> tuple[Served, ...]:
    """Take the `[[service]]` tables."""
    return tuple(_served(table, sources))


def _served(table: Table, sources: Sources) -> Iterator[Served]:
    for each in table.tables("service"):
        kinds, stages = words_of(each, "kinds", Service), _stages(each)
        says = localized(each, "says")
        if not kinds and not stages and says is None and not {"kinds", "stages", "says"} & each.data.keys():
            each.complain(None, "this service says nothing", "give kinds, stages or says", at_key=True)
        basis = sources.basis(each)
        each.end()
        yield Served(services=kinds, stages=stages, says=says, basis=basis)


def _stages(table: Table) -> tuple[Stage, ...]:
    """Take one stage, or a span of them such as `preparation..entry`, both inclusive."""
    written = table.text("stages")
    if not written:
        return ()
    ends = [part.strip() for part in written.split(_SPAN)]
    unknown = [part for part in ends if part not in _STAGES]
    if unknown or len(ends) > len(("first", "last")):
        instead = did_you_mean(unknown[0], _STAGES) if unknown else 'write it like "preparation..entry"'
        table.complain("stages", f"{written!r} is not a stage or a span of them", instead)
        return ()
    found = stages_between(_STAGES[ends[0]], _STAGES[ends[-1]])
    if not found:
        order = f"the order is {', '.join(stage.value for stage in STAGES)}"
        table.complain("stages", "the last stage comes before the first", order)
    return found

"""Laws that say something else than ours in one place: what the next regulation may do."""

from attrs import evolve

from intra_core.law.lawbook import Lawbook
from intra_core.rules.figures import Known


def with_value(law: Lawbook, name: str, value: bool | str) -> Lawbook:
    """Give a law in which one figure has another value on every day on which it has one."""
    parameter = law.parameters[name]
    versions = tuple(evolve(each, figure=Known(value)) for each in parameter.versions)
    return evolve(law, parameters={**law.parameters, name: evolve(parameter, versions=versions)})


def without(law: Lawbook, *names: str) -> Lawbook:
    """Give a law in which some figures are in force on no day."""
    none = {name: evolve(law.parameters[name], versions=()) for name in names}
    return evolve(law, parameters={**law.parameters, **none})

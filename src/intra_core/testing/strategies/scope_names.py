"""The names that an expression may use, by what they stand for: looked up once for many expressions."""

from intra_core.rules.kinds import Choice, Kind, Number
from intra_core.rules.language import Constant, Fact, Named, Parameter
from intra_core.rules.parse import Fault
from intra_core.rules.scope import Meaning, Scope

_VALUES = (Fact, Parameter, Constant, Named)


class Names:
    """The names of a scope with their meanings, in order, looked up once for many expressions."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.meanings: dict[str, Meaning] = {}
        for name in sorted(set(scope.names())):
            try:
                meaning = scope.meaning(name)
            except Fault:
                continue  # a definition of the region that this measure cannot use
            if meaning is not None:
                self.meanings[name] = meaning
        self.values: dict[str, Fact | Parameter | Constant | Named] = {
            name: each for name, each in self.meanings.items() if isinstance(each, _VALUES)
        }
        self._of_kind: dict[Kind, list[str]] = {}
        kinds = {str(each.kind): each.kind for each in self.values.values()}
        every = [kind for _, kind in sorted(kinds.items())]
        self.numbers: list[Number] = [
            each for each in every if isinstance(each, Number) and len(self.of_kind(each)) > 1
        ]
        self.choices: list[Choice] = [each for each in every if isinstance(each, Choice) and len(each.values) > 1]

    def of_kind(self, kind: Kind) -> list[str]:
        """Give every name of a value of a kind."""
        if kind not in self._of_kind:
            self._of_kind[kind] = [name for name, each in self.values.items() if each.kind == kind]
        return self._of_kind[kind]

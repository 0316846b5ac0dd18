"""A scope that is a mapping, for tests that need no vocabulary."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from intra_core.rules.scope import FunctionShape, Meaning


@frozen(hash=False)
class PlainScope:
    """Names with what they stand for."""

    meanings: Mapping[str, Meaning]

    def meaning(self, name: str) -> Meaning | None:
        return self.meanings.get(name)

    def names(self) -> Iterable[str]:
        return self.meanings

    def functions(self) -> Iterable[str]:
        return [name for name, each in self.meanings.items() if isinstance(each, FunctionShape)]

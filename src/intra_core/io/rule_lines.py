"""The rules of a measure file: each line checked in the measure's scope, each fault told once and where it belongs."""

from collections.abc import Mapping

from attrs import frozen

from intra_core.io.document import Table
from intra_core.rules.book import MeasureScope
from intra_core.rules.check import check
from intra_core.rules.kinds import Kind
from intra_core.rules.language import Node
from intra_core.rules.parse import Fault


@frozen(eq=False)
class RuleLines:
    """What rules may name, and the tables of the file's own definitions, to which faults in them belong."""

    scope: MeasureScope
    defined: Mapping[str, Table]

    def check_definitions(self) -> None:
        """Complain about every definition at fault, used or not."""
        for name, table in self.defined.items():
            if self.scope.definitions[name].text.strip():
                asked = name in self.scope.used
                try:
                    self.scope.meaning(name)
                except Fault as fault:
                    self.complain(table, "is", fault, name)
                if not asked:
                    self.scope.used.discard(name)  # to be checked is not to be used

    def node(self, table: Table, key: str, wanted: type[Kind]) -> Node | None:
        """Take a rule that must be there; None if it is not, or is at fault."""
        text = table.text(key, required=True)
        if text is None or not text.strip():
            return None
        try:
            node = check(text, self.scope, wanted)
            self.scope.bound(node)
        except Fault as fault:
            self.complain(table, key, fault)
            return None
        return node

    def complain(self, table: Table, key: str, fault: Fault, defined: str | None = None) -> None:
        """Note a fault where it stands: at this rule, or once at the definition that the rule rests on."""
        if fault.name is None or fault.name == defined or defined in fault.circle:
            table.document.complain((*table.path, key), fault.says, fault.instead, index=fault.index)
        elif fault.name not in self.defined and fault.name not in table.document.broken:
            table.complain(key, f"{fault.name!r} cannot be used: {fault.says}", fault.instead)

"""Answers kept in the TOML file of an application, each under its key; comments and all that stands there stay."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from intra_core.cli import outside
from intra_core.errors import Complaint, WrongInput
from intra_core.io.decode import document_from
from intra_core.io.layout import with_top_key


@frozen
class KeptAnswers:
    """The application as it stands in a file, or would stand there if it were saved."""

    file: Path
    region: str
    text: str

    @classmethod
    def of(cls, file: Path, region: str) -> "KeptAnswers":
        """Read a file, or begin one where there is none: an application that names its region.

        Raises:
            WrongInput: if it cannot be read or is not TOML, or what writes TOML is not installed.
        """
        try:
            import tomlkit  # noqa: F401, PLC0415 (an extra, for this command alone)
        except ImportError:
            says, instead = "the package tomlkit is not installed", "pip install 'intra-core[cli]'"
            raise WrongInput([Complaint(says=says, instead=instead)]) from None
        return cls(file, region, f'region = "{region}"\n').read_again()

    def read_again(self) -> "KeptAnswers":
        """Take what stands in the file now, if there is one and something in it.

        Raises:
            WrongInput: if it cannot be read or is not TOML.
        """
        if not self.file.exists():
            return self
        raw, name = outside.read(str(self.file))
        if not raw.strip():
            return self
        document = document_from(raw, name, "toml")
        text = document.text.replace("\r\n", "\n")
        return evolve(self, text=text if "region" in document.tree else with_top_key(text, f'region = "{self.region}"'))

    def tells(self, fact: str) -> bool:
        """Say whether something stands under a key, if only in part: that is never written over."""
        import tomlkit  # noqa: PLC0415 (it is there by now)

        holder: Any = tomlkit.parse(self.text)
        for step in fact.split("."):
            if not isinstance(holder, dict) or step not in holder:
                return False
            holder = holder[step]
        return True

    def with_answer(self, fact: str, value: object) -> "KeptAnswers":
        """Put an answer under its key, into what stands in the file now: others may have written there meanwhile.

        Raises:
            WrongInput: if the file cannot be read any more.
        """
        now = self.read_again()
        return now if now.tells(fact) else evolve(now, text=_put(now.text, fact, value))

    def save(self) -> None:
        """Write the file as a whole.

        Raises:
            WrongInput: if it cannot be written.
        """
        outside.write(self.file, self.text.encode())


def _put(text: str, fact: str, value: object) -> str:
    import tomlkit  # noqa: PLC0415 (it is there by now)

    tree = tomlkit.parse(text)
    *tables, last = fact.split(".")
    if fact.partition(".")[0] not in tree and not text.endswith("\n\n"):
        tree.add(tomlkit.nl())  # what is not there yet becomes a table, which stands apart from what is above
    holder: Any = tree
    for name in tables:
        if name not in holder:
            holder[name] = tomlkit.table()
        holder = holder[name]
    if tables:
        holder[last] = _inline(value)
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        holder[last] = tomlkit.aot()
        for record in value:
            table = tomlkit.table()
            for key, each in record.items():
                table[key] = _inline(each)
            holder[last].append(table)
    else:
        return with_top_key(text, f"{last} = {tomlkit.item(_inline(value)).as_string()}")
    return tree.as_string()


def _inline(value: object) -> Any:  # noqa: ANN401 (an item of tomlkit, or what it makes one of)
    """Make a value that stands in one line."""
    from tomlkit import array, inline_table  # noqa: PLC0415 (it is there by now)
    from tomlkit.items import Float, Trivia  # noqa: PLC0415 (likewise)

    match value:
        case Decimal():
            return Float(float(value), Trivia(), str(value))
        case list():
            items = array()
            for each in value:
                items.append(_inline(each))
            return items
        case dict():
            table = inline_table()
            for key, each in value.items():
                table[key] = _inline(each)
            return table
        case _:
            return value

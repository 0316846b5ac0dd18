"""What practices, plans and institutions have in common on paper and in JSON: marks, sources, services, days."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from intra_core.cli.headings import mark_in_words
from intra_core.handbook.handbook import Handbook
from intra_core.model.days import Daymark
from intra_core.model.practice import Served
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark
from intra_core.rules.kinds import Day
from intra_core.rules.values import Words, written
from intra_core.texts import text

UNSURE = (Mark.INFERRED, Mark.ASSUMED)


@frozen
class Paper:
    """A handbook in one language."""

    handbook: Handbook
    language: str

    def word(self, name: str, /, **parts: object) -> str:
        """Give one of the words, filled in; English where a language has none."""
        return text(self.language, "handbook", name).format(**parts)

    def text(self, text: LocalizedText) -> str:
        """Write a text."""
        return text.in_language(self.language)

    def marked(self, says: str, basis: Basis) -> str:
        """Write a statement; what is inferred or assumed is told as such, with its reason."""
        if basis.mark not in UNSURE:
            return says
        mark = self.word(basis.mark.value)
        return self.word("marked why" if basis.note else "marked", says=says, mark=mark, note=basis.note)

    def sources(self, bases: Iterable[Basis]) -> str:
        """Name the sources of statements, each once."""
        titles = (each.source.title for each in bases if each.source is not None)
        return self.word("source", sources="; ".join(dict.fromkeys(titles)))

    def served(self, served: Served) -> str:
        """Write services and stages, and what the source says of them."""
        titles = {each.service: self.text(each.title) for each in self.handbook.frame.services}
        stages = {each.stage: self.text(each.title) for each in self.handbook.frame.stages}
        services = ", ".join(titles[each] for each in served.services)
        span = ", ".join(stages[each] for each in served.stages)
        name = "served for" if services and span else "served" if services else "stages"
        kinds = self.word(name, services=services, stages=span) if services or span else ""
        says = self.text(served.says) if served.says is not None else ""
        return self.marked(f"{says} ({kinds})" if says and kinds else says or kinds, served.basis)

    def day(self, mark: Daymark, words: Words) -> str:
        """Write a day as far as it is known."""
        return mark_in_words(mark, words, self.language)

    def exact_day(self, ordinal: int, words: Words) -> str:
        """Write a day that is known."""
        return written(Day(), ordinal, words, self.language)


def basis_to_dict(basis: Basis) -> dict[str, object]:
    """Give for programs what a statement rests on."""
    source = basis.source
    read = source.read if source is not None else None
    return {
        "mark": basis.mark.value,
        "source": source.title if source is not None else None,
        "address": source.address if source is not None else None,
        "read": read.isoformat() if read is not None else None,
        "article": basis.article,
        "note": basis.note,
    }


def served_to_dict(served: Served, language: str) -> dict[str, object]:
    """Give for programs what is offered."""
    return {
        "services": [each.value for each in served.services],
        "stages": [each.value for each in served.stages],
        "says": said(served.says, language),
        "basis": basis_to_dict(served.basis),
    }


def said(text: LocalizedText | None, language: str) -> str | None:
    """Give a text in a language, or None."""
    return text.in_language(language) if text is not None else None


def statement_to_dict(says: LocalizedText | None, basis: Basis, language: str) -> Mapping[str, object]:
    """Give for programs a text with what it rests on."""
    return {"says": said(says, language), "basis": basis_to_dict(basis)}

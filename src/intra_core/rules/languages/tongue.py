"""What a language is to the prose reading: how it writes values, orders a clause and says each node."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from intra_core.rules.figures import Why

MOST_DECIMALS = 6
"""A number that needs more is cut to four, with an ellipsis."""


@frozen
class Clause:
    """A statement in three parts, so that it can be denied and put behind a conjunction. Some may be empty."""

    subject: str
    verb: str = ""
    rest: str = ""


@frozen(kw_only=True, hash=False)
class Tongue:
    """One language. `patterns` has for each type of node the sentence patterns of its variants.

    In the pattern of a clause two bars mark off its verb. `denials` gives each verb with its contrary, in which a bar
    marks off what stays with the rest; before a participle that of `perfect` holds. `enclitics` are the verbs that
    stand right behind a conjunction ("da je prijavitelj …") and not behind the subject. Whole numbers are set in groups
    from `grouped_from` digits on. `quoted_within` are the quotes inside quotes. `euphony` are pairs of a regular
    expression and what stands in its place: small words that change before a sound, as "y" to "e" in Spanish.
    """

    code: str
    thousands: str
    grouped_from: int = 4
    point: str
    minus: str
    rate: str
    money: str
    per: str
    months: tuple[str, ...]
    date: str
    month_day: str
    quoted: str
    quoted_within: str
    codes: Mapping[str, str]
    yes: str
    no: str
    conjunctions: Mapping[str, str]
    denials: Mapping[str, str]
    perfect: Mapping[str, str] = {}
    participle: str = "(?!)"
    enclitics: frozenset[str] = frozenset()
    euphony: tuple[tuple[str, str], ...] = ()
    plural: Callable[[int, int], int]
    why: Mapping[Why, str]
    open_figures: Mapping[str, str]
    steps: Mapping[str, str]
    patterns: Mapping[type, Mapping[str, str]]

    def decimal(self, amount: Fraction, least: int = 0) -> tuple[str, int]:
        """Write a number with at least some decimals, and say how many it has.

        >>> from intra_core.rules.languages.slovenian import SLOVENIAN
        >>> SLOVENIAN.decimal(Fraction(24001, 20), least=2)
        ('1.200,05', 2)
        """
        above, below = abs(amount.numerator), amount.denominator
        exact = next((places for places in range(MOST_DECIMALS + 1) if not 10**places % below), None)
        places = max(least, 4 if exact is None else exact)
        whole, part = divmod(above * 10**places // below, 10**places)
        grouped = whole >= 10 ** (self.grouped_from - 1)
        digits = f"{whole:,}".replace(",", self.thousands) if grouped else str(whole)
        decimals = f"{self.point}{part:0{places}d}" if places else ""
        sign = self.minus if amount.numerator < 0 else ""
        return f"{sign}{digits}{decimals}{'…' if exact is None else ''}", places

    def day(self, ordinal: int) -> str:
        """Write a day.

        >>> from intra_core.rules.languages.english import ENGLISH
        >>> ENGLISH.day(dt.date(2024, 9, 2).toordinal())
        '2 September 2024'
        """
        date = dt.date.fromordinal(ordinal)
        return self.date.format(day=date.day, month=self.months[date.month - 1], year=date.year)

    def day_of_year(self, number: int) -> str:
        """Write a day of every year, kept as month * 100 + day."""
        return self.month_day.format(day=number % 100, month=self.months[number // 100 - 1])

    def form(self, forms: Sequence[str], whole: int, decimals: int) -> str:
        """Choose the plural form that a number asks for; where a language has fewer, the last."""
        return forms[min(self.plural(whole, decimals), len(forms) - 1)]

    def listed(self, texts: Iterable[str], conjunction: str) -> str:
        """Join texts by commas and, before the last, by the word for `and`, `or` or `nor`.

        >>> from intra_core.rules.languages.spanish import SPANISH
        >>> SPANISH.listed(["micro", "otra"], "or")
        'micro u otra'
        """
        *before, last = texts
        return self.sounded(f"{', '.join(before)} {self.conjunctions[conjunction]} {last}") if before else last

    def sounded(self, text: str) -> str:
        """Change the small words that change before a sound."""
        for found, other in self.euphony:
            text = re.sub(found, other, text, flags=re.IGNORECASE)
        return text

    def phrase(self, node: type, variant: str, /, **parts: str) -> str:
        """Fill the pattern of a value."""
        return self.patterns[node][variant].format(**parts)

    def clause(self, node: type, variant: str, /, **parts: str) -> Clause:
        """Fill the pattern of a statement."""
        return Clause(*(part.format(**parts) for part in self.patterns[node][variant].split("|")))

    def stated(self, label: str) -> Clause:
        """Find the verb in the label of a yes-or-no."""
        found = re.search(f" ({'|'.join(self.denials)}) ", label)
        return Clause(label[: found.start()], found[1], label[found.end() :]) if found else Clause(label)

    def denied(self, clause: Clause, not_so: type) -> Clause:
        """Give the contrary of a clause; where its verb is not known, by saying that it is not so."""
        if clause.verb in self.denials:
            perfect = clause.verb in self.perfect and re.match(self.participle, clause.rest)
            verb, bar, before = (self.perfect if perfect else self.denials)[clause.verb].partition("|")
            return evolve(clause, verb=verb, rest=f"{before} {clause.rest}" if bar else clause.rest)
        return self.clause(not_so, "not so", body=self.ordered(clause, self.conjunctions["that"]))

    def ordered(self, clause: Clause, conjunction: str | None = None) -> str:
        """Put a clause into words, behind a conjunction if there is one.

        An empty conjunction tells that something else fills the first place, as a whole `if` clause does.

        >>> from intra_core.rules.languages.slovenian import SLOVENIAN
        >>> SLOVENIAN.ordered(Clause("dogodek", "je", "v tujini"), "če")
        'če je dogodek v tujini'
        """
        parts = [clause.subject, clause.verb, clause.rest]
        if conjunction is not None and clause.verb in self.enclitics:
            parts = [clause.verb, clause.subject, clause.rest]
        return " ".join(part for part in (conjunction, *parts) if part)

    def tidied(self, text: str) -> str:
        """Take out commas that other punctuation makes idle, and set quotes inside quotes as the language does.

        >>> from intra_core.rules.languages.slovenian import SLOVENIAN
        >>> SLOVENIAN.tidied("the cost, if any, (none,), and so on,")
        'the cost, if any (none), and so on'
        >>> SLOVENIAN.tidied("not (one), (two) and (three)")
        'not (one), (two) and (three)'
        >>> SLOVENIAN.tidied("»vsota »znesek«« in »znesek«").count("»")
        2
        """
        opening, closing = self.quoted.split("{}")
        text = re.sub(rf",(?= ?[,;:){closing}]| ?$)|(?<!\)),(?= ?\()", "", self.sounded(text))
        within = dict(zip((opening, closing), self.quoted_within.split("{}"), strict=True))
        depth = 0
        letters = []
        for letter in text:
            depth += letter == opening
            letters.append(within.get(letter, letter) if depth > 1 else letter)
            depth -= letter == closing
        return "".join(letters)


def one_or_other(whole: int, decimals: int) -> int:
    """Say which of two forms, such as "person" and "persons", a number takes.

    >>> one_or_other(1, 0), one_or_other(1, 1), one_or_other(0, 0)
    (0, 1, 1)
    """
    return 0 if whole == 1 and not decimals else 1

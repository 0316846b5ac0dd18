"""The size of an enterprise worked out straight from the text of Annex I: sets, pairs and rounds until nothing changes.

It shares no code with `intra_core.law.sme` and knows its figures by heart; everything of the group must be told.
"""

import datetime as dt
from fractions import Fraction
from itertools import combinations, pairwise

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
ORDER = ("micro", "small", "medium", "large")
INVESTORS = {
    "public-investment-corporation", "venture-capital", "business-angel", "university", "research-centre",
    "institutional-investor", "regional-development-fund",
}  # fmt: skip
NO_ENTERPRISES = {"person", "public-body", "local-authority"}
DEFAULTS = {
    "ownership_change": "user_guide_immediate",
    "crossing": "both-periods",
    "votes_of_linked": "added",
    "partner_of_several": "greatest",
    "managing_investor": "excluded",
    "investors_jointly": "all-of-them",
    "public_control": "majority",
    "short_period": "annualised",
}


class Oracle:
    """One group in the structure of one day."""

    persons_link = True

    def __init__(self, group, day, policies):
        self.group = group
        self.policies = {**DEFAULTS, **policies}
        self.parties = {each.id: each for each in group.enterprises}
        self.kind = {each.id: each.kind.value for each in group.enterprises}
        self.stakes = [
            each
            for each in group.holdings
            if (each.since is None or each.since <= day) and (each.until is None or each.until >= day)
        ]
        self.added = self.policies["votes_of_linked"] == "added"
        self.sets = {name: frozenset({name}) for name in self.parties}
        self._unite()

    # --- Article 3(3) -------------------------------------------------------------------------------

    def is_enterprise(self, name):
        return self.kind[name] not in NO_ENTERPRISES

    def links(self, name):
        return self.is_enterprise(name) or self.small_authority(name)

    def votes(self, holders, held):
        return sum(
            (each.votes.part for each in self.stakes if each.held == held and each.holder in holders), Fraction(0)
        )

    def capital(self, holders, held):
        return sum(
            (each.capital.part for each in self.stakes if each.held == held and each.holder in holders), Fraction(0)
        )

    def controls(self, holders, held):
        return any(each.control for each in self.stakes if each.held == held and each.holder in holders)

    def _unite(self):
        while pair := self._next_pair():
            whole = self.sets[pair[0]] | self.sets[pair[1]]
            self.sets.update(dict.fromkeys(whole, whole))

    def _next_pair(self):
        for held in self.parties:
            for holder in self.parties:
                if not self.links(holder) or self.sets[holder] == self.sets[held]:
                    continue
                together = {each for each in self.sets[holder] if self.links(each)} if self.added else {holder}
                if self.votes(together, held) > HALF or self.controls({holder}, held):
                    return holder, held
        for hand in self.hands() if self.persons_link else ():
            for one, other in combinations(sorted(self.controlled(hand)), 2):
                if (
                    self.sets[one] != self.sets[other]
                    and self.is_enterprise(one)
                    and self.is_enterprise(other)
                    and self.share_market(one, other)
                ):
                    return one, other
        return None

    def hands(self):
        hands = [{name} for name, kind in self.kind.items() if kind == "person"]
        for each in self.group.jointly:
            touched = [hand for hand in hands if hand & set(each.persons)]
            hands = [hand for hand in hands if not hand & set(each.persons)] + [set().union(*touched)]
        return hands

    def controlled(self, hand):
        ours: set[str] = set()
        while True:
            more = {
                held
                for held in self.parties
                if held not in ours | hand
                and (
                    self.controls(hand | ours, held)
                    or self.votes(hand, held) > HALF
                    or (self.votes(hand | ours, held) > HALF if self.added else False)
                    or any(self.votes({each}, held) > HALF for each in ours)
                )
            }
            if not more:
                return ours
            ours |= more

    def share_market(self, one, other):
        for mine in self.parties[one].market:
            for theirs in self.parties[other].market:
                if mine == theirs or any({mine, theirs} <= set(each.markets) for each in self.group.adjacent):
                    return True
        return False

    # --- Article 3(2) and 3(4) ------------------------------------------------------------------------

    def small_authority(self, name):
        party = self.parties[name]
        return self.kind[name] == "local-authority" and party.budget.minor < 1_000_000_000 and party.inhabitants < 5_000

    def excepted(self, held):
        """The holdings in somebody that leave it autonomous."""
        into = [each for each in self.stakes if each.held == held]
        investors = [
            each
            for each in into
            if (self.kind[each.holder] in INVESTORS or self.small_authority(each.holder))
            and not (each.manages and self.policies["managing_investor"] == "excluded")
        ]
        angels = [each for each in investors if self.kind[each.holder] == "business-angel"]
        if sum(each.investment.minor for each in angels) >= 125_000_000:
            investors = [each for each in investors if each not in angels]
        if self.policies["investors_jointly"] == "all-of-them":
            if sum((each.votes.part for each in investors), Fraction(0)) > HALF:
                return []
        else:
            investors = [
                each
                for each in investors
                if sum(
                    (one.votes.part for one in investors if self.sets[one.holder] == self.sets[each.holder]),
                    Fraction(0),
                )
                <= HALF
            ]
        return [
            each
            for each in investors
            if self.sets[each.holder] != self.sets[held]
            and self.votes({each.holder}, held) <= HALF
            and not self.controls({each.holder}, held)
        ]

    def partners(self, subject):
        """The sets of partners, each with its share."""
        ours = self.sets[subject]
        found = []
        for other in set(self.sets.values()) - {ours}:
            up, down = [], []
            theirs = {each for each in other if self.is_enterprise(each)}
            for held in ours:
                excepted = self.excepted(held)
                stakes = [
                    each for each in self.stakes if each.held == held and each.holder in theirs and each not in excepted
                ]
                up.append(self._interest(stakes))
            for held in theirs:
                stakes = [each for each in self.stakes if each.held == held and each.holder in ours]
                down.append(self._interest([each for each in stakes if self.is_enterprise(each.holder)]))
            up, down = ([share for share in each if share >= QUARTER] for each in (up, down))
            if up or down:
                if self.policies["partner_of_several"] == "greatest":
                    share = max(up + down)
                else:
                    share = min(Fraction(1), max(sum(up, Fraction(0)), sum(down, Fraction(0))))
                found.append((theirs, share))
        return found

    def _interest(self, stakes):
        capital = sum((each.capital.part for each in stakes), Fraction(0))
        votes = sum((each.votes.part for each in stakes), Fraction(0))
        return min(Fraction(1), max(capital, votes))

    def public(self, subject):
        """The share that public bodies control."""
        bodies = {
            name
            for name, party in self.parties.items()
            if (
                party.public
                if party.public is not None
                else self.kind[name] in {"public-body", "local-authority", "public-investment-corporation"}
            )
        }
        if subject in bodies:
            return Fraction(1)
        if not bodies:
            return Fraction(0)
        if self.policies["public_control"] == "majority":
            behind = bodies | self.controlled(bodies)
        else:
            behind = set(bodies)
            while more := {
                held
                for held in self.parties
                if held not in behind
                and (
                    self.votes(behind, held) >= QUARTER
                    or self.capital(behind, held) >= QUARTER
                    or self.controls(behind, held)
                )
            }:
                behind |= more
        excepted = self.excepted(subject)
        return self._interest(
            [each for each in self.stakes if each.held == subject and each.holder in behind and each not in excepted]
        )

    # --- Article 6 ------------------------------------------------------------------------------------

    def counted(self, subject):
        """Everybody that counts, with the share."""
        found = {each: Fraction(1) for each in self.sets[subject] if self.is_enterprise(each) or each == subject}
        for partner, share in self.partners(subject):
            found.update(dict.fromkeys(partner, share))
        return found

    def kind_of(self, subject):
        if sum(map(self.is_enterprise, self.sets[subject])) > 1:
            return "linked"
        return "partner" if self.partners(subject) else "autonomous"

    def totals(self, subject, closing, on):
        wanted = self.counted(subject)
        figures = {name: figures_of(self.parties[name], closing, on, self.policies) for name in self.parties}

        def inside(name, silent, seen):
            """Say how much of somebody stands in accounts that are counted already."""
            parent = self.parties[name].consolidated_in
            if parent is None or parent in seen:
                return Fraction(0)
            part = self.parties[name].consolidated_share
            whole = inside(parent, silent, {*seen, parent})
            # Accounts without staff hold none of others (Article 6(4)); those above them may.
            if not (silent and figures[parent][3]):
                whole = max(wanted.get(parent, Fraction(0)), whole)
            return whole * (part.part if part is not None else 1)

        return tuple(
            sum(
                (
                    max(Fraction(0), share - inside(name, number == 0, {name})) * figures[name][number]
                    for name, share in wanted.items()
                ),
                Fraction(0),
            )
            for number in range(3)
        )


class UndertakingOracle(Oracle):
    """Article 2(2) of the de minimis regulation: votes and control alone, through enterprises."""

    persons_link = False

    def __init__(self, group, day, state, policies):
        self.state = state
        super().__init__(group, day, policies)

    def links(self, name):
        foreign = self.policies.get("foreign_parent") != "ignored"
        return self.is_enterprise(name) and (foreign or self.parties[name].country == self.state)

    def members(self, subject):
        return {each for each in self.sets[subject] if each == subject or self.parties[each].country == self.state}


def figures_of(party, closing, on, policies):
    """The figures of one enterprise for a closing: its latest accounts by then, none older than a year."""
    told = [each for each in party.period or () if each.ends <= closing and (each.approved or each.ends) <= on]
    if not told:
        return (None, None, None, False)
    last = max(told, key=lambda each: each.ends)
    own = last.headcount is None and last.own_headcount is not None
    heads = last.own_headcount if own else last.headcount
    turnover = None if last.turnover is None else Fraction(last.turnover.minor, 100)
    if turnover is not None and last.months is not None and policies["short_period"] == "annualised":
        turnover *= Fraction(12, last.months)
    balance = None if last.balance_sheet_total is None else Fraction(last.balance_sheet_total.minor, 100)
    return (None if heads is None else Fraction(heads), turnover, balance, own)


def raw(totals):
    """Article 2: staff below, and one of the two others not above."""
    heads, turnover, balance = totals
    million = 1_000_000
    if heads < 10 and (turnover <= 2 * million or balance <= 2 * million):
        return "micro"
    if heads < 50 and (turnover <= 10 * million or balance <= 10 * million):
        return "small"
    if heads < 250 and (turnover <= 50 * million or balance <= 43 * million):
        return "medium"
    return "large"


def fold(raws, *, nearest=True):
    """Article 4(2), as the algorithm that reads both directions at every boundary."""
    status = [raws[0]]
    for last, now in pairwise(raws):
        status.append(folded(status[-1], last, now, nearest=nearest))
    return status


def folded(before, last, now, *, nearest=True):
    before, last, now = map(ORDER.index, (before, last, now))
    if now > before and last > before:
        found = min(last, now) if nearest else now
    elif now < before and last < before:
        found = max(last, now) if nearest else now
    else:
        found = before
    return ORDER[found]


def size(group, subject, on, policies):
    """Status, type, periods (figures, raw, status) and shares counted on the day of grant."""
    policies = {**DEFAULTS, **policies}
    at_once = policies["ownership_change"] == "user_guide_immediate"
    nearest = policies["crossing"] == "both-periods"
    party = next(each for each in group.enterprises if each.id == subject)
    days = sorted(each.ends for each in party.period if (each.approved or each.ends) <= on)
    periods: list[tuple] = []  # type: ignore[type-arg]

    def figures(closing, day):
        return Oracle(group, day, policies).totals(subject, closing, on)

    def after_change(status, closing, before, now):
        with_it, without = raw(figures(closing, now)), raw(figures(closing, before))
        if at_once and ORDER.index(with_it) > max(ORDER.index(status), ORDER.index(without)):
            return with_it
        return status

    for closing in days:
        totals = figures(closing, closing)
        now = raw(totals)
        status = now
        if periods:
            status = folded(periods[-1][3], periods[-1][2], now, nearest=nearest)
            status = after_change(status, closing, periods[-1][0], closing)
        periods.append((closing, totals, now, status))
    status = after_change(periods[-1][3], days[-1], days[-1], on)
    today = Oracle(group, on, policies)
    if today.public(subject) >= QUARTER:
        status = "not-sme"
    counted = Oracle(group, on if at_once else days[-1], policies).counted(subject)
    return status, today.kind_of(subject), periods, counted


def day(year, month=12, number=31):
    return dt.date(year, month, number)

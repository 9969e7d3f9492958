"""One week: every way to put those who serve into billets, and what each way leaves uncovered."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import ceil

from contingent.domain.tables import Activity, Contingent, Elsewhere, Enabler, People, Target
from contingent.domain.vocabulary import Measure, Sense
from oracle.rights import Rights

Values = tuple[Fraction, ...]
Serving = tuple[tuple[tuple[str, str, int], ...], ...]
"""By group: (site, command, heads) of those who serve."""
Fills = tuple[tuple["Supply", "Demand", int], ...]


@dataclass(frozen=True)
class Demand:
    """The posts of one skill in one activity in one week."""

    activity: str
    skill: str
    command: str
    """The command that holds the activity in the week."""
    required: int
    essential: int


@dataclass(frozen=True)
class Supply:
    """Those of one group who serve at one site under one command."""

    group: int
    site: str
    command: str
    heads: int


def missed(target: Target, value: Fraction, measured: Fraction) -> Fraction:
    """What a target misses in a week."""
    less = value - measured if target.sense is Sense.AT_LEAST else measured - value
    return max(Fraction(0), less)


def pareto(found: dict[Values, Fills]) -> None:
    """Drop every vector that another is at least as good as in each part."""
    for values in sorted(found):
        if any(other != values and all(map(Fraction.__le__, other, values)) for other in found):
            del found[values]


class Weeks:
    """What may be done in each week, given who serves where and who holds what."""

    def __init__(self, rights: Rights, groups: list[tuple[Contingent, People]]) -> None:
        self.rights = rights
        self.mission = rights.mission
        self.groups = groups
        self.activities = {activity.id: activity for activity in self.mission.activities}
        self.front = lru_cache(maxsize=None)(self._front)
        self.unmet = lru_cache(maxsize=None)(self._unmet)

    def runs(self, activity: Activity) -> range:
        """The weeks in which the activity is required."""
        return self.rights.span(activity.from_, activity.until)

    def demands(self, week: int, holds: tuple[str, ...]) -> list[Demand]:
        """List the posts of a week; ``holds`` has the command of each activity."""
        found = []
        for activity, command in zip(self.mission.activities, holds, strict=True):
            for skill in sorted({row.skill for row in self.mission.billets}):
                rows = [
                    row
                    for row in self.mission.billets
                    if (row.activity, row.skill) == (activity.id, skill)
                    and week in self.runs(activity)
                    and week in self.rights.span(row.from_, row.until)
                ]
                if rows:
                    required, essential = sum(row.count for row in rows), sum(row.essential for row in rows)
                    found.append(Demand(activity.id, skill, command, required, essential))
        return found

    def _front(
        self, week: int, holds: tuple[str, ...], handed: frozenset[str], serving: Serving
    ) -> dict[Values, Fills]:
        """Return the best (essential, coverage, missed coverage wishes) and fills; empty: no lawful fills.

        ``handed`` are the activities that are handed over in this very week.
        """
        demands = self.demands(week, holds)
        supplies = [Supply(group, *cell) for group, cells in enumerate(serving) for cell in cells]
        found: dict[Values, Fills] = {}
        for fills in self._all_fills(week, supplies, demands):
            filled = {d: sum(n for _, demand, n in fills if demand == d) for d in demands}
            if any(d.activity in handed and filled[d] < d.essential for d in demands):
                continue
            values = self._values(week, demands, fills, filled)
            if values is not None and values not in found and self._are_enabled(supplies, fills):
                found[values] = fills
        pareto(found)
        return found

    def _all_fills(self, week: int, supplies: list[Supply], demands: list[Demand]) -> Iterator[Fills]:
        """Yield every way to fill; relief, skill, caveat, consent and command hold in each."""
        pairs = [(s, d) for s in supplies for d in demands if self._may_fill(week, s, d)]

        def extend(number: int, fills: Fills) -> Iterator[Fills]:
            if number == len(pairs):
                yield fills
                return
            supply, demand = pairs[number]
            most = min(
                supply.heads - sum(n for s, _, n in fills if s == supply),
                demand.required - sum(n for _, d, n in fills if d == demand),
                self.groups[supply.group][1].count - sum(n for s, _, n in fills if s.group == supply.group),
            )
            for heads in range(most, -1, -1):
                yield from extend(number + 1, (*fills, (supply, demand, heads)) if heads else fills)

        yield from extend(0, ())

    def _may_fill(self, week: int, supply: Supply, demand: Demand) -> bool:
        activity = self.activities[demand.activity]
        contingent, people = self.groups[supply.group]
        return (
            (activity.site, demand.command) == (supply.site, supply.command)
            and demand.skill in people.skills
            and self.rights.may_fill(contingent, activity, supply.command, week)
            and self.rights.may_run(activity, supply.command, week)
        )

    def _values(self, week: int, demands: list[Demand], fills: Fills, filled: dict[Demand, int]) -> Values | None:
        """Count what the fills leave uncovered and unmet; None: a target that must be met is missed."""
        essential = sum(max(0, d.essential - filled[d]) for d in demands)
        coverage = sum(self.activities[d.activity].priority * (d.required - filled[d]) for d in demands)
        wishes = Fraction(0)
        for target in self.mission.targets:
            if target.measure is Measure.COVERAGE and week in self.rights.span(target.from_, target.until):
                amount = self._missed_coverage(target, demands, fills)
                if target.must and amount:
                    return None
                wishes += 0 if target.must else amount
        return (Fraction(essential), Fraction(coverage), wishes)

    def _missed_coverage(self, target: Target, demands: list[Demand], fills: Fills) -> Fraction:
        def concerns(demand: Demand) -> bool:
            activity = self.activities[demand.activity]
            return target.what in ("*", activity.id, activity.kind) and self.rights.where_matches(
                target.where, activity.site
            )

        required = sum(d.required for d in demands if concerns(d))
        measured = sum(
            heads
            for supply, demand, heads in fills
            if concerns(demand) and self.rights.who_matches(target.who, self.groups[supply.group][0], supply.command)
        )
        return missed(target, Fraction(target.value, 100) * required, Fraction(measured))

    def _are_enabled(self, supplies: list[Supply], fills: Fills) -> bool:
        """Tell whether enough people who serve, and fill nothing, can enable those in billets."""
        busy = [sum(n for s, _, n in fills if s.group == group) for group in range(len(self.groups))]
        spare = [people.count - busy[group] for group, (_, people) in enumerate(self.groups)]
        free: dict[tuple[int, str], int] = {}
        for supply in supplies:
            taken = sum(n for s, _, n in fills if s == supply)
            key = (supply.group, supply.site)
            free[key] = free.get(key, 0) + supply.heads - taken
        needs = []
        for row in self.mission.enablers:
            in_billets = sum(n for s, _, n in fills if s.site == row.site)
            if in_billets:
                per = 0 if row.per is None else ceil(Fraction(in_billets, row.per))
                needs.append((row, max(row.minimum, per)))
        return self._can_enable(needs, free, spare)

    def _can_enable(self, needs: list[tuple[Enabler, int]], free: dict[tuple[int, str], int], spare: list[int]) -> bool:
        """Try every person for the first need, then go on to the rest."""
        if not needs:
            return True
        (row, number), rest = needs[0], needs[1:]
        if number == 0:
            return self._can_enable(rest, free, spare)
        for (group, site), heads in free.items():
            fits = site == row.site and row.skill in self.groups[group][1].skills
            if fits and heads > 0 and spare[group] > 0:
                fewer = [left - (other == group) for other, left in enumerate(spare)]
                taken = {**free, (group, site): heads - 1}
                if self._can_enable([(row, number - 1), *rest], taken, fewer):
                    return True
        return False

    def _unmet(self, week: int, home: tuple[tuple[int, ...], ...]) -> tuple[int, tuple[tuple[str, int, int], ...]]:
        """Return the least value of needs elsewhere left unmet, and who meets them: (need, group, heads)."""
        resets = sorted({need.reset_weeks for need in self.mission.elsewhere})
        needs = [need for need in self.mission.elsewhere if week in self.rights.span(need.from_, need.until)]
        pairs = [(n, g) for n in needs for g in range(len(self.groups)) if self._may_count(n, g)]
        best: tuple[int, tuple[tuple[str, int, int], ...]] = (sum(n.value * n.count for n in needs), ())
        most = [min(pair[0].count, max(0, *home[pair[1]], 0)) for pair in pairs]
        for heads in product(*(range(number + 1) for number in most)):
            onward = tuple((need, group, n) for (need, group), n in zip(pairs, heads, strict=True) if n)
            if self._may_go(onward, home, resets):
                value = sum(n.value * n.count for n in needs) - sum(n.value * h for n, _, h in onward)
                if value < best[0]:
                    best = (value, tuple((n.id, g, h) for n, g, h in onward))
        return best

    def _may_count(self, need: Elsewhere, group: int) -> bool:
        contingent, people = self.groups[group]
        skilled = need.skill is None or need.skill in people.skills
        return skilled and self.rights.who_matches(need.who, contingent, None)

    @staticmethod
    def _may_go(
        onward: tuple[tuple[Elsewhere, int, int], ...], home: tuple[tuple[int, ...], ...], resets: list[int]
    ) -> bool:
        if any(sum(h for n, _, h in onward if n.id == need.id) > need.count for need, _, _ in onward):
            return False
        for need, group, _ in onward:
            reset = need.reset_weeks
            together = sum(h for n, g, h in onward if g == group and n.reset_weeks >= reset)
            if together > home[group][resets.index(reset)]:
                return False
        return True

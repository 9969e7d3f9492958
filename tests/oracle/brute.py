"""The best values that any lawful plan of a tiny mission can have, found by looking at all of them.

Written from docs/concepts/conventions.md, to be obviously right rather than fast. The people of a contingent choose
their histories (`options`), contingents meet at the shared limits, every lawful set of handovers is tried, and then the
weeks are independent of each other (`week`). What is kept are the vectors of values that no other beats in every part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product

from contingent.domain.mission import Mission
from contingent.domain.tables import Activity, Contingent, Target
from contingent.domain.vocabulary import ConditionKind, Goal, Measure
from oracle.options import Option, TooBigError, limits, options
from oracle.rights import Rights
from oracle.week import Fills, Values, Weeks, missed

Handovers = tuple[int | None, ...]
"""By activity: the week of its handover; None: none."""

OPTIONS_BUDGET = 2_500
COMBINATIONS_BUDGET = 30_000


@dataclass(frozen=True)
class Witness:
    """A lawful plan that has certain values, as the oracle knows it."""

    choice: tuple[Option, ...]
    """By contingent."""
    handovers: Handovers
    week_values: tuple[Values, ...]
    """By week: the values of the fills chosen."""


@dataclass(frozen=True)
class Best:
    """The optimum of a tiny mission."""

    values: dict[Goal, Fraction]
    """The best value of each goal, when each goal before it may be worse than its best by its slack."""
    limits: dict[Goal, Fraction]
    """The worst value of each goal that its slack allows."""
    vector: Values
    """The values of one best plan."""
    witness: Witness


@dataclass
class Oracle:
    """Everything that the oracle knows of a mission."""

    mission: Mission
    combinations_budget: int = COMBINATIONS_BUDGET
    tell_apart: bool = False
    """Look at plans, too, that no goal can tell apart."""
    rights: Rights = field(init=False)
    contingents: list[Contingent] = field(init=False)
    weeks: Weeks = field(init=False)
    choices: list[tuple[Option, ...]] = field(init=False)
    """All choices of all contingents that fit the shared limits."""
    handovers: list[Handovers] = field(init=False)

    def __post_init__(self) -> None:
        self.rights = Rights(self.mission)
        self.contingents = list(self.mission.contingents)
        groups = [(k, row) for k in self.contingents for row in self.mission.people if row.contingent == k.id]
        self.weeks = Weeks(self.rights, groups)
        self.handovers = list(self._handovers())
        self.choices = list(self._choices())

    def _choices(self) -> Iterator[tuple[Option, ...]]:
        """Yield every choice of all contingents that keeps limits and `present-with`."""
        most = [limit.max for limit in limits(self.rights)]
        by_contingent = [
            options(self.rights, contingent, OPTIONS_BUDGET, tell_apart=self.tell_apart)
            for contingent in self.contingents
        ]
        seen = 0

        def extend(number: int, chosen: tuple[Option, ...], left: list[int]) -> Iterator[tuple[Option, ...]]:
            nonlocal seen
            seen += 1
            if seen * len(self.handovers) > self.combinations_budget:
                raise TooBigError
            if number == len(by_contingent):
                if self._are_present_with(chosen):
                    yield chosen
                return
            for option in by_contingent[number]:
                rest = [much - use for much, use in zip(left, option.use, strict=True)]
                if min(rest, default=0) >= 0:
                    yield from extend(number + 1, (*chosen, option), rest)

        yield from extend(0, (), most)

    def _are_present_with(self, chosen: tuple[Option, ...]) -> bool:
        present = {contingent.id: option.present for contingent, option in zip(self.contingents, chosen, strict=True)}
        return all(
            present[row.value][week] or not present[row.contingent][week]
            for row in self.mission.conditions
            if row.kind is ConditionKind.PRESENT_WITH
            for week in range(self.rights.weeks)
        )

    def _handovers(self) -> Iterator[Handovers]:
        """Yield every set of handovers that its window, its companions and the host allow."""
        activities = self.mission.activities
        for weeks in product(*(self._handover_weeks(activity) for activity in activities)):
            week_of = {activity.id: week for activity, week in zip(activities, weeks, strict=True)}
            companions = [(activity.id, other) for activity in activities for other in activity.with_]
            if all(week_of[one] == week_of[other] for one, other in companions):
                yield weeks

    def _handover_weeks(self, activity: Activity) -> list[int | None]:
        if activity.hand_to is None or activity.hand_to == activity.command:
            return [None]
        calendar = self.mission.calendar
        first = 0 if activity.earliest is None else calendar.week(activity.earliest)
        last = self.rights.weeks - 1 if activity.latest is None else calendar.week(activity.latest)
        runs = self.weeks.runs(activity)
        return [
            None,
            *(w for w in runs if first <= w <= last and self.rights.may_run(activity, activity.hand_to, w)),
        ]

    @cached_property
    def best(self) -> Best | None:
        """The lexicographic optimum over all lawful plans; None: no plan is lawful."""
        front = self.front()
        if not front:
            return None
        planning = self.mission.planning
        left = list(front)
        values, most = {}, {}
        for number, goal in enumerate(planning.goals):
            values[goal] = min(vector[number] for vector in left)
            most[goal] = values[goal] * (1 + Fraction(planning.slack.get(goal, 0)))
            left = [vector for vector in left if vector[number] <= most[goal]]
        vector = min(left)
        return Best(values, most, vector, front[vector])

    def front(self) -> dict[Values, Witness]:
        """Return the value vectors of lawful plans, by goals in order; all that are not beaten in every part."""
        found: dict[Values, Witness] = {}
        for witnesses in self.fronts():
            for vector, witness in witnesses.items():
                found.setdefault(vector, witness)
        return found

    def fronts(self) -> Iterator[dict[Values, Witness]]:
        """Yield the value vectors that each lawful choice of tours and handovers can have with the best of fills."""
        handed = [(handovers, self._handed_values(handovers)) for handovers in self.handovers]
        for chosen in self.choices:
            base = self._base_values(chosen)
            if base is None:
                continue
            for handovers, values in handed:
                if values is not None:
                    found: dict[Values, Witness] = {}
                    self._add_weeks(found, chosen, handovers, {**base, **values})
                    yield found

    def _add_weeks(
        self,
        found: dict[Values, Witness],
        chosen: tuple[Option, ...],
        handovers: Handovers,
        values: dict[Goal | str, Fraction],
    ) -> None:
        sums: dict[Values, tuple[Values, ...]] = {(Fraction(0),) * 3: ()}
        for week in range(self.rights.weeks):
            front = self.week_front(week, chosen, handovers)
            sums = {
                tuple(a + b for a, b in zip(total, more, strict=True)): (*path, more)
                for total, path in sums.items()
                for more in front
            }
        for (essential, coverage, wishes), path in sums.items():
            whole = {
                **values,
                Goal.ESSENTIAL: essential,
                Goal.COVERAGE: coverage,
                Goal.TARGETS: values["strength"] + values["handed"] + wishes,
            }
            vector = tuple(whole[goal] for goal in self.mission.planning.goals)
            found.setdefault(vector, Witness(chosen, handovers, path))

    def holds(self, week: int, handovers: Handovers) -> tuple[str, ...]:
        """Return the command of each activity in a week."""
        return tuple(
            activity.hand_to if handed is not None and week >= handed and activity.hand_to else activity.command
            for activity, handed in zip(self.mission.activities, handovers, strict=True)
        )

    def week_front(self, week: int, chosen: tuple[Option, ...], handovers: Handovers) -> dict[Values, Fills]:
        """Return the best values that fills of a week can have, each with the fills."""
        now = frozenset(
            activity.id for activity, handed in zip(self.mission.activities, handovers, strict=True) if handed == week
        )
        serving = tuple(cells for option in chosen for cells in option.serving[week])
        return self.weeks.front(week, self.holds(week, handovers), now, serving)

    def _base_values(self, chosen: tuple[Option, ...]) -> dict[Goal | str, Fraction] | None:
        """Count the goals that depend on histories alone; None: a strength that must be is missed."""
        strength = self._missed_strength(chosen)
        if strength is None:
            return None
        released = self.mission.planning.release
        pairs = list(zip(self.contingents, chosen, strict=True))
        weeks = range(self.rights.weeks)
        elsewhere = sum(self.weeks.unmet(w, tuple(h for o in chosen for h in o.home[w]))[0] for w in weeks)
        return {
            Goal.RELEASE: Fraction(sum(o.person_weeks for k, o in pairs if k.nation in released)),
            Goal.TURBULENCE: Fraction(sum(o.turbulence for o in chosen)),
            Goal.BURDEN: self._burden(pairs),
            Goal.ELSEWHERE: Fraction(elsewhere),
            "strength": strength,
        }

    def _missed_strength(self, chosen: tuple[Option, ...]) -> Fraction | None:
        measured = iter([sum(amounts) for amounts in zip(*(option.strength for option in chosen), strict=True)])
        wishes = Fraction(0)
        for target in self.mission.targets:
            if target.measure is Measure.STRENGTH:
                for _ in self.rights.span(target.from_, target.until):
                    amount = missed(target, Fraction(target.value), Fraction(next(measured)))
                    if target.must and amount:
                        return None
                    wishes += amount
        return wishes

    def _burden(self, pairs: list[tuple[Contingent, Option]]) -> Fraction:
        weight = {n.code: Fraction(n.fair_share) for n in self.mission.nations if n.fair_share is not None}
        if not sum(weight.values()):
            return Fraction(0)
        spent = {code: sum(o.person_weeks for k, o in pairs if k.nation == code) for code in weight}
        whole = sum(spent.values())
        return max(Fraction(0), *(spent[n] - weight[n] / sum(weight.values()) * whole for n in weight))

    def _handed_values(self, handovers: Handovers) -> dict[Goal | str, Fraction] | None:
        """Count the goals that depend on handovers alone; None: a target that must be is missed."""
        late = 0
        for activity, handed in zip(self.mission.activities, handovers, strict=True):
            if activity.hand_to is not None and activity.hand_to != activity.command:
                late += activity.priority * sum(handed is None or w < handed for w in self.weeks.runs(activity))
        wishes = Fraction(0)
        for target in self.mission.targets:
            if target.measure is Measure.HANDED_OVER:
                for week in self.rights.span(target.from_, target.until):
                    amount = missed(target, Fraction(target.value), Fraction(self._handed(target, handovers, week)))
                    if target.must and amount:
                        return None
                    wishes += amount
        return {Goal.HANDOVER: Fraction(late), "handed": wishes}

    def _handed(self, target: Target, handovers: Handovers, week: int) -> int:
        return sum(
            handed is not None
            and handed <= week
            and target.who in ("*", activity.hand_to)
            and target.what in ("*", activity.id, activity.kind)
            and self.rights.where_matches(target.where, activity.site)
            for activity, handed in zip(self.mission.activities, handovers, strict=True)
        )


def best_values(mission: Mission) -> dict[Goal, Fraction] | None:
    """Return the best value of each goal in order; None: no plan is lawful."""
    best = Oracle(mission).best
    return None if best is None else best.values

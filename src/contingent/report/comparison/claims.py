"""What may be said of two plans: docs/concepts/comparison.md, word for word.

Nothing here knows missions or plans, only numbers: every case can be written by hand.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from contingent.domain.vocabulary import Goal
from contingent.report.comparison.candidate import is_less, is_same


class Relation(StrEnum):
    """How the better of two plans stands to the other."""

    PROVED = "proved better"
    PLANNED = "better as planned"
    ALIKE = "not told apart"
    NOT_COMPARED = "not compared"


class Because(StrEnum):
    """Why a difference is not proved."""

    NOTHING = ""
    """It is proved, or there is none."""
    OPEN = "open"
    """The bound of the other leaves room to do as well."""
    PAID = "paid"
    """An earlier goal is worse."""
    UNPROVEN = "unproven"
    """Nothing is proven of the other in this goal."""
    OTHERWISE = "otherwise"
    """The courses do not count the same, or not in the same order."""
    REFUTED = "refuted"
    """The plan is lawful under the other's course, so the bound is wrong."""
    UNLAWFUL = "unlawful"
    """A plan that breaks rules may have any value."""
    UNCOUNTED = "uncounted"
    """One of the plans cannot be counted as the first plan's course counts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one plan."""

    values: Mapping[Goal, Fraction]
    """As the first plan's course counts; a goal for which that has no meaning is missing."""
    bounds: Mapping[Goal, Fraction]
    """As its own course counts; a goal of which nothing is proven is missing."""
    order: tuple[Goal, ...]
    """The goals of its course, the first before all others."""
    is_lawful: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of a pair of plans."""

    relation: Relation
    is_first_better: bool = True
    """Which of the two is better, where one is."""
    goal: Goal | None = None
    """The goal that decides, where one does."""
    because: Because = Because.NOTHING
    paid: Goal | None = None
    """The earlier goal that the better one paid with."""


def in_goal(goal: Goal, one: Standing, other: Standing, alike: AbstractSet[Goal]) -> Claim:
    """Say what may be claimed in one goal.

    Parameters
    ----------
    alike
        Goals that both courses measure the same, as the first plan's course does; both plans have values of them.
    """
    if not (one.is_lawful and other.is_lawful):
        return Claim(Relation.NOT_COMPARED, because=Because.UNLAWFUL)
    if goal not in one.values or goal not in other.values:
        return Claim(Relation.NOT_COMPARED, because=Because.UNCOUNTED)
    if is_same(one.values[goal], other.values[goal]):
        return Claim(Relation.ALIKE)
    is_first = one.values[goal] < other.values[goal]
    better, worse = (one, other) if is_first else (other, one)
    because, paid = _doubt(goal, better, worse, alike)
    relation = Relation.PLANNED if because else Relation.PROVED
    return Claim(relation, is_first, goal, because, paid)


def _doubt(goal: Goal, better: Standing, worse: Standing, alike: AbstractSet[Goal]) -> tuple[Because, Goal | None]:
    """Say what is missing from a proof that no plan of the worse one's course does as well."""
    if goal not in worse.order or goal not in worse.bounds:
        return (Because.UNPROVEN if goal in alike else Because.OTHERWISE), None
    before = worse.order[: worse.order.index(goal)]
    if not alike >= {goal, *before}:
        return Because.OTHERWISE, None
    if not is_less(better.values[goal], worse.bounds[goal]):
        return Because.OPEN, None
    paid = next((j for j in before if is_less(worse.values[j], better.values[j])), None)
    return (Because.NOTHING, None) if paid is None else (Because.PAID, paid)


def in_order(one: Standing, other: Standing, alike: AbstractSet[Goal]) -> Claim:
    """Say what may be claimed in the order of the goals: which plan is better, and whether than a whole course."""
    if not (one.is_lawful and other.is_lawful):
        return Claim(Relation.NOT_COMPARED, because=Because.UNLAWFUL)
    for is_first, better, worse in ((True, one, other), (False, other, one)):
        proved = _decided(better, worse, alike)
        if proved is not None:
            return Claim(Relation.PROVED, is_first, proved)
    shared = list(_shared(one, other))
    for goal in shared:
        if goal not in one.values or goal not in other.values:
            return Claim(Relation.NOT_COMPARED, goal=goal, because=Because.UNCOUNTED)
        if not is_same(one.values[goal], other.values[goal]):
            is_first = one.values[goal] < other.values[goal]
            return Claim(Relation.PLANNED, is_first, goal, _hold(goal, other if is_first else one, alike))
    whole = len(shared) == len(one.order) == len(other.order)
    return Claim(Relation.ALIKE, because=Because.NOTHING if whole else Because.OTHERWISE)


def _decided(better: Standing, worse: Standing, alike: AbstractSet[Goal]) -> Goal | None:
    """Return the goal in which a plan is better than every plan of the other's course; None: not proved.

    In each goal before it the plan reaches the bound of that course exactly: whoever is as good there has this bound
    to keep in the next goal too.
    """
    for goal in _shared(better, worse):
        if goal not in alike or goal not in worse.bounds or goal not in better.values:
            return None
        if is_less(better.values[goal], worse.bounds[goal]):
            return goal
        if not is_same(better.values[goal], worse.bounds[goal]):
            return None
    return None


def _hold(goal: Goal, worse: Standing, alike: AbstractSet[Goal]) -> Because:
    """Say what is missing from a proof in the order of the goals: the first thing, from the first goal on."""
    for at in worse.order[: worse.order.index(goal) + 1]:
        if at not in alike:
            return Because.OTHERWISE
        if at not in worse.bounds:
            return Because.UNPROVEN
    return Because.OPEN


def _shared(one: Standing, other: Standing) -> Iterator[Goal]:
    """Yield the goals that both have in the same order, up to where the orders part."""
    for mine, yours in zip(one.order, other.order, strict=False):
        if mine is not yours:
            return
        yield mine

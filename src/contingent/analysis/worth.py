"""What a change of the mission is worth on each goal, and how much of that is proved; docs/concepts/worth.md."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from contingent.analysis.priced import Priced
from contingent.domain.plan import GoalResult, Plan, Proof
from contingent.domain.vocabulary import Goal

ZERO = Fraction(0)


class Word(StrEnum):
    """How far a number is proved."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    NOT_KNOWN = "not known"


class How(StrEnum):
    """How a worth became known."""

    SAME_PROGRAM = "same program"
    """The change does not alter the program."""
    BOUNDS = "bounds"
    """The relaxation's bounds, of this change or of a larger one."""
    PLANNED = "planned again"
    SCREEN = "screen"
    """Not planned again: what the relaxation proves, and its screen, which proves nothing."""
    NOT_ASKED = "not asked"
    """There was no time for anything."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a goal stands in a plan: its value, and what is proved."""

    goal: Goal
    value: Fraction
    """As the verifier counts it."""
    bound: Fraction | None
    """No plan as good in the goals before has less; None: nothing proved."""

    @property
    def is_exact(self) -> bool:
        """Tell whether the value is proved best."""
        return self.bound == self.value


@dataclass(frozen=True, slots=True)
class Amount:
    """What a change is worth on one goal; above 0 is better."""

    goal: Goal
    least: Fraction | None = None
    """Proved least worth; None: nothing proved."""
    most: Fraction | None = None
    """Proved greatest worth; None: nothing proved."""
    found: Fraction | None = None
    """What the plan that was found gains; None: not planned again."""
    screen: Fraction | None = None
    """Difference of the relaxation's bounds, which proves nothing; None: not asked."""

    @property
    def word(self) -> Word:
        """Say how far it is proved; that a gain is at least 0, while it can be more, is no word of its own."""
        if self.least is not None and self.least == self.most:
            return Word.EXACT
        if self.least is not None and (self.least > 0 or self.most is None):
            return Word.AT_LEAST
        return Word.NOT_KNOWN if self.most is None else Word.AT_MOST

    @property
    def likely(self) -> Fraction:
        """Return the number by which changes are ranked: the proved one, else what was found, else the screen."""
        if self.least is not None and self.least == self.most:
            return self.least
        guess = self.found if self.found is not None else self.screen
        return guess if guess is not None else self.least or ZERO


@dataclass(frozen=True, slots=True)
class Worth:
    """What a change is worth, goal by goal."""

    amounts: tuple[Amount, ...]
    how: How
    plan: Plan | None = None
    """The plan found with the change, lawful there."""
    seconds: float = 0.0
    """Time spent. [s]"""

    @property
    def is_exact(self) -> bool:
        """Tell whether the worth is proved in every goal."""
        return all(a.word is Word.EXACT for a in self.amounts)

    @property
    def is_nothing(self) -> bool:
        """Tell whether it is proved that the change is worth 0 in every goal."""
        return self.is_exact and not any(a.least for a in self.amounts)

    @property
    def is_partial(self) -> bool:
        """Tell whether time ran out before the worth was proved in every goal."""
        return not self.is_exact

    @property
    def rank(self) -> tuple[Fraction, ...]:
        """Return what it is ranked by: goal by goal, larger first."""
        return tuple(-a.likely for a in self.amounts)

    @property
    def is_screened(self) -> bool:
        """Tell whether the relaxation was asked about some goal."""
        return any(a.screen is not None for a in self.amounts)

    @property
    def gains(self) -> tuple[Fraction, ...]:
        """Return what the plan that was found gains, goal by goal; 0 where there is none."""
        return tuple(a.found or ZERO for a in self.amounts)


@dataclass(frozen=True, slots=True)
class Row:
    """One limit with the worth of its step and of its lifting."""

    priced: Priced
    step: str
    """What one unit more is called."""
    of_step: Worth
    of_lifting: Worth


@dataclass(frozen=True, slots=True)
class OwnersLimits:
    """All limits of one owner."""

    owner: str
    together: Worth
    """What all of them are worth when they are lifted together."""
    rows: tuple[Row, ...]
    """Those that cost most first."""


@dataclass(frozen=True, slots=True)
class Worths:
    """The worth of every limit of a mission that was asked about."""

    standings: tuple[Standing, ...]
    """The goals of the plan that all changes are compared with."""
    rows: tuple[Row, ...]
    """Those whose step is worth most first."""
    owners: tuple[OwnersLimits, ...]
    """Those whose limits together cost most first."""
    plan: Plan
    """The plan that all changes are compared with."""
    seconds: float = 0.0
    """Time spent. [s]"""

    @property
    def is_partial(self) -> bool:
        """Tell whether time ran out before everything was proved."""
        return any(r.of_step.is_partial or r.of_lifting.is_partial for r in self.rows) or any(
            o.together.is_partial for o in self.owners
        )


def nothing_known(goals: tuple[Goal, ...]) -> Worth:
    """Return the worth of what was not asked."""
    return Worth(tuple(Amount(goal) for goal in goals), How.NOT_ASKED)


def nothing(goals: tuple[Goal, ...], how: How) -> Worth:
    """Return the worth of what is proved to be worth 0 in every goal."""
    return Worth(tuple(Amount(goal, ZERO, ZERO) for goal in goals), how)


def standings_of(
    goals: tuple[Goal, ...], values: dict[Goal, Fraction], claimed: tuple[GoalResult, ...]
) -> tuple[Standing, ...]:
    """Return where the goals of a plan stand.

    Parameters
    ----------
    values
        As the verifier counts them.
    claimed
        What is proved; empty: nothing. A claim about another value says nothing.
    """
    of_goal = {r.goal: r for r in claimed}
    return tuple(Standing(g, values[g], _bound(of_goal.get(g), values[g])) for g in goals)


def _bound(result: GoalResult | None, value: Fraction) -> Fraction | None:
    if result is None or result.bound is None or not _alike(Fraction(result.value), value):
        return None
    bound = Fraction(result.bound)
    # A decimal holds no third of a person-week: what is proven best is the value itself.
    return value if result.proof is Proof.OPTIMAL and _alike(bound, value) else min(bound, value)


def _alike(claimed: Fraction, value: Fraction) -> bool:
    """Tell whether a decimal is a value, to the last digit that it holds."""
    return abs(claimed - value) <= Fraction(1, 10**9) * max(Fraction(1), value)


def compared(
    before: tuple[Standing, ...], after: tuple[Standing, ...], slack: frozenset[Goal] = frozenset()
) -> tuple[Amount, ...]:
    """Return the worth of a change, from a plan without it and a plan with it.

    Parameters
    ----------
    slack
        Goals of which later goals may give something away: nothing is proved of those that follow.
    """
    return tuple(_compared(before, after, slack))


def _compared(before: tuple[Standing, ...], after: tuple[Standing, ...], slack: frozenset[Goal]) -> Iterator[Amount]:
    is_chain, is_equal = True, True
    for old, new in zip(before, after, strict=True):
        found = old.value - new.value
        if not is_chain:
            yield Amount(old.goal, found=found)
            continue
        most = None if new.bound is None else old.value - new.bound
        least = None if old.bound is None else old.bound - new.value
        if is_equal:  # all plans of before are plans of after
            least = max(ZERO, least if least is not None else ZERO)
        yield Amount(old.goal, least, most, found)
        # A worth of nothing needs no exact values on either side: the bound with the change says it all.
        is_equal = is_equal and most == 0
        is_chain = (is_equal or (old.is_exact and new.is_exact)) and old.goal not in slack


def within(inner: Worth, outer: Worth) -> Worth:
    """Return the worth of a change with what is known of one that allows at least as much."""
    amounts, is_equal = [], True
    for own, more in zip(inner.amounts, outer.amounts, strict=True):
        amount = own
        if is_equal and more.most is not None:
            tighter = more.most if own.most is None else min(own.most, more.most)
            least = ZERO if own.least is None else own.least
            amount = replace(own, least=least, most=tighter)
        is_equal = is_equal and more.most == 0
        amounts.append(amount)
    found = replace(inner, amounts=tuple(amounts))
    return replace(found, how=How.BOUNDS) if found.is_exact and inner.how in (How.SCREEN, How.NOT_ASKED) else found


def unless_worse(before: tuple[Standing, ...], found: tuple[Standing, ...]) -> tuple[tuple[Standing, ...], bool]:
    """Return where goals stand with a change, and whether the plan without it is the better one there.

    What was proved of the plan found holds for a better one up to the first goal in which they differ.
    """
    if [s.value for s in found] <= [s.value for s in before]:
        return found, False
    standings, is_equal = [], True
    for old, new in zip(before, found, strict=True):
        bound = None if new.bound is None or not is_equal else min(new.bound, old.value)
        standings.append(Standing(old.goal, old.value, bound))
        is_equal = is_equal and old.value == new.value
    return tuple(standings), True


def merged(before: Worth, planned: Worth) -> Worth:
    """Return what planning again said of a change, with what was proved and found before."""
    is_better = planned.gains >= before.gains or before.plan is None
    amounts = []
    for old, new in zip(before.amounts, planned.amounts, strict=True):
        lows = [x for x in (old.least, new.least) if x is not None]
        highs = [x for x in (old.most, new.most) if x is not None]
        least, most = max(lows, default=None), min(highs, default=None)
        found = new.found if is_better else old.found
        amounts.append(Amount(old.goal, least, most, found, old.screen))
    return replace(planned, amounts=tuple(amounts), plan=planned.plan if is_better else before.plan)

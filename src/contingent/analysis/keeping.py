"""What a plan may lose: a share of each goal's value, or an amount of one goal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from contingent.core.errors import ContingentError
from contingent.domain.vocabulary import Goal


class KeepError(ContingentError):
    """What may be lost was not said in a way that can be read; the message says how to."""


@dataclass(frozen=True, slots=True)
class Keep:
    """How much worse than a given plan another one may be in each goal."""

    share: Fraction = Fraction(1, 100)
    """Of every goal's value, where nothing else is said of it. [1]"""
    shares: Mapping[Goal, Fraction] = field(default_factory=dict)
    """Of the value of single goals. [1]"""
    amounts: Mapping[Goal, Fraction] = field(default_factory=dict)
    """Of single goals, in their units; wins over a share."""

    def most(self, goal: Goal, value: Fraction) -> Fraction:
        """Return what a goal may rise to, exactly."""
        if goal in self.amounts:
            return value + self.amounts[goal]
        return value * (1 + self.shares.get(goal, self.share))


def read_keep(words: Iterable[str], goals: tuple[Goal, ...]) -> Keep:
    """Read what may be lost: ``1%`` of every goal, ``release=5%`` of one, ``coverage=10`` in the goal's unit.

    Parameters
    ----------
    goals
        Those of the mission.

    Raises
    ------
    KeepError
        A word cannot be read, or names a goal that the mission does not have.
    """
    share, shares, amounts = Fraction(1, 100), dict[Goal, Fraction](), dict[Goal, Fraction]()
    for word in words:
        name, equals, number = word.rpartition("=")
        amount = _number(number.strip().removesuffix("%"), word)
        is_share = number.strip().endswith("%")
        if not equals:
            if not is_share and amount:
                raise KeepError(f"{word!r} is no share. Give a share of every goal, such as 1%, or of one: release=5%.")
            share = amount / 100
            continue
        goal = _goal(name.strip(), goals)
        if is_share:
            shares[goal] = amount / 100
        else:
            amounts[goal] = amount
    return Keep(share, shares, amounts)


def _number(said: str, word: str) -> Fraction:
    try:
        amount = Fraction(said)
    except (ValueError, ZeroDivisionError) as error:
        raise KeepError(f"{word!r} cannot be read. Give a share such as 1%, release=5%, or coverage=10.") from error
    if amount < 0:
        raise KeepError(f"{word!r} is below 0. A plan that must be better is planned with contingent plan.")
    return amount


def _goal(name: str, goals: tuple[Goal, ...]) -> Goal:
    for goal in goals:
        if goal.value == name:
            return goal
    raise KeepError(f"{name!r} is no goal of this mission. Its goals are {', '.join(goal.value for goal in goals)}.")

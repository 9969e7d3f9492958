"""What is asked of force generation, and what the answer holds: docs/concepts/ask.md."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan


class Aim(StrEnum):
    """What further pledges are to reach."""

    ESSENTIAL = "essential"
    """No essential post is empty."""
    COVERAGE = "coverage"
    """No post is empty."""
    TARGET = "target"
    """A target is met."""


@dataclass(frozen=True, slots=True)
class Giver:
    """A nation looked at for one ask."""

    nation: str
    name: str
    can: bool
    """Nothing known forbids that it gives what is asked."""
    pool: int
    """People with the skill in its rows, one set of each, whatever the state of the pledge. [person]"""
    excess: float | None
    """Person-weeks above its fair share in the plan compared; below it if negative; None: not compared."""
    why: str
    """What speaks for it, or what forbids it, in words."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One further pledge that is asked for."""

    id: str
    skill: str
    """Blank: any."""
    number: int
    """Most at once. [person]"""
    site: str
    commands: tuple[str, ...]
    from_: date
    """Monday of the first week in theatre."""
    until: date | None
    """First Monday on which nobody is needed any more; None: to the end of the mission."""
    notice_days: int
    """Counted back for the day to decide. [day]"""
    decide_by: date
    """Latest day to decide."""
    person_weeks: int
    """[person-week]"""
    activities: tuple[str, ...]
    """In which they fill posts."""
    givers: tuple[Giver, ...] = ()
    """Nations that could give it, best first; then those that could not."""


@dataclass(frozen=True, slots=True)
class Left:
    """Posts, or a target's amount, that no ask of these kinds can reach."""

    what: str
    """``activity skill``, or the target."""
    from_: date
    until: date | None
    amount: int
    """Posts in each of the weeks; of a target the amount missed over all weeks. [post]"""
    why: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """A change of one limit with which posts can be filled without any further pledge."""

    owner: str
    limit: str
    """What the limit says now."""
    change: str
    """What would be changed."""
    table: str
    row: str
    left: int | None
    """What would still be missed, and no pledge asked; None: only that the posts can be filled is known."""
    posts: str
    """Posts that can be filled with it, in words."""
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Asks:
    """The answer."""

    aim: Aim
    words: str
    """What was asked, in words."""
    asks: tuple[Ask, ...]
    missed: int | None
    """What the plan compared misses of the aim. [post-week] or the target's unit; None: there was no plan."""
    left_amount: int
    """What still misses with all asks."""
    left: tuple[Left, ...]
    alternatives: tuple[Alternative, ...]
    plan: Plan | None
    """The witness: a lawful plan of ``pledged``; None: none was found in time."""
    pledged: Mission
    """The mission with the asks as pledges."""
    is_proven: bool
    """No smaller list reaches as much: proven by the engine."""
    is_needed: bool
    """Proven: with one person less of any ask, what it is asked for cannot be filled. True wherever ``is_proven``."""
    least_rows: int
    """Proven least number of asks."""
    least_people: int
    """Proven least number of people, among lists of so few asks. [person]"""
    is_partial: bool
    """Time ran out before all was known."""
    nations: tuple[str, ...] = ()
    """The fewest nations found that can give the whole list."""
    nations_words: str = ""
    seconds: float = 0.0
    known: Plan | None = None
    """The plan that it began with: of the mission as it is."""

    @property
    def people(self) -> int:
        """Sum what is asked for. [person]"""
        return sum(ask.number for ask in self.asks)

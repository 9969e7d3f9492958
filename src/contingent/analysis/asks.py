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
    sites: tuple[str, ...] = ()
    """Sites of the ask for which it could give what is asked there; all of them if it can give the whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked for at one site."""

    site: str
    number: int
    """Most at once there. [person]"""
    from_: date
    """Monday of the first week there."""
    until: date | None
    """First Monday on which nobody is needed there any more; None: to the end of the mission."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One further pledge that is asked for: people with the same skills, at one site or several."""

    id: str
    skills: tuple[str, ...]
    """All that each of them has; none: any."""
    number: int
    """Most at once, over all sites. [person]"""
    parts: tuple[Part, ...]
    """Site by site; people who are no longer needed at one may be those who come to the next."""
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
    nation: str | None = None
    """The nation that the list was made for, where nations are limited; None: any."""

    @property
    def sites(self) -> tuple[str, ...]:
        """Return the sites, in the order of the mission."""
        return tuple(part.site for part in self.parts)

    @property
    def skill(self) -> str:
        """Return the skills as one word after the other; blank: any."""
        return " ".join(self.skills)

    @property
    def site(self) -> str:
        """Return the sites as one word after the other."""
        return " ".join(self.sites)

    @property
    def weight(self) -> int:
        """Return what it counts among asks: one for each skill, so that nobody needs two where one would do."""
        return max(1, len(self.skills))


@dataclass(frozen=True, slots=True)
class Within:
    """Whether so many nations can give a list that reaches as much as any."""

    most: int
    """[nation]"""
    reaches: bool
    """The list told reaches as much as the list that further nations without limit could give."""
    missed: int | None
    """The least that is missed with a list of so many nations, as far as found; None: no list was found."""
    without: int
    """The same with any number of nations."""
    is_proven: bool
    """If it reaches: no smaller list of so many nations does. If not: proven that no list of so many nations does."""


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
    least_missed: int
    """Proven: no list misses less of the aim."""
    least_rows: int
    """Proven least number of asks that reach as much; of people with two skills each ask counts twice."""
    least_people: int
    """Proven least number of people, among lists of so few asks. [person]"""
    is_partial: bool
    """Time ran out before all was known."""
    nations: tuple[str, ...] = ()
    """The fewest nations found that can give the whole list."""
    nations_words: str = ""
    within: Within | None = None
    """Where the number of nations is limited."""
    seconds: float = 0.0
    known: Plan | None = None
    """The plan that it began with: of the mission as it is."""

    @property
    def people(self) -> int:
        """Sum what is asked for. [person]"""
        return sum(ask.number for ask in self.asks)

    @property
    def rows(self) -> int:
        """Count the asks as the order of lists does: once for each skill of their people."""
        return sum(ask.weight for ask in self.asks)

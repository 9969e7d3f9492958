"""The arrays that the formulation is built from."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Measure, Sense

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """So many people of a contingent with the same skills."""

    contingent: int
    """Index k."""
    count: int
    """Size of one set. [person]"""
    skills: frozenset[str]
    cell: tuple[str, ...]
    """The skills as the mission writes them."""


@dataclass(frozen=True, slots=True)
class Force:
    """A contingent that counts."""

    id: str
    groups: tuple[int, ...]
    """Its groups g."""
    weeks: Bools
    """Weeks in which its people may be in theatre. Shape (T,)."""
    arrive_from: int
    """First week in which people from outside can arrive; T where never. [week]"""
    since: int | None
    """Week in which those in place came, below 0; None: nobody is in place. [week]"""
    site: int
    """Site s of those in place; -1: nobody is in place."""
    commands: tuple[int, ...]
    """Commands m that it may serve under; those in place begin under the first."""
    sites: Bools
    """Sites where it may serve. Shape (S,)."""
    tour_min: int
    tour_max: int | None
    dwell: int
    rotations: int
    moves: int
    indivisible: bool
    support: Fraction
    """Support element per person. [person/person]"""
    rehat_from: int
    """First week in which its people may change command. [week]"""
    nation: str


@dataclass(frozen=True, slots=True)
class Line:
    """The posts of one skill in one activity, all rows of ``billets`` together."""

    activity: int
    skill: str
    required: Ints
    """Posts in each week. [person] Shape (T,)."""
    essential: Ints
    """Of these, the essential ones. [person] Shape (T,)."""


@dataclass(frozen=True, slots=True)
class Task:
    """An activity."""

    id: str
    site: int
    command: int
    hand_to: int
    """Command m that is to take over; -1: it stays."""
    runs: Bools
    """Its own weeks. Shape (T,)."""
    window: Bools
    """Weeks between earliest and latest in which it runs; all False where it stays. Shape (T,)."""
    priority: int
    companions: tuple[int, ...]
    """Activities named in ``with``."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of people that must not be exceeded: a ceiling, a mandate, a lift limit, a site's beds."""

    name: str
    who: Bools
    """Whom it counts. Shape (K, M)."""
    where: Bools
    """Where. Shape (S,)."""
    weeks: Bools
    """When. Shape (T,)."""
    most: Ints
    """How many in each week; it means nothing in others. [person] Shape (T,)."""
    by_command: bool = False
    """``who`` is a command: the support element is then rounded by command."""


@dataclass(frozen=True, slots=True)
class Word:
    """A row of the host's consents."""

    people: Bools
    """Whom it matches. Shape (K, M)."""
    command: Bools
    """Which command it matches as such. Shape (M,)."""
    where: Bools
    """Shape (S,)."""
    activities: Bools
    """Activities that ``what`` matches. Shape (A,)."""
    of_everything: bool
    """``what`` is ``*``."""
    weeks: Bools
    grants: bool


@dataclass(frozen=True, slots=True)
class Ban:
    """A caveat."""

    people: Bools
    """Contingents that refuse. Shape (K,)."""
    kind: str
    """What is refused: ``site``, ``command``, ``activity`` or ``kind``."""
    things: Bools
    """Which sites, commands or activities. Shape (S,), (M,) or (A,)."""
    weeks: Bools


@dataclass(frozen=True, slots=True)
class Serving:
    """An enabler that a site needs."""

    site: int
    skill: str
    per: int | None
    minimum: int


@dataclass(frozen=True, slots=True)
class Need:
    """A need elsewhere."""

    id: str
    groups: tuple[int, ...]
    """Groups g that can meet it."""
    count: int
    value: int
    weeks: Bools
    reset: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A target."""

    id: str
    measure: Measure
    limit: Limit
    """Whom, where, when; ``most`` is the value."""
    activities: Bools
    """Activities that it concerns. Shape (A,)."""
    to: Bools
    """Commands that ``who`` names, for handovers. Shape (M,)."""
    sense: Sense
    must: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """Posts of one skill in an activity that must be filled in a week; no table says so, a question does."""

    activity: str
    skill: str
    week: int
    """[week]"""
    least: int
    """[person]"""


@dataclass(frozen=True, slots=True)
class Instance:
    """A mission in integers. Nothing here decides; every number is a reading of a row."""

    mission: Mission
    weeks: int
    """T."""
    sites: tuple[str, ...]
    commands: tuple[str, ...]
    forces: tuple[Force, ...]
    """Contingents that count; index k."""
    groups: tuple[Group, ...]
    tasks: tuple[Task, ...]
    lines: tuple[Line, ...]
    servings: tuple[Serving, ...]
    open: Bools
    """Site is open. Shape (S, T)."""
    overlap: Ints
    """Overlap weeks of each site. [week] Shape (S,)."""
    bans: tuple[Ban, ...]
    words: tuple[Word, ...]
    silence_grants: Bools
    """Whether the host's silence is leave. Shape (S,)."""
    beds: tuple[Limit, ...]
    ceilings: tuple[Limit, ...]
    mandates: tuple[Limit, ...]
    mandate_area: dict[str, Bools]
    """Where nations with mandates let their people be; the others are free. Shape (S, T) each."""
    lift: tuple[Limit, ...]
    depends: tuple[tuple[int, int], ...]
    """(k, other): k is there only while the other is; other -1: never."""
    needs: tuple[Need, ...]
    wishes: tuple[Wish, ...]
    release: Bools
    """Contingents of the nations to release. Shape (K,)."""
    shares: tuple[tuple[Bools, int], ...]
    """Per compared nation: its contingents, shape (K,), and its weight as a whole number."""
    asks: tuple[Ask, ...] = ()
    """Posts that a question wants filled; none in planning."""

"""A limit: a cell or a row of a table that could forbid a wish."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class LimitKind(StrEnum):
    """What limits."""

    CEILING = "ceiling"
    MANDATE_NUMBER = "mandate-number"
    MANDATE_TIME = "mandate-time"
    MANDATE_PLACE = "mandate-place"
    BEDS = "beds"
    OPENS = "opens"
    CLOSES = "closes"
    OVERLAP = "overlap"
    LIFT = "lift"
    ENABLER = "enabler"
    CAVEAT = "caveat"
    CONDITION = "condition"
    CONSENT = "consent"
    CONSENT_TIME = "consent-time"
    CONSENT_DEFAULT = "consent-default"
    STATE = "state"
    FROM = "from"
    UNTIL = "until"
    NOTICE = "notice"
    SITES = "sites"
    COMMANDS = "commands"
    REHAT_FROM = "rehat-from"
    TOUR_MIN = "tour-min"
    TOUR_MAX = "tour-max"
    DWELL = "dwell"
    ROTATIONS = "rotations"
    MOVES = "moves"
    INDIVISIBLE = "indivisible"
    EARLIEST = "earliest"
    LATEST = "latest"
    WITH = "with"
    MUST = "must"
    PEOPLE = "people"


class Tier(IntEnum):
    """On what ground reasons stand: a later tier is looked at only if nothing in those before it is to blame."""

    LEAVE = 1
    """What hosts, nations, commands and the mission's authority say about coming, and when."""
    TERMS = 2
    """The terms on which a contingent is pledged: where, under whom, in what tours."""
    PEOPLE = 3
    """Who is pledged at all."""


_TERMS = frozenset(
    {
        LimitKind.SITES,
        LimitKind.COMMANDS,
        LimitKind.TOUR_MIN,
        LimitKind.TOUR_MAX,
        LimitKind.DWELL,
        LimitKind.ROTATIONS,
        LimitKind.MOVES,
        LimitKind.INDIVISIBLE,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Limit:
    """One limit, with whom to ask about it."""

    table: str
    """Table of the mission; blank: its head."""
    index: int
    """Row of the table, counted from 0; of skills that nobody else has, and of the head, -1."""
    kind: LimitKind
    column: str
    """Column as the user writes it; blank: the whole row."""
    row: str
    """What names the row."""
    owner: str
    """A nation, a host, a command, ``mission`` or ``force generation``."""
    sentence: str
    """What it says, with its figures."""
    illustrative: bool = False
    """The row is made up to be realistic."""

    @property
    def tier(self) -> Tier:
        """Return its tier."""
        if self.is_of_people:
            return Tier.PEOPLE
        return Tier.TERMS if self.kind in _TERMS else Tier.LEAVE

    @property
    def is_of_people(self) -> bool:
        """Tell whether it says only that nobody else is pledged."""
        return self.kind is LimitKind.PEOPLE

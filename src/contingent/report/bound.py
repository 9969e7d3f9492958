"""One limit or refusal that binds in some week of a plan."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from contingent.domain.mission import Mission
from contingent.report.wording import day

InWeeks = NDArray[np.bool_]
"""Whether something is so in each week of the mission. Shape (T,)."""


class Kind(StrEnum):
    """What binds."""

    CEILING = "ceiling"
    MANDATE = "mandate"
    BEDS = "beds"
    LIFT = "lift"
    CAVEAT = "caveat"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class BindingRow:
    """One limit or refusal of the mission that binds in some week."""

    kind: Kind
    table: str
    """Table of the mission that it is a row of."""
    row_id: str
    """Name of the row, as `facts.names_of` gives it."""
    owner: str
    """Whom it limits: a nation, group, contingent, command or `*`; the site of beds, the place of seats."""
    limit: str
    """In words, as one sentence."""
    most: int | None
    """What it allows; None: it refuses. [person], of lift [person/week]"""
    used: int
    """Most in any week in force; of refusals, the most posts that stay empty in a week in which it binds. [post]"""
    weeks: int
    """Weeks in which it binds. [week]"""
    first: date | None
    """Monday of the first of them."""


def weeks_of(mission: Mission, from_: date | None, until: date | None) -> InWeeks:
    """Return the weeks of ``[from_, until)``."""
    inside = np.zeros(mission.weeks, dtype=np.bool_)
    weeks = mission.calendar.span(from_, until)
    inside[weeks.start : weeks.stop] = True
    return inside


def when(from_: date | None, until: date | None) -> str:
    """Return the time in which a row is in force, to be put behind a statement; nothing if it always is."""
    words = f" from {day(from_)}" if from_ else ""
    return f"{words} until {day(until)}" if until else words


def everybody(who: str) -> str:
    """Return whom a row speaks of."""
    return "everybody" if who == "*" else who


def everywhere(where: str) -> str:
    """Return where a row holds, to be put behind a statement; nothing if it holds everywhere."""
    return "" if where == "*" else f" at {where}"

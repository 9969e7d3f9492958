"""The words of generated missions: all invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypedDict

from contingent.domain.vocabulary import Confidence

START: Final = date(2031, 1, 6)
"""First day of every generated mission: a Monday."""

INVENTED: Final = Confidence.ILLUSTRATIVE

PROTECTION, MEDIC = "protection", "medic"

SKILLS: Final = {
    "staff": "Staff officer",
    "adviser": "Adviser to ministries and higher staffs",
    "instructor": "Instructor at schools and academies",
    "infantry": "Infantry trainer",
    "logistics": "Logistics and repair trainer",
    "engineer": "Engineer and bomb-disposal trainer",
    "police": "Police trainer",
    "signals": "Signals trainer",
    PROTECTION: "Force protection",
    MEDIC: "Medical care",
}
ENABLERS: Final = (PROTECTION, MEDIC)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activity."""

    name: str
    """The activity's name, before its site."""
    effort: str
    asks: tuple[tuple[str, int], ...]
    """Skills with the least number of posts in ten."""
    priorities: tuple[int, int]


KINDS: Final = {
    "unit-training": Kind("Train brigades", "Train the force", (("infantry", 6), ("logistics", 2)), (2, 4)),
    "schools": Kind("Run courses", "Build schools", (("instructor", 6), ("signals", 1)), (3, 4)),
    "advising": Kind("Advise the command", "Advise", (("adviser", 4), ("staff", 3)), (4, 5)),
    "police-training": Kind("Train police", "Train the force", (("police", 6), ("instructor", 2)), (2, 3)),
    "engineering": Kind("Teach bomb disposal", "Build schools", (("engineer", 5), ("instructor", 2)), (2, 4)),
    "logistics": Kind("Teach supply and repair", "Build schools", (("logistics", 5), ("signals", 2)), (1, 3)),
    "headquarters": Kind("Lead the mission", "Headquarters", (("staff", 6), ("signals", 2)), (5, 5)),
}

_FIRST = ("Al", "Ber", "Cal", "Dor", "El", "Fal", "Gar", "Hol", "Is", "Kor", "Lun", "Mar")
_LAST = ("vania", "land", "mark", "oria", "stan", "berg", "donia", "monde", "sund", "garia", "thia")
_TREES: tuple[str, ...] = ("Alder", "Ash", "Beech", "Birch", "Cedar", "Cypress", "Elm", "Fir", "Hazel", "Juniper")
_TREES += ("Larch", "Laurel", "Linden", "Maple", "Oak", "Olive", "Pine", "Poplar", "Rowan", "Willow")
_PLACES = ("Camp", "Base", "Airfield", "School")


def nation_code(index: int) -> str:
    """Return a code; ISO 3166-1 leaves XAA to XZZ to users."""
    return f"X{chr(65 + index // 26)}{chr(65 + index % 26)}"


def nation_name(index: int) -> str:
    """Return the name of a nation that does not exist."""
    return _FIRST[index % len(_FIRST)] + _LAST[(index // len(_FIRST) + index) % len(_LAST)]


def site_name(index: int) -> str:
    """Return the name of a place that does not exist."""
    return f"{_PLACES[index // len(_TREES) % len(_PLACES)]} {_TREES[index % len(_TREES)]}"


def day(week: int) -> date:
    """Return the Monday on which a week begins."""
    return START + timedelta(weeks=week)


class When(TypedDict):
    """The columns from and until of a row."""

    from_: date | None
    until: date | None


ALWAYS: Final[When] = {"from_": None, "until": None}


def when(first: int, last: int, weeks: int) -> When:
    """Return the days of ``[first, last)``; blank where they are the mission's own start or end."""
    return {"from_": day(first) if first else None, "until": day(last) if last < weeks else None}

"""How long a mission is planned each time, when it is planned again and again with one thing changed."""

from dataclasses import dataclass
from typing import Final

from contingent.domain.mission import Mission
from contingent.formulation import formulate
from contingent.instance import compile_mission
from contingent.solve.large import choose
from contingent.solve.limits import Limits, Method
from contingent.solve.solve import is_searched


@dataclass(frozen=True, slots=True)
class Pace:
    """Times of planning again."""

    is_large: bool
    """Time is too short to prove much: first every question is planned briefly, see ``Limits.is_brief``."""
    is_screened: bool
    """The mission's program is small enough to ask its relaxation about each change."""
    least: float
    """With less time than this, what can be proved is not worth the time. [s]"""
    brief: float
    """What a brief planning may take at most. [s]"""
    soon: float
    """With less time than this, a brief planning finds nothing. [s]"""
    method: Method
    """How it is planned, with all of its changes: what is planned otherwise cannot be compared."""


SMALL: Final = Pace(is_large=False, is_screened=True, least=0.5, brief=0.0, soon=0.0, method=Method.MATRIX)
SEARCHED: Final = Pace(is_large=True, is_screened=True, least=20.0, brief=20.0, soon=4.0, method=Method.MATRIX)
BY_TOURS: Final = Pace(is_large=True, is_screened=False, least=20.0, brief=5.0, soon=3.0, method=Method.AUTO)
"""Measured on the bundled missions, and on generated ones."""


def pace_of(mission: Mission, limits: Limits) -> Pace:
    """Return the times for a mission's size."""
    instance = compile_mission(mission)
    if choose(instance, limits.method).method is Method.TOURS:
        return BY_TOURS
    return SEARCHED if is_searched(formulate(instance), limits) else SMALL

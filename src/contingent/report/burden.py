"""What each nation carries, against its fair share: docs/concepts/conventions.md, goal `burden`."""

from dataclasses import dataclass
from fractions import Fraction

from contingent.domain.mission import Mission
from contingent.report.strength import people_of_nation
from contingent.report.theatre import Theatre


@dataclass(frozen=True, slots=True)
class BurdenRow:
    """One nation. Those without a weight are not compared: they have no shares."""

    nation: str
    name: str
    person_weeks: int
    """In theatre over the mission, at all sites, with the support element. [person-week]"""
    share: Fraction | None
    """Of the person-weeks of all nations compared; None as well where these have none. [1]"""
    fair_share: Fraction | None
    """Weight, of the weights of all nations compared. [1]"""
    excess: Fraction | None
    """Person-weeks above the fair share of all that the nations compared give; below it if negative. [person-week]"""


def burden_rows(mission: Mission, theatre: Theatre) -> tuple[BurdenRow, ...]:
    """Return nations that are compared, the largest excess first, then others that are in theatre, the largest first.

    Where nobody has a weight above 0, nobody is compared.
    """
    present = people_of_nation(mission, theatre)
    given = {n.code: int(present[n.code].sum()) if n.code in present else 0 for n in mission.nations}
    weights = {n.code: Fraction(n.fair_share) for n in mission.nations if n.fair_share is not None}
    whole, shared = sum(weights.values()), sum(given[nation] for nation in weights)
    rows = []
    for nation in mission.nations:
        share = fair = excess = None
        if whole and nation.code in weights:
            fair = weights[nation.code] / whole
            excess = given[nation.code] - fair * shared
            share = Fraction(given[nation.code], shared) if shared else None
        if fair is not None or given[nation.code]:
            rows.append(BurdenRow(nation.code, nation.name, given[nation.code], share, fair, excess))
    return tuple(sorted(rows, key=_order))


def _order(row: BurdenRow) -> tuple[bool, Fraction, int, str]:
    return row.excess is None, -(row.excess or Fraction(0)), -row.person_weeks, row.nation

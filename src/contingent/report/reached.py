"""Limits in numbers that a plan reaches.

Such a limit binds in the weeks in which it is in force and as many people as it allows, or more where the plan is
unlawful, are there (ceilings, mandates, beds: with the support element) or arrive and depart (lift). A mandate without
a number is none of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.bound import BindingRow, Kind, everybody, everywhere, weeks_of, when
from contingent.report.facts import names_of
from contingent.report.presence import last_sites, last_week
from contingent.report.theatre import Theatre, Weekly
from contingent.verify.names import names_in


def reached_rows(mission: Mission, plan: Plan, theatre: Theatre) -> Iterator[BindingRow]:
    """Yield each limit that is reached, kind by kind, in the order of the mission."""
    for limit in (
        *_ceilings(mission, theatre),
        *_mandates(mission, theatre),
        *_beds(mission, theatre),
        *_lift(mission, plan),
    ):
        row = limit.row(mission)
        if row is not None:
            yield row


@dataclass(frozen=True, slots=True)
class _Limit:
    """A limit with what the plan uses of it."""

    kind: Kind
    table: str
    row_id: str
    owner: str
    words: str
    most: int
    used: Weekly
    """In every week, whether it is in force or not."""
    from_: date | None = None
    until: date | None = None

    def row(self, mission: Mission) -> BindingRow | None:
        in_force = weeks_of(mission, self.from_, self.until)
        reached = np.flatnonzero(in_force & (self.used >= self.most)).tolist()
        if not reached:
            return None
        return BindingRow(
            kind=self.kind,
            table=self.table,
            row_id=self.row_id,
            owner=self.owner,
            limit=f"{self.words}{when(self.from_, self.until)}.",
            most=self.most,
            used=int(self.used[in_force].max()),
            weeks=len(reached),
            first=mission.calendar.monday(reached[0]),
        )


def _ceilings(mission: Mission, theatre: Theatre) -> Iterator[_Limit]:
    names = names_in(mission)
    for row_id, row in zip(names_of(mission, "ceilings"), mission.ceilings, strict=True):
        sites = names.sites(row.where)
        if row.who in names.commands:
            used = _under(theatre, row.who, sites)
        else:
            used = _at(theatre, names.contingents(row.who), sites)
        words = f"At most {row.max:,} people of {everybody(row.who)}{everywhere(row.where)}"
        yield _Limit(Kind.CEILING, "ceilings", row_id, row.who, words, row.max, used, row.from_, row.until)


def _mandates(mission: Mission, theatre: Theatre) -> Iterator[_Limit]:
    contingents: defaultdict[str, set[str]] = defaultdict(set)
    for contingent in mission.contingents:
        contingents[contingent.nation].add(contingent.id)
    every = frozenset(site.id for site in mission.sites)
    for row_id, row in zip(names_of(mission, "mandates"), mission.mandates, strict=True):
        if row.max is not None:
            used = _at(theatre, contingents[row.nation], frozenset(row.sites) or every)
            place = f" at {', '.join(row.sites)}" if row.sites else ""
            words = f"{row.nation} allows itself at most {row.max:,} people{place}"
            yield _Limit(Kind.MANDATE, "mandates", row_id, row.nation, words, row.max, used, row.from_, row.until)


def _beds(mission: Mission, theatre: Theatre) -> Iterator[_Limit]:
    everyone = frozenset(c.id for c in mission.contingents)
    for site in mission.sites:
        if site.beds is not None:
            used = _at(theatre, everyone, frozenset({site.id}))
            words = f"{site.name} has {site.beds:,} beds"
            yield _Limit(Kind.BEDS, "sites", site.id, site.id, words, site.beds, used)


def _lift(mission: Mission, plan: Plan) -> Iterator[_Limit]:
    ends = last_sites(plan)
    travellers = defaultdict[str, Weekly](lambda: np.zeros(mission.weeks, dtype=np.int64))
    for tour in plan.tours:
        arrive, depart = mission.calendar.week(tour.arrive), last_week(mission, tour)
        if 0 <= arrive < mission.weeks:
            travellers[tour.site][arrive] += tour.heads
        if 0 <= depart < mission.weeks:
            travellers[ends.get(tour.tour or "", tour.site)][depart] += tour.heads
    names = names_in(mission)
    for row_id, row in zip(names_of(mission, "lift"), mission.lift, strict=True):
        sites = names.sites(row.where)
        used = np.zeros(mission.weeks, dtype=np.int64)
        for site, people in travellers.items():
            used += people * (site in sites)
        words = f"At most {row.seats:,} seats a week{everywhere(row.where)}"
        yield _Limit(Kind.LIFT, "lift", row_id, row.where, words, row.seats, used, row.from_, row.until)


def _at(theatre: Theatre, contingents: frozenset[str] | set[str], sites: frozenset[str]) -> Weekly:
    """Return the people of these contingents at these sites, with support. [person]"""
    return theatre.sum_of(lambda camp: camp.contingent in contingents and camp.site in sites)


def _under(theatre: Theatre, command: str, sites: frozenset[str]) -> Weekly:
    """Return the people under a command at these sites, with the support of those under it. [person]"""
    people = theatre.nobody()
    for cell, heads in theatre.present.items():
        if cell.command == command and cell.site in sites:
            people += heads + theatre.support(cell.contingent, heads)
    return people

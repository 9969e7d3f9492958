"""Who is at each site in each week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from contingent.domain.mission import Mission
from contingent.report.theatre import Theatre, Weekly


@dataclass(frozen=True, slots=True)
class SiteRow:
    """The people of one nation at one site in one week."""

    site: str
    week: date
    """Monday."""
    nation: str
    people: int
    """With the support element. [person]"""


def site_rows(mission: Mission, theatre: Theatre) -> tuple[SiteRow, ...]:
    """Return all sites, those of other hosts too, in the order of the mission, then by week and nation's code."""
    nation_of = {c.id: c.nation for c in mission.contingents}
    people: dict[str, defaultdict[str, Weekly]] = {s.id: defaultdict(theatre.nobody) for s in mission.sites}
    for camp, there in theatre.strength.items():
        people[camp.site][nation_of[camp.contingent]] += there
    mondays = [mission.calendar.monday(week) for week in range(mission.weeks)]
    rows = []
    for site, of_nation in people.items():
        columns = [(nation, there.tolist()) for nation, there in sorted(of_nation.items(), key=lambda item: item[0])]
        for week, monday in enumerate(mondays):
            rows += [SiteRow(site, monday, nation, there[week]) for nation, there in columns if there[week]]
    return tuple(rows)

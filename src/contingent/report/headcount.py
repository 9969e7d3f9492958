"""Who is in the host's country, week by week, by nation and by command, and how many of them look on."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from contingent.domain.mission import Mission
from contingent.report.strength import sites_of_host
from contingent.report.theatre import Camp, Cell, Theatre, Weekly


@dataclass(frozen=True, slots=True)
class HeadcountRow:
    """The people of one nation under one command in one week, at the sites of the mission's host."""

    week: date
    """Monday."""
    nation: str
    command: str
    people: int
    """With the support element. Over all rows of a week: the `people` of the weeks' own table. [person]"""
    in_overlap: int
    """Of these, newcomers who do not yet cover, with their support. [person]"""


def headcount_rows(mission: Mission, theatre: Theatre) -> tuple[HeadcountRow, ...]:
    """Return all nations and commands that have people there, by week, then in the order of the mission."""
    nation_of = {c.id: c.nation for c in mission.contingents}
    people, newcomers = (defaultdict[tuple[str, str], Weekly](theatre.nobody) for _ in range(2))
    for camp, command, there, new in _shares(mission, theatre):
        people[nation_of[camp.contingent], command] += there
        newcomers[nation_of[camp.contingent], command] += new
    keys = [(nation, command) for nation in _nations(mission) for command in _commands(mission)]
    columns = [(key, people[key].tolist(), newcomers[key].tolist()) for key in keys if key in people]
    mondays = [mission.calendar.monday(week) for week in range(mission.weeks)]
    return tuple(
        HeadcountRow(monday, nation, command, there[week], new[week])
        for week, monday in enumerate(mondays)
        for (nation, command), there, new in columns
        if there[week]
    )


def _shares(mission: Mission, theatre: Theatre) -> Iterator[tuple[Camp, str, Weekly, Weekly]]:
    """Yield each camp of the host by command: its people and its newcomers, both with their part of the support.

    The support of a camp is rounded up once for all commands. Command after command, those who cover before those who
    look on, each is given what the rounded support grows by when they are added; so the parts add up to the whole.
    """
    home = sites_of_host(mission)
    commands = _commands(mission)
    for camp in theatre.strength:
        if camp.site not in home:
            continue
        counted = supported = theatre.nobody()
        for command in commands:
            if (cell := Cell(*camp, command)) not in theatre.present:
                continue
            new = theatre.newcomers[cell]
            parts = []
            for heads in (theatre.present[cell] - new, new):
                counted = counted + heads
                support = theatre.support(camp.contingent, counted)
                parts.append(heads + support - supported)
                supported = support
            yield camp, command, np.add(*parts), parts[1]


def _nations(mission: Mission) -> list[str]:
    return [*dict.fromkeys([*(n.code for n in mission.nations), *(c.nation for c in mission.contingents)])]


def _commands(mission: Mission) -> list[str]:
    return [command.id for command in mission.commands]

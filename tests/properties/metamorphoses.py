"""Ways to change a mission of which it is known what they do to the best plan."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Ceiling, Contingent, Nation, People
from contingent.domain.vocabulary import ConsentStatus, Goal, PledgeState

Change = Callable[[Mission], Mission]


def without_slack(mission: Mission) -> Mission:
    """Let no goal give anything away, so that best values are values of one plan."""
    return _replace(mission, planning=mission.planning.model_copy(update={"slack": {}}))


def with_slack_on_the_first_goal(mission: Mission) -> Mission:
    """Let the first goal give away half of its best value, and no other goal anything."""
    slack = {mission.planning.goals[0]: "0.5"}
    planning = mission.planning.model_dump() | {"slack": slack}
    return Mission.model_validate({**mission.model_dump(by_alias=True), "planning": planning})


def with_pledge_of_a_new_nation(mission: Mission) -> Mission:
    """Add a nation without fair share, whose people can do everything under any command."""
    nation = Nation(code="ZZZ", name="New")
    return _with_pledge(_replace(mission, nations=(*mission.nations, nation)), "ZZZ")


def with_pledge_of_an_old_nation(mission: Mission) -> Mission:
    """Add a pledge of a nation that is there already: staying at home changes nobody's burden."""
    return _with_pledge(mission, "BBB")


def _with_pledge(mission: Mission, nation: str) -> Mission:
    skills = tuple(skill.id for skill in mission.skills)
    commands = tuple(command.id for command in mission.commands)
    states = list(PledgeState)
    state = states[max(states.index(mission.planning.counts_from), states.index(PledgeState.OFFERED))]
    pledge = Contingent(id="more", name="More", nation=nation, commands=commands, state=state)
    people = People(contingent="more", count=2, skills=skills)
    return _replace(mission, contingents=(*mission.contingents, pledge), people=(*mission.people, people))


def with_lower_ceilings(mission: Mission) -> Mission:
    """Take one from every ceiling."""
    lower = tuple(row.model_copy(update={"max": max(0, row.max - 1)}) for row in mission.ceilings)
    return _replace(mission, ceilings=lower)


def with_a_ceiling_more(mission: Mission) -> Mission:
    """Add a ceiling for everybody."""
    return _replace(mission, ceilings=(*mission.ceilings, Ceiling(id="more", who="*", max=2)))


def with_a_seat_less(mission: Mission) -> Mission:
    """Take one seat from every lift."""
    less = tuple(row.model_copy(update={"seats": max(0, row.seats - 1)}) for row in mission.lift)
    return _replace(mission, lift=less)


def with_a_week_more_of_overlap(mission: Mission) -> Mission:
    """Let newcomers take a week longer at every site before they cover."""
    longer = tuple(row.model_copy(update={"overlap_weeks": row.overlap_weeks + 1}) for row in mission.sites)
    return _replace(mission, sites=longer)


def without_caveats(mission: Mission) -> Mission:
    """Drop what nations refuse."""
    return _replace(mission, caveats=())


def without_refusals(mission: Mission) -> Mission:
    """Drop what the host refuses; grants stay."""
    return _replace(mission, consents=tuple(r for r in mission.consents if r.status is not ConsentStatus.REFUSED))


def without_musts(mission: Mission) -> Mission:
    """Drop the targets that must hold; wishes stay."""
    return _replace(mission, targets=tuple(row for row in mission.targets if not row.must))


def without_conditions(mission: Mission) -> Mission:
    """Let pledges depend on nothing."""
    return _replace(mission, conditions=())


def reordered(mission: Mission) -> Mission:
    """Turn every table upside down."""
    return _replace(mission, **{table: getattr(mission, table)[::-1] for table in TABLES})


def shifted(mission: Mission) -> Mission:
    """Let everything happen 61 weeks later."""

    def later(value: object) -> object:
        return value + timedelta(weeks=61) if isinstance(value, date) else value

    return Mission.model_validate(_walk(mission.model_dump(by_alias=True), later))


def renamed(mission: Mission) -> Mission:
    """Give every name another, so that their order by letters turns around."""
    ids = {
        row.id
        for table in ("commands", "skills", "sites", "activities", "contingents")
        for row in _rows(mission, table)
    }
    ids |= {row.id for table in ("ceilings", "elsewhere", "targets") for row in _rows(mission, table)}
    ids |= {activity.kind for activity in mission.activities}
    ids |= {group for nation in mission.nations for group in nation.groups}
    other = {name: f"n{number}" for number, name in enumerate(sorted(ids, reverse=True))}
    codes = sorted({nation.code for nation in mission.nations})
    other |= dict(zip(codes, ("XCC", "XBB", "XAA"), strict=True))

    def rename(value: object) -> object:
        if not isinstance(value, str):
            return value
        part, colon, name = value.rpartition(":")
        return f"{part}{colon}{other.get(name, name)}"

    return Mission.model_validate(_walk(mission.model_dump(by_alias=True), rename))


def _rows(mission: Mission, table: str) -> Any:
    return getattr(mission, table)


def _walk(value: Any, change: Callable[[object], object]) -> Any:
    """Change every leaf of a mission; goals and states are no names, and no name equals one of them."""
    if isinstance(value, dict):
        return {key: _walk(item, change) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_walk(item, change) for item in value]
    return value if isinstance(value, Goal) else change(value)


def _replace(mission: Mission, **update: Any) -> Mission:
    return mission.model_copy(update=update)

"""The oracle's best plan, written as the tables of a plan."""

from contingent.domain.plan import Fill, Handover, Move, Onward, Plan, Rehat, Tour
from oracle.brute import Oracle, Witness
from oracle.itineraries import Itinerary


def write_plan(oracle: Oracle, witness: Witness) -> Plan:
    """Write a witness as a plan that the verifier can read."""
    tours: list[Tour] = []
    moves: list[Move] = []
    rehats: list[Rehat] = []
    for contingent, option in zip(oracle.contingents, witness.choice, strict=True):
        groups = [row for row in oracle.mission.people if row.contingent == contingent.id]
        for group, of_group in zip(groups, option.tours, strict=True):
            for way, heads in of_group:
                who = {
                    "tour": f"t{len(tours)}",
                    "contingent": contingent.id,
                    "people": group.skills,
                    "heads": heads,
                }
                tours.append(_tour(oracle, way, who))
                moves += [_move(oracle, way, who, week) for week in way.changes(0)]
                rehats += [_rehat(oracle, way, who, week) for week in way.changes(1)]
    return Plan(
        mission=oracle.mission.id,
        tours=tuple(tours),
        moves=tuple(moves),
        rehats=tuple(rehats),
        fills=tuple(_fills(oracle, witness)),
        handovers=tuple(_handovers(oracle, witness)),
        onward=tuple(_onward(oracle, witness)),
    )


def _tour(oracle: Oracle, way: Itinerary, who: dict[str, object]) -> Tour:
    monday = oracle.mission.calendar.monday
    site, command = way.begins
    depart = None if way.depart == oracle.mission.weeks else monday(way.depart)
    return Tour.model_validate(
        {**who, "site": site, "command": command, "arrive": monday(way.arrive), "depart": depart}
    )


def _before(way: Itinerary, week: int) -> tuple[str, str]:
    return way.post(week - 1) or way.begins


def _after(way: Itinerary, week: int) -> tuple[str, str]:
    return way.post(week) or way.begins


def _move(oracle: Oracle, way: Itinerary, who: dict[str, object], week: int) -> Move:
    sites = {"from_site": _before(way, week)[0], "to_site": _after(way, week)[0]}
    return Move.model_validate({**who, **sites, "week": oracle.mission.calendar.monday(week)})


def _rehat(oracle: Oracle, way: Itinerary, who: dict[str, object], week: int) -> Rehat:
    site, to = _after(way, week)
    commands = {"site": site, "from": _before(way, week)[1], "to": to}
    return Rehat.model_validate({**who, **commands, "week": oracle.mission.calendar.monday(week)})


def _fills(oracle: Oracle, witness: Witness) -> list[Fill]:
    monday = oracle.mission.calendar.monday
    rows = []
    for week, values in enumerate(witness.week_values):
        for supply, demand, heads in oracle.week_front(week, witness.choice, witness.handovers)[values]:
            contingent, people = oracle.weeks.groups[supply.group]
            row = {"activity": demand.activity, "skill": demand.skill, "contingent": contingent.id}
            span = {"heads": heads, "from": monday(week), "until": monday(week + 1)}
            rows.append(Fill.model_validate({**row, "people": people.skills, **span}))
    return rows


def _handovers(oracle: Oracle, witness: Witness) -> list[Handover]:
    return [
        Handover.model_validate(
            {
                "activity": activity.id,
                "from": activity.command,
                "to": activity.hand_to,
                "week": oracle.mission.calendar.monday(week),
            }
        )
        for activity, week in zip(oracle.mission.activities, witness.handovers, strict=True)
        if week is not None
    ]


def _onward(oracle: Oracle, witness: Witness) -> list[Onward]:
    monday = oracle.mission.calendar.monday
    rows = []
    for week in range(oracle.mission.weeks):
        home = tuple(of_group for option in witness.choice for of_group in option.home[week])
        for need, group, heads in oracle.weeks.unmet(week, home)[1]:
            contingent, people = oracle.weeks.groups[group]
            row = {"elsewhere": need, "contingent": contingent.id, "people": people.skills, "heads": heads}
            rows.append(Onward.model_validate({**row, "from": monday(week), "until": monday(week + 1)}))
    return rows

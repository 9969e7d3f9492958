"""From people who could come to a list of pledges, the mission with them, and the plan that proves it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from contingent.analysis.ask_count import Missing
from contingent.analysis.ask_relaxed import Key, Relaxed
from contingent.analysis.asks import Ask, Left, Part
from contingent.analysis.wish import free_id
from contingent.domain.mission import Mission
from contingent.domain.plan import Fill, Move, Plan, Rehat, Tour
from contingent.domain.tables import Contingent, People
from contingent.verify.ledger import replay

R = TypeVar("R", Tour, Move, Rehat, Fill)


@dataclass(frozen=True, slots=True)
class Pledged:
    """The mission with what is asked, and a plan of it."""

    mission: Mission
    plan: Plan
    asks: tuple[Ask, ...]


def pledged(mission: Mission, relaxed: Relaxed, plan: Plan) -> Pledged:
    """Cut the further people of a plan down to those who come, when and under whom they do: one pledge for each ask.

    Parameters
    ----------
    mission
        As it is.
    plan
        A lawful plan of the relaxed mission.
    """
    heads = _heads_of(relaxed, plan)
    rows = {k.id: k for k in relaxed.mission.contingents}
    commands = _commands_of(plan)
    asks: list[Ask] = []
    contingents, people = [], []
    name_of: dict[str, str] = {}
    for key in dict.fromkeys(line.key for _, line in relaxed.helpers):
        own = [name for name, line in relaxed.helpers if line.key == key and any(heads[name])]
        if not own:
            continue
        name = free_id(mission, f"ask-{len(asks) + 1}")
        name_of |= dict.fromkeys(own, name)
        row = _together(name, [rows[k] for k in own], commands)
        ask = _ask(mission, plan, row, key, {k: rows[k].sites[0] for k in own}, heads)
        asks.append(ask)
        contingents.append(row.model_copy(update={"from_": ask.from_, "until": ask.until}))
        people.append(People(contingent=name, count=ask.number, skills=ask.skills))
    nations = {n.code for n in mission.nations}
    more = tuple(n for n in relaxed.mission.nations if n.code not in nations and asks)
    changed = mission.model_copy(
        update={
            "nations": (*mission.nations, *more),
            "contingents": (*mission.contingents, *contingents),
            "people": (*mission.people, *people),
        }
    )
    witness = renamed(mission, plan, lambda contingent, _: name_of.get(contingent, contingent))
    return Pledged(changed, witness.model_copy(update={"digest": changed.digest, "onward": ()}), tuple(asks))


def renamed(mission: Mission, plan: Plan, name_of: Callable[[str, str], str]) -> Plan:
    """Return a plan whose contingents have other names.

    Parameters
    ----------
    name_of
        Contingent, and the site where it is, to the new name.
    """
    site_of = {a.id: a.site for a in mission.activities}

    def with_name(row: R, at: str) -> R:
        return row.model_copy(update={"contingent": name_of(row.contingent, at)})

    return plan.model_copy(
        update={
            "tours": tuple(with_name(t, t.site) for t in plan.tours),
            "moves": tuple(with_name(m, m.to_site) for m in plan.moves),
            "rehats": tuple(with_name(r, r.site) for r in plan.rehats),
            "fills": tuple(with_name(f, site_of[f.activity]) for f in plan.fills),
        }
    )


def _heads_of(relaxed: Relaxed, plan: Plan) -> dict[str, list[int]]:
    """Count the further people of each row in each week. [person]"""
    weeks = relaxed.mission.weeks
    found = {name: [0] * weeks for name, _ in relaxed.helpers}
    for history in replay(relaxed.mission, plan).histories:
        there = found.get(history.tour.contingent, [])
        for week in range(max(0, history.arrive), min(len(there), history.depart)):
            there[week] += history.heads
    return found


def _commands_of(plan: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tour in plan.tours:
        found.setdefault(tour.contingent, set()).add(tour.command)
    for rehat in plan.rehats:
        found.setdefault(rehat.contingent, set()).add(rehat.to)
    return found


def _together(name: str, rows: list[Contingent], commands: dict[str, set[str]]) -> Contingent:
    """Return one row at the sites of several, under the commands under which their people served."""
    used = tuple(dict.fromkeys(c for row in rows for c in row.commands if c in commands[row.id]))
    sites = tuple(row.sites[0] for row in rows)
    skills, _, _ = rows[0].name.rpartition(" at ")
    title = f"{skills} at {', '.join(sites)}"
    return rows[0].model_copy(update={"id": name, "name": title, "commands": used, "sites": sites})


def _ask(
    mission: Mission, plan: Plan, row: Contingent, key: Key, site_of: dict[str, str], heads: dict[str, list[int]]
) -> Ask:
    there = [sum(of_week) for of_week in zip(*(heads[name] for name in site_of), strict=True)]
    serves = {f.activity for f in plan.fills if f.contingent in site_of}
    first, until = _span(mission, there)
    return Ask(
        id=row.id,
        skills=key[0],
        number=max(there),
        parts=tuple(Part(site, max(heads[k]), *_span(mission, heads[k])) for k, site in site_of.items()),
        commands=row.commands,
        from_=first,
        until=until,
        notice_days=row.notice_days,
        decide_by=first - timedelta(days=row.notice_days),
        person_weeks=sum(there),
        activities=tuple(a.id for a in mission.activities if a.id in serves),
        nation=key[1],
    )


def _span(mission: Mission, there: list[int]) -> tuple[date, date | None]:
    """Return the Monday of the first week with anybody, and the first without; None: to the end of the mission."""
    weeks = [week for week, heads in enumerate(there) if heads]
    monday, last = mission.calendar.monday, weeks[-1] + 1
    return monday(weeks[0]), None if last >= mission.weeks else monday(last)


def left_posts(mission: Mission, missing: Missing, hopeless: frozenset[tuple[str, str, int]]) -> tuple[Left, ...]:
    """Return what stays empty with all asks, weeks in a row together.

    Parameters
    ----------
    hopeless
        Activity, skill and week in which nobody who is pledged now could serve, whatever is counted.
    """
    return tuple(_left(mission, run) for run in _runs(missing, hopeless))


def _runs(
    missing: Missing, hopeless: frozenset[tuple[str, str, int]]
) -> Iterator[list[tuple[str, str, int, int, bool]]]:
    marked = sorted((a, s, w, n, (a, s, w) in hopeless) for a, s, w, n in missing)
    numbered: Iterable[tuple[int, tuple[str, str, int, int, bool]]] = enumerate(marked)
    for _, run in groupby(numbered, key=lambda x: (x[1][0], x[1][1], x[1][3], x[1][4], x[1][2] - x[0])):
        yield [row for _, row in run]


def _left(mission: Mission, run: list[tuple[str, str, int, int, bool]]) -> Left:
    activity, skill, first, amount, is_hopeless = run[0]
    monday, last = mission.calendar.monday, run[-1][2] + 1
    why = (
        "Nobody who is pledged now could serve there then: notice, overlap, the site's dates or the host's word."
        if is_hopeless
        else "Further people could serve there, but a limit on numbers stands in the way, or time ran out."
    )
    return Left(f"{activity} {skill}", monday(first), None if last >= mission.weeks else monday(last), amount, why)

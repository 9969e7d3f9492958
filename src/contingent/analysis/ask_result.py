"""From people who could come to a list of pledges, the mission with them, and the plan that proves it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from contingent.analysis.ask_count import Missing
from contingent.analysis.ask_relaxed import Relaxed
from contingent.analysis.asks import Ask, Left
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Contingent, People
from contingent.verify.ledger import replay


@dataclass(frozen=True, slots=True)
class Pledged:
    """The mission with what is asked, and a plan of it."""

    mission: Mission
    plan: Plan
    asks: tuple[Ask, ...]


def pledged(mission: Mission, relaxed: Relaxed, plan: Plan) -> Pledged:
    """Cut the further people of a plan down to those who come, when and under whom they do.

    Parameters
    ----------
    mission
        As it is.
    plan
        A lawful plan of the relaxed mission.
    """
    ledger = replay(relaxed.mission, plan)
    asks, rows, people = [], [], []
    row_of = {k.id: k for k in relaxed.mission.contingents}
    for name, line in relaxed.helpers:
        spells = [h for h in ledger.histories if h.tour.contingent == name]
        there = [0] * mission.weeks
        for history in spells:
            for week in range(max(0, history.arrive), min(mission.weeks, history.depart)):
                there[week] += history.heads
        if not any(there):
            continue
        commands = {h.tour.command for h in spells} | {r.to for r in plan.rehats if r.contingent == name}
        used = tuple(c for c in row_of[name].commands if c in commands)
        ask = _ask(mission, plan, row_of[name], used, there)
        asks.append(ask)
        update = {"commands": used, "from_": ask.from_, "until": ask.until}
        rows.append(row_of[name].model_copy(update=update))
        people.append(People(contingent=name, count=ask.number, skills=(line.skill,) if line.skill else ()))
    nations = {n.code for n in mission.nations}
    more = tuple(n for n in relaxed.mission.nations if n.code not in nations and rows)
    changed = mission.model_copy(
        update={
            "nations": (*mission.nations, *more),
            "contingents": (*mission.contingents, *rows),
            "people": (*mission.people, *people),
        }
    )
    return Pledged(changed, plan.model_copy(update={"digest": changed.digest, "onward": ()}), tuple(asks))


def _ask(mission: Mission, plan: Plan, row: Contingent, commands: tuple[str, ...], there: list[int]) -> Ask:
    weeks = [week for week, heads in enumerate(there) if heads]
    first, last = weeks[0], weeks[-1] + 1
    monday = mission.calendar.monday
    serves = {f.activity for f in plan.fills if f.contingent == row.id}
    return Ask(
        id=row.id,
        skill=next((s for f in plan.tours if f.contingent == row.id for s in f.people), ""),
        number=max(there),
        site=row.sites[0],
        commands=commands,
        from_=monday(first),
        until=None if last >= mission.weeks else monday(last),
        notice_days=row.notice_days,
        decide_by=monday(first) - timedelta(days=row.notice_days),
        person_weeks=sum(there),
        activities=tuple(a.id for a in mission.activities if a.id in serves),
    )


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

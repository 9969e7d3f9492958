"""Mission to instance."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from math import lcm

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.tables import Activity, Contingent
from contingent.domain.vocabulary import ConditionKind, PledgeState
from contingent.instance.instance import Bools, Force, Group, Instance, Line, Need, Serving, Task
from contingent.instance.limits import (
    bans,
    bed_limits,
    ceiling_limits,
    lift_limits,
    mandate_area,
    mandate_limits,
    wishes,
    words,
)
from contingent.instance.names import Names


def compile_mission(mission: Mission) -> Instance:
    """Turn a checked mission into arrays.

    Parameters
    ----------
    mission
        A mission without errors (``files`` or ``domain.checks`` found none); unknown names raise ``KeyError``.
    """
    names = Names.of(mission)
    groups = _groups(mission, names)
    own, first = _groups_of(names, groups), _first_arrivals(mission, names)
    tasks = tuple(_task(mission, names, a) for a in mission.activities)
    return Instance(
        mission=mission,
        weeks=mission.weeks,
        sites=names.sites,
        commands=names.commands,
        forces=tuple(_force(mission, names, k, own[i], first[i]) for i, k in enumerate(names.contingents)),
        groups=groups,
        tasks=tasks,
        lines=_lines(mission, names, tasks),
        servings=tuple(Serving(names.site_index[e.site], e.skill, e.per, e.minimum) for e in mission.enablers),
        open=_open(mission, names),
        overlap=np.array([s.overlap_weeks for s in mission.sites], dtype=np.int64),
        bans=bans(mission, names),
        words=words(mission, names),
        silence_grants=np.full(len(names.sites), mission.planning.consent_default == "granted"),
        beds=bed_limits(mission, names),
        ceilings=ceiling_limits(mission, names),
        mandates=mandate_limits(mission, names),
        mandate_area=mandate_area(mission, names),
        lift=lift_limits(mission, names),
        depends=_depends(mission, names),
        needs=_needs(mission, names, groups),
        wishes=wishes(mission, names),
        release=np.array([k.nation in mission.planning.release for k in names.contingents], dtype=bool),
        shares=_shares(mission, names),
    )


def _groups(mission: Mission, names: Names) -> tuple[Group, ...]:
    return tuple(
        Group(names.contingent_index[p.contingent], p.count, frozenset(p.skills), p.skills)
        for p in mission.people
        if p.contingent in names.contingent_index
    )


def _groups_of(names: Names, groups: tuple[Group, ...]) -> list[tuple[int, ...]]:
    """Return each contingent's groups g."""
    found: list[list[int]] = [[] for _ in names.contingents]
    for g, group in enumerate(groups):
        found[group.contingent].append(g)
    return [tuple(own) for own in found]


def _force(mission: Mission, names: Names, row: Contingent, groups: tuple[int, ...], arrive_from: int) -> Force:
    calendar = mission.calendar
    weeks = names.weeks(row.from_, row.until)
    in_place = row.state is PledgeState.IN_PLACE and row.site is not None
    since = calendar.week(row.since) if row.since is not None else -1
    return Force(
        id=row.id,
        groups=groups,
        weeks=weeks,
        arrive_from=arrive_from,
        since=min(since, -1) if in_place else None,
        site=names.site_index[row.site] if in_place and row.site is not None else -1,
        commands=tuple(dict.fromkeys(names.command_index[c] for c in row.commands)),
        sites=names.site_mask(row.sites) if row.sites else np.ones(len(names.sites), dtype=bool),
        tour_min=row.tour_min,
        tour_max=row.tour_max,
        dwell=row.dwell,
        rotations=row.rotations,
        moves=row.moves,
        indivisible=row.indivisible,
        support=Fraction(row.support),
        rehat_from=0 if row.rehat_from is None else calendar.week(row.rehat_from),
        nation=row.nation,
    )


def _first_arrivals(mission: Mission, names: Names) -> list[int]:
    """Return the first week in which each contingent's people can come: after notice, votes and consents."""
    calendar = mission.calendar
    first = [max(0, calendar.week(mission.start + timedelta(days=k.notice_days))) for k in names.contingents]
    for condition in mission.conditions:
        k = names.contingent_index.get(condition.contingent)
        if k is not None and condition.kind is not ConditionKind.PRESENT_WITH:
            expected = calendar.weeks if condition.expected is None else calendar.week(condition.expected)
            first[k] = max(first[k], expected)
    return [min(week, calendar.weeks) for week in first]


def _task(mission: Mission, names: Names, row: Activity) -> Task:
    calendar = mission.calendar
    runs = names.weeks(row.from_, row.until)
    hand_to = -1 if row.hand_to is None or row.hand_to == row.command else names.command_index[row.hand_to]
    first = 0 if row.earliest is None else calendar.week(row.earliest)
    last = calendar.weeks if row.latest is None else calendar.week(row.latest)
    t = np.arange(mission.weeks)
    window = runs & (t >= first) & (t <= last) & (hand_to >= 0)
    return Task(
        id=row.id,
        site=names.site_index[row.site],
        command=names.command_index[row.command],
        hand_to=hand_to,
        runs=runs,
        window=window,
        priority=row.priority,
        companions=tuple(names.activity_index[a] for a in row.with_),
    )


def _lines(mission: Mission, names: Names, tasks: tuple[Task, ...]) -> tuple[Line, ...]:
    """Add up the rows of ``billets`` that ask the same skill in the same activity."""
    posts: dict[tuple[int, str], tuple[np.ndarray, np.ndarray]] = {}
    for row in mission.billets:
        a = names.activity_index[row.activity]
        zeros = np.zeros(mission.weeks, dtype=np.int64)
        required, essential = posts.setdefault((a, row.skill), (zeros.copy(), zeros.copy()))
        weeks = names.weeks(row.from_, row.until) & tasks[a].runs
        required += row.count * weeks
        essential += row.essential * weeks
    return tuple(Line(a, skill, r, np.minimum(e, r)) for (a, skill), (r, e) in posts.items())


def _open(mission: Mission, names: Names) -> Bools:
    rows = [names.weeks(s.opens, s.closes) for s in mission.sites]
    return np.array(rows, dtype=bool).reshape(len(rows), mission.weeks)


def _depends(mission: Mission, names: Names) -> tuple[tuple[int, int], ...]:
    """Pair each contingent with the one it depends on; -1 where that one does not count."""
    return tuple(
        (names.contingent_index[c.contingent], names.contingent_index.get(c.value, -1))
        for c in mission.conditions
        if c.kind is ConditionKind.PRESENT_WITH and c.contingent in names.contingent_index
    )


def _needs(mission: Mission, names: Names, groups: tuple[Group, ...]) -> tuple[Need, ...]:
    found = []
    for row in mission.elsewhere:
        who = np.asarray(names.people(row.who, commands=False).any(axis=1))
        able = (
            g
            for g, group in enumerate(groups)
            if who[group.contingent] and (row.skill is None or row.skill in group.skills)
        )
        found.append(
            Need(row.id, tuple(able), row.count, row.value, names.weeks(row.from_, row.until), row.reset_weeks)
        )
    return tuple(found)


def _shares(mission: Mission, names: Names) -> tuple[tuple[Bools, int], ...]:
    """Return each compared nation's contingents and weight, the weights made whole by one common factor."""
    compared = [n for n in mission.nations if n.fair_share is not None]
    weights = [Fraction(n.fair_share or Decimal(0)) for n in compared]
    if not any(weights):
        return ()
    factor = lcm(*(w.denominator for w in weights))
    masks = [np.array([k.nation == n.code for k in names.contingents], dtype=bool) for n in compared]
    return tuple((mask, int(w * factor)) for mask, w in zip(masks, weights, strict=True))

"""A mission in which further people may come, one group for each site and skill, or two, where they could help."""

from dataclasses import dataclass, replace
from itertools import combinations

from contingent.analysis.asks import Aim
from contingent.analysis.people import NATIONS
from contingent.analysis.scope import counts
from contingent.analysis.wish import free_id
from contingent.domain.mission import Mission
from contingent.domain.tables import Contingent, Nation, People, Target
from contingent.domain.vocabulary import DEAD_STATES, Goal, Measure, PledgeState, Sense
from contingent.verify.names import names_in


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of further people at one site."""

    skills: tuple[str, ...]
    """All that each of them has; none: any."""
    site: str
    commands: tuple[str, ...]
    enough: int
    """As many as could ever be of use at once. [person]"""
    notice_days: int
    weeks: range | None = None
    """Only in these; None: in all."""
    nation: str | None = None
    """The nation that gives them; None: one without name."""

    @property
    def key(self) -> "Key":
        """Return what the people of one ask have in common; the sites are not among it."""
        return (self.skills, self.nation)


Key = tuple[tuple[str, ...], str | None]
"""Skills, and the nation: lines that share them are one ask."""


@dataclass(frozen=True, slots=True)
class Goalpost:
    """What is to be reached."""

    aim: Aim
    target: str | None
    """Of the aim `target`."""
    first: int
    """First week that counts. [week]"""


def lines_of(mission: Mission, goalpost: Goalpost, notice: int | None) -> tuple[Line, ...]:
    """Return the kinds of people that could help anywhere.

    Parameters
    ----------
    notice
        Days from the mission's start until they can arrive; None: as the pledges of the mission have it. [day]
    """
    target = next((t for t in mission.targets if t.id == goalpost.target), None)
    if target is not None and target.measure is Measure.STRENGTH:
        return _of_strength(mission, target, notice) if target.sense is Sense.AT_LEAST else ()
    posts: dict[tuple[str, str], int] = {}
    sites: dict[str, int] = {}
    site_of = {a.id: a.site for a in mission.activities}
    for row in mission.billets:
        site = site_of[row.activity]
        sites[site] = sites.get(site, 0) + row.count
        posts[row.skill, site] = posts.get((row.skill, site), 0) + row.count
    for need in mission.enablers:
        if need.site in sites:
            per = -(-sites[need.site] // need.per) if need.per else 0
            key = (need.skill, need.site)
            posts[key] = posts.get(key, 0) + max(need.minimum, per)
    kinds: list[tuple[tuple[str, ...], str, int]] = [((skill,), site, count) for (skill, site), count in posts.items()]
    for a, b in _pairs(mission, {skill for skill, _ in posts}):
        at = dict.fromkeys(site for skill, site in posts if skill in (a, b))
        kinds += [((a, b), site, posts.get((a, site), 0) + posts.get((b, site), 0)) for site in at]
    days = {skills: _notice(mission, skills, notice) for skills, *_ in kinds}
    return tuple(Line(skills, site, _commands(mission, site), count, days[skills]) for skills, site, count in kinds)


def _pairs(mission: Mission, wanted: set[str]) -> list[tuple[str, str]]:
    """Return the pairs of skills wanted that some people of the mission have together: nobody else is asked for two."""
    alive = {k.id for k in mission.contingents if k.state not in DEAD_STATES}
    rows = (sorted(wanted & set(p.skills)) for p in mission.people if p.contingent in alive)
    return sorted({pair for skills in rows for pair in combinations(skills, 2)})


def given_by(mission: Mission, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines once for each nation that has people with such skills; the host is none of them."""
    nations = [n.code for n in mission.nations if n.code != mission.host]
    return tuple(replace(line, nation=n) for line in lines for n in nations if pool_of(mission, n, line.skills))


def pool_of(mission: Mission, nation: str, skills: tuple[str, ...], without: frozenset[str] = frozenset()) -> int:
    """Count a nation's people with some skills in rows that are not dead. [person]

    Parameters
    ----------
    without
        Contingents that do not count: what is asked for.
    """
    alive = {k.id for k in mission.contingents if k.nation == nation and k.state not in DEAD_STATES} - without
    return sum(p.count for p in mission.people if p.contingent in alive and {*skills} <= {*p.skills})


def near_lines(
    mission: Mission, lines: tuple[Line, ...], missing: tuple[tuple[str, str, int, int], ...]
) -> tuple[Line, ...]:
    """Return the kinds of people that are missing, and enablers beside them, in the weeks about which it is.

    Parameters
    ----------
    missing
        Activity, skill, week and posts that are empty.
    """
    site_of = {a.id: a.site for a in mission.activities}
    overlap = {s.id: s.overlap_weeks for s in mission.sites}
    enabling = {(e.skill, e.site) for e in mission.enablers}
    found = []
    for line in lines:
        at = [(skill, week) for activity, skill, week, _ in missing if site_of[activity] == line.site]
        helps = {skill for skill in line.skills if (skill, line.site) in enabling}
        weeks = [week for skill, week in at if skill in line.skills or helps]
        if weeks and (len(line.skills) == 1 or {*line.skills} <= helps | {skill for _, skill, *_ in missing}):
            first = max(0, min(weeks) - overlap[line.site])
            found.append(replace(line, weeks=range(first, max(weeks) + 1)))
    return tuple(found)


def _of_strength(mission: Mission, target: Target, notice: int | None) -> tuple[Line, ...]:
    names = names_in(mission)
    sites = names.sites(target.where)
    days = _notice(mission, (), notice)
    commands = tuple(c.id for c in mission.commands if target.who in ("*", c.id)) or tuple(
        c.id for c in mission.commands
    )
    return tuple(Line((), s.id, commands, max(1, target.value), days) for s in mission.sites if s.id in sites)


def _commands(mission: Mission, site: str) -> tuple[str, ...]:
    """Return the commands of the activities at a site."""
    at = [a for a in mission.activities if a.site == site]
    return tuple(dict.fromkeys(c for a in at for c in (a.command, a.hand_to) if c is not None))


def _notice(mission: Mission, skills: tuple[str, ...], given: int | None) -> int:
    """Return the least notice of pledges with some skills that are not in place; of all such pledges if none has."""
    if given is not None:
        return given
    coming = [k for k in mission.contingents if counts(mission, k) and k.state is not PledgeState.IN_PLACE]
    able = {p.contingent for p in mission.people if {*skills} <= {*p.skills}}
    days = [k.notice_days for k in coming if k.id in able]
    if not days and len(skills) > 1:
        return max(_notice(mission, (skill,), given) for skill in skills)
    return min(days or [k.notice_days for k in coming], default=0)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The mission with further people, who need not come."""

    mission: Mission
    helpers: tuple[tuple[str, Line], ...]
    """Contingents, with the kind of people that they are."""


def relaxed(mission: Mission, goalpost: Goalpost, lines: tuple[Line, ...]) -> Relaxed:
    """Add further people of each kind, and keep only what the aim asks beside all rules."""
    nations, nation = _neutral(mission, goalpost)
    helpers, people = [], []
    for number, line in enumerate(lines, start=1):
        name = free_id(mission, f"ask-{number}")
        helpers.append(_contingent(mission, name, line.nation or nation, line))
        people.append(People(contingent=name, count=line.enough, skills=line.skills))
    changed = mission.model_copy(
        update={
            "nations": nations,
            "contingents": (*mission.contingents, *helpers),
            "people": (*mission.people, *people),
            "elsewhere": (),
            "targets": tuple(_targets(mission, goalpost)),
            "planning": mission.planning.model_copy(update={"goals": (Goal.TARGETS,), "slack": {}, "release": ()}),
        }
    )
    return Relaxed(changed, tuple((k.id, line) for k, line in zip(helpers, lines, strict=True)))


def _contingent(mission: Mission, name: str, nation: str, line: Line) -> Contingent:
    state = mission.planning.counts_from
    return Contingent(
        id=name,
        nation=nation,
        name=f"Asked for: {' '.join(line.skills) or 'people'} at {line.site}",
        # nobody can be in place who was not: a mission that counts only those gets no more people
        state=PledgeState.ORDERED if state is PledgeState.IN_PLACE else state,
        commands=line.commands,
        sites=(line.site,),
        from_=None if line.weeks is None else mission.calendar.monday(line.weeks.start),
        until=None
        if line.weeks is None or line.weeks.stop >= mission.weeks
        else mission.calendar.monday(line.weeks.stop),
        moves=0,
        notice_days=line.notice_days,
    )


def _targets(mission: Mission, goalpost: Goalpost) -> list[Target]:
    """Keep targets that must be met, and the one that is aimed at, from the first week that counts."""
    first = mission.calendar.monday(goalpost.first)
    kept = []
    for row in mission.targets:
        if row.must:
            kept.append(row)
        elif row.id == goalpost.target:
            kept.append(row.model_copy(update={"from_": max(row.from_ or first, first)}))
    return kept


def _neutral(mission: Mission, goalpost: Goalpost) -> tuple[tuple[Nation, ...], str]:
    """Return a nation of no name, in the groups that all contributors share; the target's own where it names one."""
    target = next((t for t in mission.targets if t.id == goalpost.target), None)
    codes = {n.code for n in mission.nations}
    if target is not None and target.measure is Measure.STRENGTH and target.who in codes:
        return mission.nations, target.who
    giving = {k.nation for k in mission.contingents}
    shared = [set(n.groups) for n in mission.nations if n.code in giving]
    groups = set.intersection(*shared) if shared else set()
    if target is not None and any(target.who in n.groups for n in mission.nations):
        groups.add(target.who)
    code = next(c for c in NATIONS if c not in codes)
    return (*mission.nations, Nation(code=code, name="Further nations", groups=tuple(sorted(groups)))), code

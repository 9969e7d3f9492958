"""What a mission is made of and how scarce it is: the figures that show it neither trivial nor absurd."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from contingent.domain.mission import Mission
from contingent.domain.tables import People
from contingent.domain.vocabulary import ConditionKind, ConsentStatus, PledgeState
from contingent.generator.flow import Skills, most_filled
from contingent.generator.force import Force
from contingent.generator.posts import parts

_STEP = 4
"""Weeks from one to the next that is looked at. [week]"""

Posts = Mapping[tuple[str, str], Sequence[int]]
"""Posts by site and skill, one number a week."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a mission asks, has, and limits."""

    asked: Mapping[str, int]
    """Posts asked, by skill. [post-week]"""
    offered: Mapping[str, int]
    """Posts that all who have the skill could fill, tours and dwell counted, by skill. [post-week]"""
    coverable: float
    """Most posts that could be filled if limits, commands and journeys were no matter, of those asked. [1]"""
    expected: float
    """The same where each contingent is shared out over its sites as their posts were reckoned. [1]"""
    at_start: float
    """Most posts of the first week that those in place could fill, of those asked. [1]"""
    tightness: float
    """People needed with escorts, against the ceilings that hold for everybody, mean over the weeks. [1]"""
    features: Mapping[str, int]
    """How often each feature of a mission occurs."""


def figures_of(mission: Mission) -> Figures:
    """Count what a mission is made of."""
    forces = _forces(mission)
    posts = _posts(mission)
    asked, offered = Counter[str](), Counter[str]()
    for (_, skill), counts in posts.items():
        asked[skill] += sum(counts)
    for force in forces:
        usable = force.duty(mission.weeks) * len(force.window(mission.weeks))
        for group in force.people:
            for skill in group.skills:
                offered[skill] += round(group.count * usable)
    hosts = {site.id: site.host or mission.host for site in mission.sites}
    alone = {site.id: site.id for site in mission.sites}
    weeks = range(0, mission.weeks, _STEP)
    here = [f for f in forces if f.in_place]
    return Figures(
        asked,
        {skill: offered[skill] for skill in asked},
        _filled(mission, forces, posts, weeks, hosts),
        _filled(mission, forces, posts, weeks, alone),
        _filled(mission, here, posts, range(1), hosts),
        _tightness(mission, posts),
        _features(mission),
    )


def told(figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield the figures as names and words."""
    asked, offered = sum(figures.asked.values()), figures.offered
    yield "posts asked", f"{asked:,} post-weeks"
    for skill, count in sorted(figures.asked.items()):
        have = offered[skill]
        yield f"posts asked, {skill}", f"{count:,} post-weeks; {have:,} on offer ({100 * have / count:.0f} %)"
    yield "coverable at most, limits and journeys aside", f"{100 * figures.coverable:.1f} %"
    yield "coverable where people go to the sites that they name", f"{100 * figures.expected:.1f} %"
    yield "coverable in the first week by those in place", f"{100 * figures.at_start:.1f} %"
    yield "people needed, of the ceilings for everybody", f"{100 * figures.tightness:.0f} %"
    for name, count in figures.features.items():
        yield name, f"{count:,}"


def _forces(mission: Mission) -> list[Force]:
    people: dict[str, tuple[People, ...]] = {}
    for group in mission.people:
        people[group.contingent] = (*people.get(group.contingent, ()), group)
    return [Force(0, c, people.get(c.id, ())) for c in mission.contingents]


def _posts(mission: Mission) -> Posts:
    activity_of = {a.id: a for a in mission.activities}
    found: dict[tuple[str, str], list[int]] = {}
    for billet in mission.billets:
        activity = activity_of[billet.activity]
        runs = mission.calendar.span(activity.from_, activity.until)
        counts = found.setdefault((activity.site, billet.skill), [0] * mission.weeks)
        for week in mission.calendar.span(billet.from_, billet.until):
            counts[week] += billet.count if week in runs else 0
    return found


def _filled(mission: Mission, forces: Sequence[Force], posts: Posts, weeks: range, zone_of: Mapping[str, str]) -> float:
    """Return which part of the posts of some weeks can be filled, zone by zone, by the part of each force on duty."""
    filled = asked = 0
    for week in weeks:
        people: dict[str, Counter[Skills]] = {zone: Counter() for zone in zone_of.values()}
        for force in forces:
            if week in force.window(mission.weeks):
                duty = force.duty(mission.weeks) if week else 1.0
                for site, part in parts(force.contingent.sites).items():
                    for group in force.people:
                        people[zone_of[site]][group.skills] += round(1000 * group.count * duty * part)
        wanted: dict[str, Counter[str]] = {zone: Counter() for zone in zone_of.values()}
        for (site, skill), counts in posts.items():
            wanted[zone_of[site]][skill] += 1000 * counts[week]
            asked += 1000 * counts[week]
        filled += sum(most_filled(people[zone], wanted[zone]) for zone in people)
    return filled / max(1, asked)


def _tightness(mission: Mission, posts: Posts) -> float:
    """Return posts and escorts against the ceilings on everybody at a host, mean over the weeks with one."""
    host_of = {site.id: site.host or mission.host for site in mission.sites}
    per = {e.skill: e.per for e in mission.enablers if e.per}
    escorts = 1 + sum(1 / most for most in per.values())
    parts = []
    for ceiling in mission.ceilings:
        if ceiling.who == "*" and ceiling.max:
            for week in mission.calendar.span(ceiling.from_, ceiling.until):
                asked = sum(
                    counts[week] for (site, _), counts in posts.items() if ceiling.where in ("*", host_of[site])
                )
                parts.append(ceil(asked * escorts) / ceiling.max)
    return sum(parts) / len(parts) if parts else 0.0


def _features(mission: Mission) -> dict[str, int]:
    """Count the rows that make a mission hard, in the words of the plan."""
    return {
        "contingents": len(mission.contingents),
        "that are indivisible": sum(c.indivisible for c in mission.contingents),
        "that are in place": sum(c.state is PledgeState.IN_PLACE for c in mission.contingents),
        "of nations to be released": sum(c.nation in mission.planning.release for c in mission.contingents),
        "that may change command": sum(len(c.commands) > 1 for c in mission.contingents),
        "that may move between sites": sum(c.moves > 0 for c in mission.contingents),
        "that come more than once": sum(c.rotations > 1 and c.dwell > 0 for c in mission.contingents),
        "that name several sites": sum(len(c.sites) > 1 for c in mission.contingents),
        "that do not count yet": sum(
            not c.state.counts_from(mission.planning.counts_from) for c in mission.contingents
        ),
        "groups with several skills": sum(len(p.skills) > 1 for p in mission.people),
        "activities": len(mission.activities),
        "to be handed over": sum(a.hand_to is not None for a in mission.activities),
        "together with others": sum(bool(a.with_) for a in mission.activities),
        "sites with overlap": sum(s.overlap_weeks > 0 for s in mission.sites),
        "sites that close": sum(s.closes is not None for s in mission.sites),
        "sites with beds": sum(s.beds is not None for s in mission.sites),
        "needs for enablers": len(mission.enablers),
        "caveats": len(mission.caveats),
        "pledges that depend on another": _of_kind(mission, ConditionKind.PRESENT_WITH),
        "pledges that wait for a vote": _of_kind(mission, ConditionKind.VOTE),
        "pledges that wait for a consent": _of_kind(mission, ConditionKind.CONSENT),
        "consents that come late": sum(
            c.from_ is not None and c.status is not ConsentStatus.REFUSED for c in mission.consents
        ),
        "refusals": sum(c.status is ConsentStatus.REFUSED for c in mission.consents),
        "mandates": len(mission.mandates),
        "ceilings": len(mission.ceilings),
        "limits of lift": len(mission.lift),
        "needs elsewhere": len(mission.elsewhere),
        "targets": len(mission.targets),
    }


def _of_kind(mission: Mission, kind: ConditionKind) -> int:
    return sum(c.kind is kind for c in mission.conditions)

"""That nobody else is pledged, as a limit of its own; and the people who come if it is lifted."""

from collections.abc import Iterator

from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.scope import Scope, counts, is_floor
from contingent.analysis.wish import Wish, free_id
from contingent.domain.mission import Mission
from contingent.domain.tables import Contingent, Nation, People, Target
from contingent.domain.vocabulary import PledgeState
from contingent.verify.names import names_in

FORCE_GENERATION = "force generation"
NATIONS = ("XXX", "XXY", "XXZ")
"""Codes that ISO 3166 leaves to users; one that the mission does not use is taken."""


def limits_of_people(mission: Mission, wish: Wish, scope: Scope) -> Iterator[Limit]:
    """Yield that no more people are pledged, by skill; where strength is wished, by whom it counts."""
    for skill in _skills(mission, scope):
        pledged = [p for p in mission.people if skill in p.skills and _counts(mission, p.contingent)]
        total = sum(p.count for p in pledged)
        by = ", ".join(dict.fromkeys(p.contingent for p in pledged))
        has = f"Pledges that count have {total:,} people with {skill} in all: {by}." if total else "Nobody pledged"
        words = has if total else f"{has} has {skill}."
        yield Limit("skills", -1, LimitKind.PEOPLE, "count", skill, FORCE_GENERATION, words)
    contingents = {k.id for k in mission.contingents}
    for target in wish.targets:
        if is_floor(target) and target.who not in contingents:
            who = "" if target.who == "*" else f" for {target.who}"
            words = f"No more people are pledged{who}."
            yield Limit("people", -1, LimitKind.PEOPLE, "count", target.id, FORCE_GENERATION, words)


def _skills(mission: Mission, scope: Scope) -> list[str]:
    enabling = {e.skill for e in mission.enablers if scope.activities and e.site in scope.sites}
    return [s.id for s in mission.skills if s.id in scope.skills | enabling]


def _counts(mission: Mission, contingent: str) -> bool:
    return any(k.id == contingent and counts(mission, k) for k in mission.contingents)


def with_more_people(mission: Mission, lifted: list[Limit], scope: Scope, count: int | None = None) -> Mission:
    """Return a mission to which people are pledged, one contingent for each limit lifted.

    Parameters
    ----------
    count
        How many for each; None: enough. [person]
    """
    for limit in lifted:
        target = next((t for t in mission.targets if limit.table == "people" and t.id == limit.row), None)
        skills = () if limit.table == "people" else (limit.row,)
        enough = _enough(mission, scope, limit.row) if target is None else max(1, target.value)
        mission = _with(mission, scope, f"more-{limit.row}", skills, enough if count is None else count, target)
    return mission


def _with(
    mission: Mission, scope: Scope, name: str, skills: tuple[str, ...], count: int, target: Target | None
) -> Mission:
    nations, nation = _nation(mission, target)
    names = names_in(mission)
    wanted = {target.who} & names.commands if target is not None else scope.commands
    commands = sorted(wanted or scope.commands or names.commands)
    state = mission.planning.counts_from
    if state is PledgeState.IN_PLACE:
        state = PledgeState.ORDERED  # nobody can be in place who was not; such a mission gets no more people
    row = Contingent(
        id=free_id(mission, name),
        nation=nation,
        name=name,
        state=state,
        commands=tuple(commands),
        sites=tuple(sorted(scope.sites)),
    )
    people = People(contingent=row.id, count=count, skills=skills)
    return mission.model_copy(
        update={
            "nations": nations,
            "contingents": (*mission.contingents, row),
            "people": (*mission.people, people),
        }
    )


def _nation(mission: Mission, target: Target | None) -> tuple[tuple[Nation, ...], str]:
    """Return the nation that they come from: one without mandate, unless a certain one is wished."""
    codes = {n.code for n in mission.nations}
    if target is not None and target.who in codes:
        return mission.nations, target.who
    groups = {g for n in mission.nations for g in n.groups}
    group = (target.who,) if target is not None and target.who in groups else ()
    code = next(c for c in NATIONS if not any(n.code == c and n.groups != group for n in mission.nations))
    if code in codes:
        return mission.nations, code
    return (*mission.nations, Nation(code=code, name="Further nations", groups=group, fair_share=None)), code


def _enough(mission: Mission, scope: Scope, skill: str) -> int:
    """Return as many people with a skill as the scope could ever use at once."""
    site_of = {a.id: a.site for a in mission.activities}
    posts = [(site_of[b.activity], b.skill, b.count) for b in mission.billets if b.activity in scope.activities]
    need = sum(count for _, asked, count in posts if asked == skill)
    for row in mission.enablers:
        if row.skill == skill and row.site in scope.sites:
            at_work = sum(count for site, _, count in posts if site == row.site)
            need += max(row.minimum, -(-at_work // row.per) if row.per else 0)
    return max(1, need)

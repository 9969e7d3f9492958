"""The limits of a whole mission, each with what it becomes: one unit more, and lifted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contingent.analysis.lifting import lift
from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.limits import limits_of
from contingent.analysis.people import limits_of_people, with_more_people
from contingent.analysis.scope import Scope
from contingent.analysis.stepping import step_of
from contingent.analysis.wish import Kind, Wish
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Confidence

LIFTED = "lifted"
"""The step of a limit that is yes or no."""

_NOTHING = Wish(Kind.MUST, "nothing more")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Priced:
    """A limit that could be less strict."""

    limit: Limit
    scope: Scope
    """What it is lifted for."""
    site: str = ""
    """Of people: where one more is wanted."""

    @property
    def name(self) -> str:
        """What names its row; of people the skill and the site."""
        return f"{self.limit.row} {self.site}" if self.site else self.limit.row


def priced_limits(mission: Mission, only: Iterable[LimitKind] = ()) -> tuple[Priced, ...]:
    """Return all limits of a mission, those of people for each site; ``only`` some kinds, if it names any."""
    whole = whole_scope(mission)
    found = [Priced(x, whole) for x in limits_of(mission, _NOTHING, whole) if not x.is_of_people]
    found += [Priced(x, whole) for x in _moves(mission)]
    found += _people(mission)
    kinds = set(only)
    return tuple(p for p in found if not kinds or p.limit.kind in kinds)


def whole_scope(mission: Mission) -> Scope:
    """Return the scope of everything."""
    activities = mission.activities
    return Scope(
        activities=frozenset(a.id for a in activities),
        sites=frozenset(s.id for s in mission.sites),
        commands=frozenset(c.id for c in mission.commands),
        skills=frozenset(s.id for s in mission.skills),
        counted=_NONE,
        held=_NONE,
        concerned=frozenset(k.id for k in mission.contingents),
        enabling=_NONE,
    )


def stepped(mission: Mission, priced: Priced) -> tuple[str, Mission]:
    """Return what one unit more of a limit is called, and the mission with it; of what is yes or no, the lifting."""
    if priced.limit.is_of_people:
        return "1 more person", with_more_people(mission, [priced.limit], priced.scope, count=1)
    return step_of(mission, priced.limit) or (LIFTED, lifted(mission, [priced]))


def lifted(mission: Mission, some: Iterable[Priced]) -> Mission:
    """Return the mission with some limits lifted together."""
    listed = list(some)
    rows = [p for p in listed if not p.limit.is_of_people]
    # Rows are named by their place in the mission: all at once, before anybody is added.
    changed = lift(mission, [p.limit for p in rows], rows[0].scope) if rows else mission
    for p in listed:
        if p.limit.is_of_people:
            changed = with_more_people(changed, [p.limit], p.scope)
    return changed


def _moves(mission: Mission) -> Iterator[Limit]:
    """Yield that contingents do not move; a wish asks that only of those who are elsewhere."""
    for i, row in enumerate(mission.contingents):
        if row.moves == 0 and len(row.sites or mission.sites) > 1:
            words = f"{row.id} does not move from site to site."
            made_up = row.confidence is Confidence.ILLUSTRATIVE
            yield Limit("contingents", i, LimitKind.MOVES, "moves", row.id, row.nation, words, made_up)


def _people(mission: Mission) -> Iterator[Priced]:
    for site in mission.sites:
        here = [a for a in mission.activities if a.site == site.id]
        asked = {b.skill for b in mission.billets if b.activity in {a.id for a in here}}
        commands = {c for a in here for c in (a.command, a.hand_to) if c is not None}
        scope = replace(
            whole_scope(mission),
            activities=frozenset(a.id for a in here),
            sites=frozenset({site.id}),
            commands=frozenset(commands),
            skills=frozenset(asked),
        )
        if here:
            yield from (Priced(x, scope, site.id) for x in limits_of_people(mission, _NOTHING, scope))

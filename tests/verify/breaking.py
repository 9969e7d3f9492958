"""Small words about missions and plans, and the list in which the ways to break a plan enter themselves."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import NamedTuple

from contingent.domain.mission import Mission
from contingent.domain.plan import Fill, Move, Plan, Rehat, Tour
from contingent.domain.tables import Contingent, Row
from contingent.domain.vocabulary import Rule

WEEK = timedelta(days=7)

Break = Callable[[Random, Mission, Plan], Plan | None]


class Breaker(NamedTuple):
    """A kind of breakage."""

    name: str
    rule: Rule
    apply: Break


BREAKERS: list[Breaker] = []


def breaks(rule: Rule) -> Callable[[Break], Break]:
    """Enter a function among the breakers of a rule."""

    def enter(apply: Break) -> Break:
        BREAKERS.append(Breaker(apply.__name__, rule, apply))
        return apply

    return enter


# Small words about missions and plans


def weeks_of(m: Mission, row) -> range:
    """Return the weeks of ``[from, until)`` of any row."""
    return m.calendar.span(row.from_, row.until)


def day(m: Mission, week: int):
    return m.calendar.monday(week)


def comes(m: Mission, tour: Tour) -> int:
    return m.calendar.week(tour.arrive)


def goes(m: Mission, tour: Tour) -> int:
    return m.weeks if tour.depart is None else min(m.weeks, m.calendar.week(tour.depart))


def pledge(m: Mission, row) -> Contingent:
    return next(k for k in m.contingents if k.id == row.contingent)


def counting(m: Mission) -> Iterator[tuple[Contingent, tuple[str, ...], int]]:
    """Yield the groups that may come: contingent, skills, size of a set."""
    contingents = {k.id: k for k in m.contingents}
    for row in m.people:
        if contingents[row.contingent].state.counts_from(m.planning.counts_from):
            yield contingents[row.contingent], row.skills, row.count


def swap(p: Plan, table: str, old: Row, **values) -> Plan:
    """Change some cells of one row."""
    rows = tuple(row.model_copy(update=values) if row is old else row for row in getattr(p, table))
    return p.model_copy(update={table: rows})


def add(p: Plan, table: str, *rows: Row) -> Plan:
    return p.model_copy(update={table: (*getattr(p, table), *rows)})


def drop(p: Plan, table: str, *rows: Row) -> Plan:
    return p.model_copy(update={table: tuple(r for r in getattr(p, table) if not any(r is old for old in rows))})


def dismiss(p: Plan, *tours: Tour) -> Plan:
    """Take tours out of a plan, with their moves and changes of command."""
    names = {t.tour for t in tours}
    p = drop(p, "moves", *(row for row in p.moves if row.tour in names))
    p = drop(p, "rehats", *(row for row in p.rehats if row.tour in names))
    return drop(p, "tours", *tours)


def are_the_same(one: Row, other: Row) -> bool:
    """Tell whether two rows speak of the same group of people."""
    return one.contingent == other.contingent and set(one.people) == set(other.people)


def choose(rng: Random, options):
    """Choose one, or nothing where there is nothing to choose from."""
    options = list(options)
    return rng.choice(options) if options else None


def crowd(m: Mission, k: Contingent, people, heads: int, site: str, week: int, command: str | None = None) -> Tour:
    """Make a tour from a week to the end."""
    command = command or k.commands[0]
    return Tour(contingent=k.id, people=people, heads=heads, site=site, command=command, arrive=day(m, week))


def unchanged(p: Plan, tour: Tour) -> bool:
    """Tell whether a tour neither moves nor changes command."""
    return tour.tour is None or all(row.tour != tour.tour for row in (*p.moves, *p.rehats))


def named(p: Plan, tour: Tour) -> tuple[Plan, str]:
    """Give a tour a name, if it has none."""
    if tour.tour:
        return p, tour.tour
    return swap(p, "tours", tour, tour="named-to-be-broken"), "named-to-be-broken"


def a_move(m: Mission, tour: Tour, name: str, from_site: str, to_site: str, week: int) -> Move:
    return Move(
        tour=name,
        contingent=tour.contingent,
        people=tour.people,
        heads=tour.heads,
        from_site=from_site,
        to_site=to_site,
        week=day(m, week),
    )


def a_rehat(m: Mission, tour: Tour, name: str, to: str, week: int, from_: str | None = None) -> Rehat:
    return Rehat(
        tour=name,
        contingent=tour.contingent,
        people=tour.people,
        heads=tour.heads,
        site=tour.site,
        from_=from_ or tour.command,
        to=to,
        week=day(m, week),
    )


def hosts(m: Mission) -> dict[str, str]:
    return {s.id: s.host or m.host for s in m.sites}


def nations(m: Mission, who: str) -> list[str]:
    """Return the nations that a name of a nation, a group, or all stands for."""
    return [n.code for n in m.nations if who in ("*", n.code, *n.groups)]


def works(m, p, k, people, activity, week):
    """Put one of a group into an activity for one week."""
    return add(
        p,
        "fills",
        Fill(
            activity=activity.id,
            skill=people[0],
            contingent=k.id,
            people=people,
            heads=1,
            from_=day(m, week),
            until=day(m, week + 1),
        ),
    )

"""A tiny language for missions and plans in tests.

Dates are given as week numbers (0 is the mission's first week, -4 is four weeks before it); a date is let through.
Everything has a default that gets in nobody's way: one site ``base`` without overlap, one activity ``train`` of kind
``training`` under command ``OLD``, people with the skill ``inf``, no limits. Nations, commands and skills that rows
name without declaring them are declared for them.

    m = mission(site(overlap=2), activity(hand_to="NEW"), billet(10), in_place("us", "USA", 10),
                contingent("es", "ESP", 10, commands="NEW", from_=4), weeks=12, release=("USA",))
    p = plan(m, tour("us", 10, -4, 6), tour("es", 10, 4, command="NEW"), fill("us", 10, 0, 6), fill("es", 10, 6),
             handover(6))
"""
# ruff: noqa: A002 - the parameters are called like the columns

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from contingent.domain.mission import TABLES, Mission, Planning
from contingent.domain.plan import PLAN_TABLES, Fill, Handover, Move, Onward, Plan, Rehat, Tour
from contingent.domain.tables import (
    Activity,
    Billet,
    Caveat,
    Ceiling,
    Command,
    Condition,
    Consent,
    Contingent,
    Elsewhere,
    Enabler,
    Lift,
    Mandate,
    Nation,
    People,
    Row,
    Site,
    Skill,
    Target,
)

START = date(2020, 1, 6)
"""A Monday: week 0 of every mission made here, unless told otherwise."""

SINCE = -4
"""Week in which those in place came, unless told otherwise."""

When = int | date | None
"""A week, a date, or nothing (blank cell)."""

R = TypeVar("R", bound=Row)
Parts = Row | tuple[Row, ...]


def day(week: int, start: date = START) -> date:
    """Return the Monday of a week."""
    return start + timedelta(days=7 * week)


def row(table: type[R], **values: Any) -> R:
    """Make a row of a table; whole numbers in date columns are weeks."""
    dated = {name for name, field in table.model_fields.items() if "date" in str(field.annotation)}
    return table(**{k: day(v) if k in dated and isinstance(v, int) else v for k, v in values.items()})


# The mission


def nation(code: str, groups: str = "", share: object = None) -> Nation:
    """Declare a nation, where its groups or its fair share matter."""
    return row(Nation, code=code, name=code, groups=groups, fair_share=share)


def skill(id: str, enabler: bool = False) -> Skill:
    """Declare a skill, where it matters that it is an enabler."""
    return row(Skill, id=id, name=id, enabler=enabler)


def site(id: str = "base", overlap: int = 0, **more: Any) -> Site:
    """Make a site."""
    return row(Site, id=id, name=id, overlap_weeks=overlap, **more)


def activity(id: str = "train", site: str = "base", **more: Any) -> Activity:
    """Make an activity."""
    return row(Activity, **{"id": id, "name": id, "kind": "training", "site": site, "command": "OLD", **more})


def billet(count: int = 1, essential: int = 0, activity: str = "train", skill: str = "inf", **more: Any) -> Billet:
    """Make posts of one skill."""
    return row(Billet, activity=activity, skill=skill, count=count, essential=essential, **more)


def enabler(skill: str = "med", per: int | None = None, minimum: int = 0, site: str = "base") -> Enabler:
    """Make a need for enablers at a site."""
    return row(Enabler, site=site, skill=skill, per=per, minimum=minimum)


def contingent(id: str, nation: str, count: int = 1, skills: str = "inf", **more: Any) -> tuple[Row, ...]:
    """Make an offered pledge of one group of people (none if count is 0) under command ``OLD``."""
    pledge = row(Contingent, **{"id": id, "nation": nation, "name": id, "commands": "OLD", **more})
    return (pledge, people(id, count, skills)) if count else (pledge,)


def in_place(id: str, nation: str, count: int = 1, skills: str = "inf", **more: Any) -> tuple[Row, ...]:
    """Make a force that stands at site ``base`` when the mission begins."""
    return contingent(id, nation, count, skills, **{"state": "in-place", "site": "base", "since": SINCE, **more})


def people(contingent: str, count: int, skills: str) -> People:
    """Make one more group of a contingent."""
    return row(People, contingent=contingent, count=count, skills=skills)


def caveat(who: str, not_: str, **more: Any) -> Caveat:
    """Make a refusal of a nation or contingent."""
    return row(Caveat, who=who, not_=not_, **more)


def condition(contingent: str, kind: str, value: str = "", expected: When = None) -> Condition:
    """Make a condition of a pledge."""
    return row(Condition, contingent=contingent, kind=kind, value=value, expected=expected)


def consent(who: str = "*", status: str = "granted", **more: Any) -> Consent:
    """Make a word of the host ``IRQ``."""
    return row(Consent, **{"host": "IRQ", "who": who, "status": status, **more})


def mandate(nation: str, max: int | None = None, **more: Any) -> Mandate:
    """Make a nation's own authority."""
    return row(Mandate, nation=nation, max=max, **more)


def ceiling(max: int, who: str = "*", **more: Any) -> Ceiling:
    """Make a ceiling."""
    return row(Ceiling, **{"id": f"{who}-at-most-{max}".replace("*", "all"), "who": who, "max": max, **more})


def lift(seats: int, where: str = "*", **more: Any) -> Lift:
    """Make a limit of seats."""
    return row(Lift, where=where, seats=seats, **more)


def need(id: str = "need", count: int = 1, who: str = "*", **more: Any) -> Elsewhere:
    """Make a need elsewhere."""
    return row(Elsewhere, id=id, name=id, who=who, count=count, **more)


def target(measure: str, value: int, sense: str = ">=", **more: Any) -> Target:
    """Make a wish; with ``must=True`` a rule."""
    return row(Target, **{"id": f"{measure}-{value}", "measure": measure, "sense": sense, "value": value, **more})


def mission(*parts: Parts, weeks: int = 8, start: date = START, host: str = "IRQ", **planning: Any) -> Mission:
    """Put rows into a mission; further keywords are the columns of ``[planning]``.

    A site, an activity or a billet is never added: say what the test is about.
    """
    rows = [*_flat(parts)]
    rows = [*_undeclared(rows, host), *rows]
    tables = {name: tuple(r for r in rows if type(r) is table) for name, table in TABLES.items()}
    head = {"id": "test", "title": "Test", "start": start, "weeks": weeks, "host": host}
    return Mission(**head, planning=Planning(**planning), **tables)


def _flat(parts: Iterable[Parts]) -> Iterator[Row]:
    for part in parts:
        if isinstance(part, tuple):
            yield from part
        else:
            yield part


def _undeclared(rows: list[Row], host: str) -> Iterator[Row]:
    """Yield the nations, commands and skills that rows name and nobody declared, each once."""
    nations, commands, skills = {host: None}, {}, {}
    for r in rows:
        match r:
            case Contingent():
                nations[r.nation] = None
                commands.update(dict.fromkeys(r.commands))
            case Activity():
                commands.update(dict.fromkeys(filter(None, (r.command, r.hand_to))))
            case People():
                skills.update(dict.fromkeys(r.skills))
            case Billet() | Enabler():
                skills[r.skill] = None
            case Mandate():
                nations[r.nation] = None
            case Site() if r.host:
                nations[r.host] = None
            case Elsewhere() if r.skill:
                skills[r.skill] = None
    declared = {r.code for r in rows if isinstance(r, Nation)} | {r.id for r in rows if isinstance(r, Command | Skill)}
    yield from (nation(n) for n in nations if n not in declared)
    yield from (row(Command, id=c, name=c) for c in commands if c not in declared)
    yield from (skill(s) for s in skills if s not in declared)


# The plan


def tour(
    contingent: str,
    heads: int = 1,
    arrive: When = 0,
    depart: When = None,
    *,
    people: str = "inf",
    site: str = "base",
    command: str = "OLD",
    name: str | None = None,
) -> Tour:
    """Bring people; those in place have ``arrive`` equal to their ``since``. Give a name if they move or re-hat."""
    return row(
        Tour,
        tour=name,
        contingent=contingent,
        people=people,
        heads=heads,
        site=site,
        command=command,
        arrive=arrive,
        depart=depart,
    )


def move(of: Tour, to_site: str, week: When, from_site: str | None = None, **wrong: Any) -> Move:
    """Move a whole tour; ``wrong`` contradicts the tour on purpose."""
    values = {
        "tour": of.tour,
        "contingent": of.contingent,
        "people": of.people,
        "heads": of.heads,
        "from_site": from_site or of.site,
        "to_site": to_site,
        "week": week,
    }
    return row(Move, **{**values, **wrong})


def rehat(of: Tour, to: str, week: When, site: str | None = None, **wrong: Any) -> Rehat:
    """Bring a whole tour under another command; ``wrong`` contradicts the tour on purpose."""
    values = {
        "tour": of.tour,
        "contingent": of.contingent,
        "people": of.people,
        "heads": of.heads,
        "site": site or of.site,
        "from_": of.command,
        "to": to,
        "week": week,
    }
    return row(Rehat, **{**values, **wrong})


def fill(contingent: str, heads: int = 1, from_: When = 0, until: When = None, **more: Any) -> Fill:
    """Put people with skill ``inf`` into the posts of activity ``train``."""
    values = {"activity": "train", "skill": "inf", "contingent": contingent, "people": "inf", "heads": heads}
    return row(Fill, **{**values, "from_": from_, "until": until, **more})


def handover(week: When, activity: str = "train", from_: str = "OLD", to: str = "NEW") -> Handover:
    """Hand an activity over."""
    return row(Handover, activity=activity, from_=from_, to=to, week=week)


def onward(
    contingent: str, heads: int, from_: When, until: When = None, *, people: str = "inf", to: str = "need"
) -> Onward:
    """Let people who left count for a need elsewhere."""
    return row(Onward, elsewhere=to, contingent=contingent, people=people, heads=heads, from_=from_, until=until)


def plan(of: Mission, *parts: Parts) -> Plan:
    """Put rows into a plan written by hand."""
    rows = [*_flat(parts)]
    tables = {name: tuple(r for r in rows if type(r) is table) for name, table in PLAN_TABLES.items()}
    return Plan(mission=of.id, **tables)

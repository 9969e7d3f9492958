"""Random accounts: lawful or not, the plans name only what their missions have; the names try to break formats."""

from dataclasses import replace
from functools import cache
from random import Random

from builders import (
    activity,
    billet,
    ceiling,
    contingent,
    fill,
    handover,
    in_place,
    mission,
    move,
    nation,
    need,
    onward,
    plan,
    rehat,
    site,
    skill,
    tour,
)
from contingent.domain.mission import Mission
from contingent.domain.plan import GoalResult, Plan, Proof
from contingent.domain.tables import Row
from contingent.domain.vocabulary import Confidence, Goal
from contingent.report.account import Account, account_of

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")', "\n=1")
"""Texts that a spreadsheet would take for a formula."""

HOSTILE = (
    *FORMULAS,
    "a;b,c\\d",
    "two\nlines",
    "two\r\nEND:VCALENDAR",
    '<b>bold</b> & "more" ]]>',
    "nul\x00 bell\x07 escape\x1b[31m",
    "\x85next\u2028line\u202e",
    "\ufffe\uffff",
    "_x0041_ 'quoted'",
    "{{ jinja }} $x$ #panic()",
    "العربية Ελλάδα Việt Nam Україна",
    "long " * 80,
)
"""Texts that some format has to escape, cut or leave out."""

WEEKS = 20
SITES = ("base", "camp", "port", "isle")
COORDINATES = {"base": ("33.5", "44.25"), "camp": ("-1", "179.5"), "isle": ("2", "-179.5")}
"""Latitude and longitude; the port has none."""


@cache
def account(seed: int) -> Account:
    """Return a random account, the same for the same seed."""
    rng = Random(seed)  # noqa: S311 - test data, no secret
    of = _mission(rng)
    return account_of(of, _plan(rng, of))


def renamed(of: Account, text: str) -> Account:
    """Return an account in which everything that has a printed name has this one, and every text is it."""

    def named(row: Row) -> Row:
        texts = {
            name: text for name in ("name", "title", "note", "publisher", "url", "line_of_effort") if hasattr(row, name)
        }
        return row.model_copy(update=texts)

    tables = {
        table: tuple(named(row) for row in getattr(of.mission, table))
        for table in ("nations", "commands", "skills", "sites", "activities", "contingents", "elsewhere", "sources")
    }
    head = {"title": text, "marking": text}
    return account_of(of.mission.model_copy(update={**tables, **head}), of.plan)


def seen_by(of: Account, viewer: str) -> Account:
    """Return the account as if it were a nation's view."""
    return replace(of, viewer=viewer, verdict=None, plan=of.plan.model_copy(update={"goals": ()}))


def _mission(rng: Random) -> Mission:
    named = lambda row: row.model_copy(update={"name": rng.choice([row.name, rng.choice(HOSTILE)])})  # noqa: E731
    unsure = lambda row: row.model_copy(update={"confidence": rng.choice([None, *Confidence])})  # noqa: E731
    places = [
        site(s, rng.randint(0, 2), **dict(zip(("lat", "lon"), COORDINATES[s], strict=True)) if s in COORDINATES else {})
        for s in SITES[: rng.randint(1, 4)]
    ]
    at = [place.id for place in places]
    works = [activity(f"act{i}", rng.choice(at), hand_to="NEW") for i in range(rng.randint(1, 4))]
    pledges = [
        (in_place if rng.random() < 0.4 else contingent)(
            f"c{i}",
            rng.choice(["ESP", "USA", "ITA"]),
            rng.randint(1, 9),
            rng.choice(["inf", "inf med", "med"]),
            commands="OLD NEW",
            review_by=rng.choice([None, -1, 3, 15]),
            rotations=rng.randint(1, 2),
        )
        for i in range(rng.randint(1, 5))
    ]
    return mission(
        *(named(nation(code)) for code in ("ESP", "USA", "ITA", "IRQ")),
        *(named(skill(s)) for s in ("inf", "med")),
        *(unsure(named(place)) for place in places),
        *(unsure(named(work)) for work in works),
        *(unsure(billet(rng.randint(1, 9), 1, work.id, rng.choice(["inf", "med"]))) for work in works),
        *((unsure(named(pledge)), *(unsure(people) for people in groups)) for pledge, *groups in pledges),
        *([ceiling(rng.randint(5, 40))] if rng.random() < 0.5 else []),
        named(need("home")),
        weeks=WEEKS,
        release=("USA",),
    ).model_copy(update={"title": rng.choice(HOSTILE), "marking": rng.choice(["", "EXERCISE", rng.choice(HOSTILE)])})


def _plan(rng: Random, of: Mission) -> Plan:
    rows: list[Row] = []
    groups = {row.contingent: " ".join(row.skills) for row in of.people}
    sites = [row.id for row in of.sites]
    for row in of.contingents:
        for i in range(rng.randint(0, 3)):
            first = -4 if row.site is not None else rng.randint(0, WEEKS - 2)
            last = rng.choice([None, rng.randint(max(0, first) + 1, WEEKS)])
            who = {"people": groups[row.id], "site": rng.choice(sites), "name": f"{row.id}-{i}"}
            came = tour(row.id, rng.randint(1, 9), first, last, **who)
            rows.append(came)
            week = rng.randint(max(0, first), WEEKS - 1)
            if rng.random() < 0.3:
                rows.append(move(came, rng.choice(sites), week))
            if rng.random() < 0.3:
                rows.append(rehat(came, "NEW", week))
    for row in of.activities:
        rows += [_fill(rng, row.id, *rng.choice([*groups.items()])) for _ in range(rng.randint(0, 4))]
        if rng.random() < 0.5:
            rows.append(handover(rng.randint(0, WEEKS - 1), row.id))
    for _ in range(rng.randint(0, 3)):
        who, skills = rng.choice([*groups.items()])
        first = rng.randint(0, WEEKS - 1)
        rows.append(onward(who, 1, first, rng.choice([None, first + 1]), people=skills, to="home"))
    goals = (GoalResult(goal=Goal.COVERAGE, value="7.5", bound="7", scale="100", proof=Proof.BOUNDED),)
    return plan(of, *rows).model_copy(update={"goals": rng.choice([(), goals]), "made_by": {"engine": "=highs"}})


def _fill(rng: Random, work: str, who: str, skills: str) -> Row:
    first = rng.randint(0, WEEKS - 1)
    last = rng.choice([None, rng.randint(first + 1, WEEKS)])
    return fill(who, rng.randint(1, 5), first, last, activity=work, people=skills, skill=rng.choice(["inf", "med"]))

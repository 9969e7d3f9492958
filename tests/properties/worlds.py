"""Worlds that differ only in what is hidden from one nation.

Each seed gives one visible part: rows that ESP may see and that name only such rows. Around it are put hidden rows, of
every table and by every way of being hidden: by `release_to`, and by naming something that is hidden. Lists of visible
rows get hidden members, audiences get other readers, tours other names, and the plan another maker and other goals.
"""
# ruff: noqa: S311 - drawn at random, and nobody is to guess anything

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from builders import day, row
from contingent.domain.cells import Ids
from contingent.domain.checks.references import unknown_names
from contingent.domain.mission import TABLES, Mission, Planning
from contingent.domain.plan import PLAN_TABLES, Fill, GoalResult, Handover, Move, Onward, Plan, Rehat, Tour
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
    Source,
    Sourced,
    Target,
)
from contingent.domain.vocabulary import Confidence, Goal

VIEWER = "ESP"
WEEKS = 16
MINE = ("ESP", "nato", "south")
"""Words of `release_to` that let the viewer see a row."""
CONFIDENCES = (None, "fact", "derived", "illustrative")
Rows = list[Row]


@dataclass(frozen=True)
class World:
    """A mission and a plan."""

    mission: Mission
    plan: Plan


@dataclass
class Visible:
    """The part that two worlds share."""

    rows: Rows
    plan: Rows
    release: tuple[str, ...]
    goals: tuple[Goal, ...]
    host_is_hidden: bool


def worlds(seed: int) -> tuple[World, World, World]:
    """Return a world without hidden rows and two with some; the viewer must not be able to tell them apart."""
    visible = visible_part(Random(f"visible {seed}"))
    return bare(visible), crowded(visible, Random(f"left {seed}")), crowded(visible, Random(f"right {seed}"))


def bare(visible: Visible) -> World:
    """Return the world in which there is nothing to hide, except perhaps the row of the host."""
    return world([*hosts(visible, "Iraq"), *visible.rows], visible.plan, visible)


def world(rows: Iterable[Row], plan_rows: Iterable[Row], visible: Visible, release: tuple[str, ...] = ()) -> World:
    """Put rows together."""
    rows, plan_rows = list(rows), list(plan_rows)
    tables = {name: tuple(r for r in rows if type(r) is model) for name, model in TABLES.items()}
    planning = Planning(release=(*visible.release, *release), goals=visible.goals)
    mission = Mission(id="w", title="World", start=day(0), weeks=WEEKS, host="IRQ", planning=planning, **tables)
    plans = {name: tuple(r for r in plan_rows if type(r) is model) for name, model in PLAN_TABLES.items()}
    return World(mission, Plan(mission="w", digest=mission.digest, **plans))


def hosts(visible: Visible, name: str) -> Rows:
    """Return the row of the host, where it is hidden."""
    return [row(Nation, code="IRQ", name=name, groups="hosts", release_to="USA")] if visible.host_is_hidden else []


# What is visible


def visible_part(r: Random) -> Visible:
    """Draw rows that the viewer may see, and that name only what the viewer may see."""
    hidden_host = r.random() < 0.3
    nations = [row(Nation, code="ESP", name="Spain", groups="nato south", release_to=r.choice(("", "USA", "nato")))]
    nations += [] if hidden_host else [row(Nation, code="IRQ", name="Iraq")]
    nations += [row(Nation, code=c, name=c, groups=r.choice(("", "nato", "north"))) for c in ("NOR", "USA")]
    nations += [row(Nation, code="SWE", name="SWE", groups="north", fair_share=r.randint(1, 3))]
    contingents, people = _forces(r)
    fixed = [
        *[row(Command, id=c, name=c) for c in ("OLD", "NEW")],
        *[row(Skill, id="inf", name="Infantry"), row(Skill, id="med", name="Medic", enabler=True)],
        row(Site, id="base", name="Base", lat=33, lon=44, beds=500, overlap_weeks=r.randint(0, 2)),
        row(Site, id="near", name="Near", host="NOR", lat=r.randint(30, 60), lon=20, overlap_weeks=r.randint(0, 2)),
        row(Activity, id="train", name="Train", kind="training", site="base", command="OLD", hand_to="NEW"),
        row(
            Activity,
            id="advise",
            name="Advise",
            kind="advice",
            site="near",
            command="OLD",
            hand_to="NEW",
            with_="train",
        ),
        row(Activity, id="guard", name="Guard", kind="advice", site="base", command="NEW", priority=r.randint(1, 9)),
    ]
    rows = [_dressed(r, one) for one in (*nations[1:], *fixed, *contingents, *people, *_conditions(r, contingents))]
    sources = [row(Source, id=f"s{i}", title=f"Source {i}", url=f"https://example.org/{i}") for i in range(3)]
    cited = {s for one in rows if isinstance(one, Sourced) for s in one.source}
    rows += [source for source in sources if source.id in cited]
    return Visible(
        rows=[nations[0], *rows],
        plan=_plan(r, contingents, people),
        release=tuple(r.sample(("USA", "NOR", "SWE"), r.randint(0, 2))),
        goals=tuple(r.sample(list(Goal), 3)),
        host_is_hidden=hidden_host,
    )


def _dressed(r: Random, one: Row) -> Row:
    """Give a row what every table has, so that the viewer may still see it."""
    audience = r.choice(((), (), (r.choice(MINE),), (r.choice(MINE), "NOR"), ("USA", r.choice(MINE))))
    source = tuple(r.sample(("s0", "s1", "s2"), r.choice((0, 0, 1, 2))))
    note = r.choice(("", "a note", "=1+1"))
    confidence = r.choice((None, *Confidence))
    return one.model_copy(update={"release_to": audience, "source": source, "confidence": confidence, "note": note})


def _forces(r: Random) -> tuple[list[Contingent], list[People]]:
    contingents, people = [], []
    for i in range(r.randint(2, 5)):
        here = (
            {"state": "in-place", "site": "base", "since": -r.randint(2, 9)}
            if i % 2 == 0
            else {"from_": r.randint(0, 4)}
        )
        here |= {"state": r.choice(("offered", "authorised"))} if i % 2 else {}
        contingents.append(
            row(
                Contingent,
                id=f"v{i}",
                nation=r.choice(("ESP", "USA", "NOR", "SWE")),
                name=f"Visible {i}",
                commands=r.choice(("OLD NEW", "NEW OLD", "OLD")),
                sites=r.choice(("", "base near", "base")),
                support=r.choice(("0", "0.15")),
                rotations=r.randint(1, 2),
                review_by=r.choice((None, -3, 5)),
                **here,
            )
        )
        people.append(row(People, contingent=f"v{i}", count=r.randint(2, 12), skills="inf"))
        if r.random() < 0.5:
            people.append(row(People, contingent=f"v{i}", count=r.randint(1, 5), skills="inf med"))
    return contingents, people


def _conditions(r: Random, contingents: list[Contingent]) -> Iterator[Row]:
    ids = [c.id for c in contingents]
    who = ("*", "ESP", "nato", "north", "OLD", ids[0])
    for activity in ("train", "advise", "guard"):
        yield row(Billet, activity=activity, skill="inf", count=r.randint(2, 20), essential=r.randint(0, 2))
    yield row(Billet, activity="guard", skill="med", count=1, from_=r.randint(0, 5))
    yield row(Enabler, site="base", skill="med", per=r.randint(5, 20), minimum=1)
    yield row(Caveat, who=r.choice(("NOR", ids[-1])), not_=r.choice(("site:near", "kind:advice", "command:NEW")))
    yield row(Condition, contingent=ids[0], kind="present-with", value=ids[1])
    yield row(Condition, contingent=ids[1], kind="vote", value="Cortes", expected=r.randint(0, 9))
    yield row(Consent, host="IRQ", who=r.choice(who), where=r.choice(("*", "IRQ", "base")), status="granted")
    yield row(Consent, host="NOR", who="*", what=r.choice(("*", "advice")), status=r.choice(("refused", "pending")))
    yield row(Mandate, nation=r.choice(("ESP", "USA")), max=r.randint(5, 40), sites=r.choice(("", "base", "base near")))
    yield row(Ceiling, id="c1", who=r.choice(who), max=r.randint(5, 60))
    yield row(Ceiling, id="c2", who="*", where="IRQ", max=r.randint(20, 90), from_=3, until=9)
    yield row(Lift, where=r.choice(("*", "base")), seats=r.randint(0, 30))
    yield row(Elsewhere, id="home", name="Home", who=r.choice(("*", "nato")), count=r.randint(1, 9), reset_weeks=2)
    yield row(Target, id="t1", measure="strength", who=r.choice(who), sense="<=", value=r.randint(0, 50))
    yield row(Target, id="t2", measure="coverage", what=r.choice(("train", "advice")), sense=">=", value=90)


def _plan(r: Random, contingents: list[Contingent], people: list[People]) -> Rows:
    rows: Rows = []
    of_contingent = {c.id: c for c in contingents}
    for i, group in enumerate(people):
        contingent = of_contingent[group.contingent]
        arrive = contingent.since or day(r.randint(2, 6))
        depart = r.choice((None, day(r.randint(9, WEEKS - 1))))
        who = {"contingent": group.contingent, "people": group.skills, "heads": r.randint(1, group.count)}
        name = f"v{i}" if r.random() < 0.8 else None
        tour = row(Tour, tour=name, site="base", command=contingent.commands[0], arrive=arrive, depart=depart, **who)
        rows.append(tour)
        if name and r.random() < 0.5:
            rows.append(row(Move, tour=name, from_site="base", to_site="near", week=day(r.randint(7, 8)), **who))
        if name and r.random() < 0.5:
            to = "NEW" if tour.command == "OLD" else "OLD"
            rows.append(row(Rehat, tour=name, site="base", from_=tour.command, to=to, week=day(7), **who))
        activity = r.choice(("train", "guard", "advise"))
        rows.append(row(Fill, activity=activity, skill="inf", from_=r.randint(0, 5), until=r.choice((None, 9)), **who))
        if depart is not None:
            rows.append(row(Onward, elsewhere="home", from_=r.randint(9, 12), **who))
    if r.random() < 0.7:
        rows += [row(Handover, activity=a, from_="OLD", to="NEW", week=day(7)) for a in ("train", "advise")]
    return rows


# What is hidden


def crowded(visible: Visible, r: Random) -> World:
    """Put hidden rows among the visible ones."""
    secret = _declared(visible, [one for one in _secrets(visible, r) if r.random() < 0.9])
    names = {getattr(one, "id", getattr(one, "code", None)) for one in secret}
    rows = _among(r, [_touched(r, one, names) for one in visible.rows], [*hosts(visible, str(r.random())), *secret])
    plan_rows = _among(r, visible.plan, list(_secret_plan(r, visible, secret)))
    made = world(rows, _named_anew(r, plan_rows), visible, ("GBR",) if "GBR" in names else ())
    goal = GoalResult(goal=visible.goals[0], value=r.randint(0, 99), bound=0, scale=100)
    head = {"made_by": {"seconds": str(r.random())}, "goals": (goal,), "verdict": r.choice(("", "lawful", "unlawful"))}
    return World(made.mission, made.plan.model_copy(update=head))


def _declared(visible: Visible, secret: Rows) -> Rows:
    """Leave out hidden rows that name one that is not in this world, so that its mission is in order."""
    while True:
        mission = world([*hosts(visible, "Iraq"), *visible.rows, *secret], (), visible).mission
        wrong = {id(getattr(mission, fault.table)[fault.index]) for fault in unknown_names(mission)}
        if not wrong:
            return secret
        secret = [one for one in secret if id(one) not in wrong]


def _among(r: Random, rows: Rows, more: Rows) -> Rows:
    """Put more rows anywhere among those that are there, which keep their order."""
    mixed = list(rows)
    for one in more:
        mixed.insert(r.randint(0, len(mixed)), one)
    return mixed


def _touched(r: Random, one: Row, names: set[str]) -> Row:
    """Change what a visible row says of hidden things: who else may read it, and hidden members of its lists."""
    change: dict[str, Any] = {}
    if isinstance(one, Sourced) and one.release_to:
        change["release_to"] = tuple({*r.sample(MINE, r.randint(1, 3)), *r.sample(("USA", "NOR", "north"), 1)})
    far = ("far",) if "far" in names and r.random() < 0.5 else ()
    match one:
        case Contingent():
            change["commands"] = (*one.commands, *r.choice(((), ("JSOC",) if "JSOC" in names else ())))
            change["sites"] = (*one.sites, *far) if one.sites else ()
        case Mandate() if one.sites:
            change["sites"] = (*far, *one.sites)
        case Activity() if one.hand_to and "raid" in names and r.random() < 0.5:
            change["with_"] = ("raid", *one.with_)
    return one.model_copy(update=change)


def _secrets(visible: Visible, r: Random) -> Iterator[Row]:
    """Draw hidden rows; some may go missing, and what names them goes with them."""
    ids = [one.id for one in visible.rows if isinstance(one, Contingent)]
    yield row(
        Nation, code="GBR", name=f"Britain {r.random()}", groups=r.choice(("five", "five nato")), release_to="USA"
    )
    yield row(Command, id="JSOC", name="JSOC", release_to=r.choice(("USA", "NOR", "north")))
    yield row(Skill, id="sigint", name="Sigint", enabler=r.random() < 0.5, release_to="USA NOR")
    yield row(Site, id="far", name="Far", beds=r.randint(0, 9), release_to="north")
    yield row(Site, id="akrotiri", name="Akrotiri", host="GBR")
    raid = {"kind": "raiding", "command": "OLD", "hand_to": "NEW", "priority": r.randint(1, 9)}
    yield row(Activity, id="raid", name="Raid", site=r.choice(("base", "far")), **raid, release_to="USA")
    yield row(Activity, id="hunt", name="Hunt", kind="advice", site="base", command="JSOC")
    for activity in ("raid", "hunt"):
        yield row(Billet, activity=activity, skill=r.choice(("inf", "sigint")), count=r.randint(1, 9))
    yield row(Billet, activity="train", skill="sigint", count=r.randint(1, 9), essential=1)
    yield row(Billet, activity="train", skill="inf", count=r.randint(1, 9), release_to="USA")
    yield row(Billet, activity="train", skill="med", count=r.randint(1, 9), release_to="USA")
    yield row(Enabler, site="base", skill="sigint", minimum=r.randint(1, 5))
    yield row(Enabler, site="near", skill="med", minimum=r.randint(1, 5), release_to="NOR")
    yield from _secret_forces(r)
    yield row(People, contingent=ids[0], count=r.randint(1, 9), skills="inf sigint")
    yield row(People, contingent=ids[1], count=r.randint(1, 9), skills="med", release_to="USA")
    refusal = r.choice(("site:far", "kind:raiding", "activity:raid", "command:JSOC"))
    yield row(Caveat, who=VIEWER, not_=refusal, text="secret")
    yield row(Caveat, who=VIEWER, not_="site:base", release_to="USA", note=str(r.random()))
    yield row(Condition, contingent=ids[0], kind="present-with", value="h1")
    yield row(Condition, contingent=ids[1], kind="consent", value="GBR", expected=r.randint(0, 9))
    yield row(Consent, host="IRQ", who=r.choice(("GBR", "five", "JSOC", "h1")), status="refused")
    yield row(Consent, host="IRQ", who="*", what="raiding", status=r.choice(("refused", "granted")))
    yield row(Consent, host="IRQ", who="*", status="refused", release_to="USA")
    yield row(Mandate, nation="GBR", max=r.randint(0, 9))
    yield row(Mandate, nation=VIEWER, max=r.randint(0, 9), release_to="USA")
    yield row(Mandate, nation=VIEWER, sites="far")
    yield row(Ceiling, id="h-c1", who=r.choice(("five", "JSOC", "h1", "GBR")), max=r.randint(0, 9))
    yield row(Ceiling, id="h-c2", who="*", max=r.randint(0, 9), release_to="USA")
    yield row(Lift, where=r.choice(("far", "akrotiri", "GBR")), seats=r.randint(0, 9))
    yield row(Lift, where="*", seats=r.randint(0, 9), release_to="north")
    yield row(Elsewhere, id="h-need", name="Need", who="h1", count=r.randint(1, 9))
    yield row(Elsewhere, id="h-other", name="Other", who="*", count=r.randint(1, 9), release_to="USA")
    yield row(Target, id="h-t1", measure="coverage", what="raiding", sense=">=", value=r.randint(0, 99))
    yield row(Target, id="h-t2", measure="strength", sense=">=", value=r.randint(0, 99), must=True, release_to="USA")
    yield row(Source, id="h-s", title=f"Secret {r.random()}")
    yield row(Source, id="h-uncited", title=f"Secret {r.random()}")


def _secret_forces(r: Random) -> Iterator[Row]:
    """Draw hidden contingents: by `release_to`, the viewer's own among them, by their nation, by where they are."""
    here = {"state": "in-place", "since": -r.randint(2, 9)}
    yield row(Contingent, id="h1", nation=r.choice(("USA", VIEWER)), name="H1", commands="OLD", release_to="USA")
    yield row(Contingent, id="h2", nation="GBR", name="H2", commands="OLD NEW", site="base", **here)
    yield row(Contingent, id="h3", nation=VIEWER, name="H3", commands="OLD", site="far", **here)
    yield row(Contingent, id="h4", nation=VIEWER, name="H4", commands="JSOC OLD", site="base", **here)
    yield row(Contingent, id="h5", nation=VIEWER, name="H5", commands="JSOC")
    yield row(Contingent, id="h6", nation=VIEWER, name="H6", commands="OLD", sites="far akrotiri", source=("h-s",))
    for i in range(1, 7):
        yield row(People, contingent=f"h{i}", count=r.randint(1, 9), skills=r.choice(("inf", "inf med")))


def _secret_plan(r: Random, visible: Visible, secret: Rows) -> Iterator[Row]:
    """Draw rows of a plan that the viewer may not see: of hidden people, at hidden sites, for hidden needs."""
    names = {getattr(one, "id", None) for one in secret}
    groups = [(one.contingent, one.skills) for one in secret if isinstance(one, People)]
    open_groups = [(one.contingent, one.skills) for one in visible.rows if isinstance(one, People)]
    whose = [*((group, "base") for group in groups), *((group, "far") for group in open_groups if "far" in names)]
    for i, ((contingent, people), site) in enumerate(whose):
        who = {"contingent": contingent, "people": people, "heads": r.randint(1, 9)}
        depart = r.choice((None, day(r.randint(9, WEEKS - 1))))
        tour = row(Tour, tour=f"h{i}", site="base", command="OLD", arrive=-4, depart=depart, **who)
        yield tour
        if site == "far":
            yield row(Move, tour=tour.tour, from_site="base", to_site="far", week=r.randint(5, 8), **who)
        if r.random() < 0.3:
            yield row(Rehat, tour=tour.tour, site="base", from_="OLD", to="NEW", week=r.randint(1, 4), **who)
        if (contingent, people) in groups:
            activity = r.choice(("train", "guard"))
            yield row(Fill, activity=activity, skill="inf", from_=r.randint(0, 5), **who)
            yield row(Onward, elsewhere="home", from_=r.randint(9, 12), **who)
    yield from _secret_work(r, open_groups, names)
    if "raid" in names:
        yield row(Handover, activity="raid", from_="OLD", to="NEW", week=r.randint(1, 9))


def _secret_work(r: Random, groups: list[tuple[str, Ids]], names: set[str]) -> Iterator[Row]:
    """Draw work of people whom the viewer sees, in posts and for needs that it does not."""
    for contingent, people in groups:
        who = {"contingent": contingent, "people": people, "heads": r.randint(1, 9)}
        for activity in ("raid", "hunt"):
            if activity in names:
                yield row(Fill, activity=activity, skill="inf", from_=r.randint(0, 5), **who)
        if "med" in people:  # posts of medics there are hidden
            yield row(Fill, activity="train", skill="med", from_=r.randint(0, 5), **who)
        if "h-other" in names:
            yield row(Onward, elsewhere="h-other", from_=r.randint(9, 12), **who)


def _named_anew(r: Random, rows: Rows) -> Rows:
    """Give all tours of a plan other names."""
    old = [one.tour for one in rows if isinstance(one, Tour) and one.tour]
    new = dict(zip(old, r.sample([f"t{i:03d}" for i in range(200)], len(old)), strict=True))
    return [
        one.model_copy(update={"tour": new[one.tour]}) if isinstance(one, Tour | Move | Rehat) and one.tour else one
        for one in rows
    ]

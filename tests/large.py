"""A mission of the size that the speed goals name, and a plan of it: both invented, the same on every call.

60 nations, 400 contingents, 150 activities, 20 sites, 156 weeks. Every 26 weeks other contingents take over, some
activities change command, some tours move, some posts stay empty. The plan names only what the mission has; it is not
lawful: numbers were not weighed against each other.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from contingent.domain.mission import Mission, Planning
from contingent.domain.plan import Fill, GoalResult, Handover, Move, Onward, Plan, Proof, Rehat, Tour
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
    Site,
    Skill,
    Source,
    Target,
)
from contingent.domain.vocabulary import Confidence, Goal

START = date(2026, 1, 5)
WEEKS = 156
PERIOD = 26
"""Weeks between reliefs. [week]"""
PERIODS = WEEKS // PERIOD
NATIONS, CONTINGENTS, ACTIVITIES, SITES = 60, 400, 150, 20
HOSTS = ("IRQ", "KWT")
SINCE = -10
"""Week in which those in place came."""

COMMANDS = ("coalition", "north", "south", "alliance")
KINDS = ("training", "advising", "guarding", "logistics", "medical", "engineering")
SKILLS = (
    *("infantry", "armour", "artillery", "engineer", "signals", "logistics", "staff", "adviser", "police", "pilot"),
    *("mechanic", "interpreter", "eod", "guard", "medic", "driver"),
)
ENABLERS = ("guard", "medic", "driver")


def day(week: int) -> date:
    """Return the Monday of a week."""
    return START + timedelta(days=7 * week)


def codes() -> list[str]:
    """Return the codes of the contributors; ISO 3166-1 leaves XAA to XZZ to users."""
    return [f"X{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(NATIONS - len(HOSTS))]


def said(i: int) -> dict[str, object]:
    """Return sources, confidence and note of the i-th row of a table: every third is illustrative."""
    confidence = (Confidence.FACT, Confidence.DERIVED, Confidence.ILLUSTRATIVE)[i % 3]
    source = () if confidence is Confidence.ILLUSTRATIVE else (f"S{i % 40}",)
    note = "Invented." if confidence is Confidence.ILLUSTRATIVE else ""
    return {"source": source, "confidence": confidence, "note": note}


# Who does what: contingent k belongs to the team of activity k % 150, so teams have two or three contingents


def team(a: int) -> range:
    """Return the contingents of an activity's team."""
    return range(a, CONTINGENTS, ACTIVITIES)


def site_of(a: int) -> int:
    """Return the site of an activity."""
    return a % SITES


def command_of(a: int) -> str:
    """Return the command that holds an activity at the start."""
    return COMMANDS[a % 3]


def handover_of(a: int) -> int | None:
    """Return the week in which an activity changes command."""
    return 30 + a % 60 if a % 3 == 0 else None


def weeks_of(a: int) -> range:
    """Return the weeks in which an activity runs: every seventh ends early."""
    return range(WEEKS - 2 * PERIOD if a % 7 == 6 else WEEKS)


def skills_of(a: int) -> tuple[str, str, str]:
    """Return the skills that an activity asks."""
    return SKILLS[a % 13], SKILLS[(a + 4) % 13], SKILLS[(a + 8) % 13]


def posts_of(a: int, line: int) -> int:
    """Return the posts of a line of an activity."""
    return 6 + (a * 5 + line * 3) % 20


def on_duty(a: int, period: int) -> tuple[int, int]:
    """Return who covers the first two lines of an activity in a period, and who the third."""
    of = team(a)
    return of[period % len(of)], of[(period + 1) % len(of)]


def large_mission() -> Mission:
    """Return the mission."""
    return Mission(
        id="large",
        title="Large mission",
        start=START,
        weeks=WEEKS,
        host=HOSTS[0],
        marking="INVENTED",
        planning=Planning(release=tuple(codes()[:3]), consent_default="refused"),
        nations=tuple(_nations()),
        commands=tuple(Command(id=c, name=c.title(), **said(i)) for i, c in enumerate(COMMANDS)),
        skills=tuple(Skill(id=s, name=s.title(), enabler=s in ENABLERS, **said(i)) for i, s in enumerate(SKILLS)),
        sites=tuple(_sites()),
        activities=tuple(_activities()),
        billets=tuple(_billets()),
        enablers=tuple(Enabler(site=f"site-{s}", skill=ENABLERS[s % 3], per=40, **said(s)) for s in range(SITES)),
        contingents=tuple(_contingents()),
        people=tuple(_people()),
        sources=tuple(
            Source(id=f"S{i}", title=f"Paper {i}", publisher="Nobody", date="2025", url=f"https://example.org/{i}")
            for i in range(40)
        ),
        **_limits(),
    )


def _nations() -> Iterator[Nation]:
    for i, code in enumerate(HOSTS):
        yield Nation(code=code, name=f"Host {i + 1}", **said(i))
    for i, code in enumerate(codes()):
        share = Decimal(1 + i % 9) if i % 5 else None
        group = "partners" if i % 4 == 3 else "alliance-members"
        yield Nation(code=code, name=f"Nation {i + 1}", groups=(group,), fair_share=share, **said(i))


def _sites() -> Iterator[Site]:
    for s in range(SITES):
        abroad = s >= SITES - 2
        yield Site(
            id=f"site-{s}",
            name=f"Camp {s + 1}",
            host=HOSTS[1] if abroad else None,
            lat=Decimal("29.30") if abroad else Decimal(31) + Decimal(s * 7 % 50) / 10,
            lon=Decimal("47.60") if abroad else Decimal(41) + Decimal(s * 3 % 50) / 10,
            beds=600 + 40 * (s % 8),
            overlap_weeks=1 + s % 2,
            **said(s),
        )


def _activities() -> Iterator[Activity]:
    for a in range(ACTIVITIES):
        handover = handover_of(a)
        yield Activity(
            id=f"act-{a}",
            name=f"Activity {a + 1}, of a name as long as planners give them",
            line_of_effort=f"Line {a % 5 + 1}",
            kind=KINDS[a % len(KINDS)],
            site=f"site-{site_of(a)}",
            command=command_of(a),
            until=None if len(weeks_of(a)) == WEEKS else day(len(weeks_of(a))),
            priority=1 + a % 5,
            hand_to=None if handover is None else COMMANDS[-1],
            latest=None if handover is None else day(handover + 8),
            trainees_per_week=30 if a % 6 == 0 else None,
            **said(a),
        )


def _billets() -> Iterator[Billet]:
    for a in range(ACTIVITIES):
        for line, skill in enumerate(skills_of(a)):
            count = posts_of(a, line)
            yield Billet(activity=f"act-{a}", skill=skill, count=count, essential=count // 3, **said(a + line))


def _contingents() -> Iterator[Contingent]:
    for k in range(CONTINGENTS):
        a = k % ACTIVITIES
        is_in_place = k in on_duty(a, 0)
        yield Contingent(
            id=f"con-{k}",
            nation=codes()[k * 7 % len(codes())],
            name=f"Contingent {k + 1}, of a name as long as nations give them",
            state="in-place" if is_in_place else ("offered", "accepted", "authorised", "ordered")[k % 4],
            commands=(command_of(a), COMMANDS[-1]),
            site=f"site-{site_of(a)}" if is_in_place else None,
            since=day(SINCE) if is_in_place else None,
            notice_days=0 if is_in_place else 30,
            dwell=PERIOD if k % 2 else 0,
            rotations=3,
            support=Decimal(k % 4) / 20,
            chance=Decimal(5 + k % 6) / 10,
            review_by=day((k * 3) % WEEKS - 5) if k % 3 == 0 else None,
            **said(k),
        )


def _people() -> Iterator[People]:
    for k in range(CONTINGENTS):
        for line, skill in enumerate(skills_of(k % ACTIVITIES)):
            skills = (skill, ENABLERS[k % 3]) if line else (skill,)
            yield People(contingent=f"con-{k}", count=posts_of(k % ACTIVITIES, line), skills=skills, **said(k + line))


def _limits() -> dict[str, tuple[object, ...]]:
    """Return what limits the mission, and what it wishes."""
    nations = codes()
    return {
        "caveats": tuple(
            Caveat(
                who=nations[i % len(nations)] if i % 2 else f"con-{i * 3}",
                not_=(f"site:site-{i % SITES}", f"kind:{KINDS[i % 6]}", f"activity:act-{i}", "command:south")[i % 4],
                from_=day(i) if i % 3 == 0 else None,
                text="Words of a nation.",
                **said(i),
            )
            for i in range(120)
        ),
        "conditions": tuple(
            Condition(contingent=f"con-{i * 9 + 4}", kind="vote", value="parliament", expected=day(i), **said(i))
            for i in range(30)
        ),
        "consents": (
            *(Consent(host=host, who="*", status="granted", **said(0)) for host in HOSTS),
            *(
                Consent(
                    host=HOSTS[0],
                    who=nations[i],
                    where=f"site-{i % 18}",
                    what=KINDS[i % 6] if i % 2 else "*",
                    status=("refused", "pending", "granted")[i % 3],
                    from_=day(i),
                    until=day(i + 60),
                    **said(i),
                )
                for i in range(58)
            ),
        ),
        "mandates": tuple(
            Mandate(nation=code, max=250 + 10 * (i % 9), from_=day(0), **said(i)) for i, code in enumerate(nations)
        ),
        "ceilings": (
            Ceiling(id="everybody", who="*", where=HOSTS[0], max=9000, **said(0)),
            *(Ceiling(id=f"under-{c}", who=c, max=3500, **said(1)) for c in COMMANDS),
            *(Ceiling(id=f"camp-{s}", who="*", where=f"site-{s}", max=700, **said(s)) for s in range(10)),
        ),
        "lift": (
            Lift(where=HOSTS[0], seats=4000, **said(0)),
            *(Lift(where=f"site-{s}", seats=300, **said(s)) for s in range(SITES)),
        ),
        "elsewhere": tuple(
            Elsewhere(id=f"need-{i}", name=f"Need {i + 1}", who=nations[i], count=40, reset_weeks=4, **said(i))
            for i in range(12)
        ),
        "targets": tuple(
            Target(id=f"wish-{i}", measure="coverage", what=KINDS[i % 6], sense=">=", value=90, **said(i))
            for i in range(12)
        ),
    }


def large_plan(mission: Mission) -> Plan:
    """Return the plan of the large mission, with goals as an engine would claim them, invented too."""
    tours, moves, rehats = _tours()
    nation_of = {c.id: c.nation for c in mission.contingents}
    return Plan(
        mission=mission.id,
        digest=mission.digest,
        made_by={"engine": "invented", "seed": "0"},
        goals=tuple(
            GoalResult(goal=goal, value=1000 + i, bound=900, scale=100_000, proof=Proof.BOUNDED)
            for i, goal in enumerate(Goal)
        ),
        tours=tours,
        moves=moves,
        rehats=rehats,
        fills=tuple(_fills()),
        handovers=tuple(
            Handover(activity=f"act-{a}", from_=command_of(a), to=COMMANDS[-1], week=day(week))
            for a in range(ACTIVITIES)
            if (week := handover_of(a)) is not None
        ),
        onward=tuple(_onward(tours, nation_of)),
    )


def _is_short(a: int, period: int) -> bool:
    """Tell whether an activity lacks people in a period."""
    return (a + period) % 9 == 0


def _moves_away(a: int, period: int) -> bool:
    """Tell whether those who cover an activity go to the next site in the middle of a period."""
    return a % 10 == 5 and period == 3


def _duties() -> Iterator[tuple[int, int, int, int]]:
    """Yield activity, line, period and the contingent that covers, of every period in which the activity runs."""
    for a in range(ACTIVITIES):
        for period in range(len(weeks_of(a)) // PERIOD):
            first, second = on_duty(a, period)
            for line in range(3):
                yield a, line, period, second if line == 2 else first


def _heads(a: int, line: int, period: int) -> int:
    return posts_of(a, line) - (3 if _is_short(a, period) and line else 0)


def _skills_in(contingent: int, line: int) -> tuple[str, ...]:
    skill = skills_of(contingent % ACTIVITIES)[line]
    return (skill, ENABLERS[contingent % 3]) if line else (skill,)


def _tours() -> tuple[tuple[Tour, ...], tuple[Move, ...], tuple[Rehat, ...]]:
    tours, moves, rehats = [], [], []
    for a, line, period, k in _duties():
        handover = handover_of(a)
        begin, end = period * PERIOD, (period + 1) * PERIOD
        arrive = SINCE if period == 0 else begin - 1 - site_of(a) % 2
        who = {"contingent": f"con-{k}", "people": _skills_in(k, line), "heads": _heads(a, line, period)}
        name, here = f"t{len(tours)}", f"site-{site_of(a)}"
        under = COMMANDS[-1] if handover is not None and handover <= arrive else command_of(a)
        depart = None if end == WEEKS else day(end)
        tours.append(Tour(tour=name, **who, site=here, command=under, arrive=day(arrive), depart=depart))
        if handover is not None and arrive < handover < end:
            rehats.append(Rehat(tour=name, **who, site=here, from_=under, to=COMMANDS[-1], week=day(handover)))
        if _moves_away(a, period):
            there = f"site-{(site_of(a) + 1) % SITES}"
            moves.append(Move(tour=name, **who, from_site=here, to_site=there, week=day(begin + PERIOD // 2)))
    return tuple(tours), tuple(moves), tuple(rehats)


def _fills() -> Iterator[Fill]:
    for a, line, period, k in _duties():
        begin, end = period * PERIOD, (period + 1) * PERIOD
        if _moves_away(a, period):
            end = begin + PERIOD // 2
        yield Fill(
            activity=f"act-{a}",
            skill=skills_of(a)[line],
            contingent=f"con-{k}",
            people=_skills_in(k, line),
            heads=_heads(a, line, period),
            from_=day(begin),
            until=None if end == WEEKS else day(end),
        )


def _onward(tours: tuple[Tour, ...], nation_of: dict[str, str]) -> Iterator[Onward]:
    """Yield those of the nations with a need who leave, from four weeks later on."""
    need_of = {code: f"need-{i}" for i, code in enumerate(codes()[:12])}
    for tour in tours:
        need = need_of.get(nation_of[tour.contingent])
        if need is not None and tour.depart is not None:
            yield Onward(
                elsewhere=need,
                contingent=tour.contingent,
                people=tour.people,
                heads=min(10, tour.heads),
                from_=tour.depart + timedelta(weeks=4),
                until=tour.depart + timedelta(weeks=20),
            )

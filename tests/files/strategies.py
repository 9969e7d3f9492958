"""Arbitrary missions in which every name that is used is declared and nothing contradicts anything."""

from datetime import date, timedelta

from hypothesis import strategies as st

from contingent.domain.mission import Mission, Planning
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
from contingent.domain.vocabulary import (
    ConditionKind,
    Confidence,
    ConsentDefault,
    ConsentStatus,
    Goal,
    Measure,
    PledgeState,
    Sense,
)

MONDAY = date(2020, 1, 6)
NATIONS = ("IRQ", "USA", "ESP")
COMMANDS = ("oir", "nmi")
SKILLS = ("inf", "eng.2", "med-1")
SITES = ("base", "fort_1")
ACTIVITIES = ("school", "range")
KINDS = ("training", "advice")
CONTINGENTS = ("a-1", "a-2", "a-3")
GROUPS = ("allies", "europe")
SOURCES = ("s1", "s2")

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
days = st.dates(date(1990, 1, 1), date(2099, 1, 1))
counts = st.integers(0, 1_000_000)
posts = st.integers(1, 1_000_000)
weeks = st.integers(0, 520)
shares = st.decimals(0, 1, places=6)
ratios = st.decimals(0, 1000, places=4)


def some(names):
    return st.lists(st.sampled_from(names), unique=True).map(tuple)


def maybe(values):
    return st.none() | values


def common():
    return {
        "source": some(SOURCES),
        "confidence": maybe(st.sampled_from(Confidence)),
        "note": texts,
        "release_to": some((*NATIONS, *GROUPS)),
    }


def window():
    """Either end may be blank; both are given only in order."""
    both = st.tuples(days, st.integers(1, 300)).map(lambda w: (w[0], w[0] + timedelta(days=w[1])))
    return st.one_of(st.tuples(maybe(days), st.none()), st.tuples(st.none(), days), both)


def rows(model, names=None, **columns):
    """Make rows of a table: one for each name, or any number."""
    fields = {**(common() if "note" in model.model_fields else {}), **columns}
    if {"from_", "until"} <= model.model_fields.keys():
        fields["window"] = window()
    one = st.fixed_dictionaries(fields)
    if names is None:
        return st.lists(one, max_size=3).map(lambda many: tuple(made(model, values) for values in many))
    key = model.key[0]
    return st.tuples(*(one.map(lambda v, n=name: made(model, {key: n, **v})) for name in names))


def made(model, values):
    values = dict(values)
    if "window" in values:
        values["from_"], values["until"] = values.pop("window")
    return model(**values)


def who(*more):
    return st.sampled_from(("*", *NATIONS, *GROUPS, *CONTINGENTS, *more))


where = st.sampled_from(("*", "IRQ", *SITES))
what = st.sampled_from(("*", *ACTIVITIES, *KINDS))

pledges = rows(
    Contingent,
    CONTINGENTS,
    nation=st.sampled_from(NATIONS),
    name=texts,
    state=st.sampled_from([s for s in PledgeState if s is not PledgeState.IN_PLACE]),
    commands=st.lists(st.sampled_from(COMMANDS), unique=True, min_size=1).map(tuple),
    notice_days=st.integers(0, 3650),
    sites=some(SITES),
    tour_min=st.integers(0, 20),
    tour_max=maybe(st.integers(20, 520)),
    dwell=weeks,
    rotations=posts,
    moves=weeks,
    indivisible=st.booleans(),
    support=ratios,
    rehat_from=maybe(days),
    chance=maybe(shares),
    review_by=maybe(days),
)

in_place = st.builds(
    lambda since, command: Contingent(
        id="here", nation="USA", name="Here", state="in-place", site="base", since=since, commands=(command,)
    ),
    st.dates(date(2019, 1, 7), date(2019, 12, 30)),
    st.sampled_from(COMMANDS),
)

plannings = st.builds(
    Planning,
    counts_from=st.sampled_from(PledgeState),
    count_pending_consent=st.booleans(),
    consent_default=st.sampled_from(ConsentDefault),
    goals=st.lists(st.sampled_from(Goal), unique=True, min_size=1).map(tuple),
    release=some(NATIONS),
    slack=st.dictionaries(st.sampled_from(Goal), shares),
)

caveats = rows(
    Caveat,
    who=st.sampled_from((*NATIONS, *CONTINGENTS)),
    not_=st.sampled_from(("site:base", "kind:advice", "activity:school", "command:oir")),
    text=texts,
)

conditions = rows(
    Condition,
    contingent=st.just("a-1"),
    kind=st.just(ConditionKind.PRESENT_WITH),
    value=st.sampled_from(("a-2", "a-3")),
    expected=maybe(days),
    chance=maybe(shares),
) | rows(
    Condition,
    contingent=st.sampled_from(CONTINGENTS),
    kind=st.just(ConditionKind.VOTE),
    value=texts,
    expected=maybe(days),
)

targets = rows(
    Target,
    ("t1", "t2"),
    measure=st.sampled_from([Measure.STRENGTH, Measure.COVERAGE]),
    who=who(*COMMANDS),
    where=where,
    what=what,
    sense=st.sampled_from(Sense),
    value=st.integers(0, 100),
    must=st.booleans(),
)

missions = st.builds(
    lambda here, contingents, groups, **tables: Mission(
        contingents=(*contingents, here),
        people=tuple(People(contingent=c, count=n, skills=s) for c, (n, s) in zip(CONTINGENTS, groups, strict=True)),
        **tables,
    ),
    here=in_place,
    contingents=pledges,
    groups=st.tuples(*[st.tuples(posts, some(SKILLS))] * 3),
    id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True),
    title=texts,
    start=st.just(MONDAY),
    weeks=st.integers(1, 520),
    host=st.just("IRQ"),
    marking=texts,
    planning=plannings,
    nations=rows(Nation, NATIONS, name=texts, groups=some(GROUPS), fair_share=maybe(ratios)).map(
        lambda n: (n[0].model_copy(update={"groups": GROUPS}), *n[1:])
    ),
    commands=rows(Command, COMMANDS, name=texts),
    skills=rows(Skill, SKILLS, name=texts, enabler=st.booleans()),
    sites=rows(
        Site,
        SITES,
        name=texts,
        host=maybe(st.just("IRQ")),
        lat=maybe(st.decimals(-90, 90, places=5)),
        lon=maybe(st.decimals(-180, 180, places=7)),
        beds=maybe(counts),
        opens=maybe(days),
        overlap_weeks=weeks,
    ),
    activities=rows(
        Activity,
        ACTIVITIES,
        name=texts,
        line_of_effort=texts,
        kind=st.sampled_from(KINDS),
        site=st.sampled_from(SITES),
        command=st.just("oir"),
        priority=posts,
        hand_to=st.just("nmi"),
        earliest=maybe(days),
        with_=st.just(()),
        trainees_per_week=maybe(counts),
    ).map(lambda a: (a[0].model_copy(update={"kind": "training"}), a[1].model_copy(update={"kind": "advice"}))),
    billets=rows(
        Billet,
        activity=st.sampled_from(ACTIVITIES),
        skill=st.sampled_from(SKILLS),
        count=st.integers(100, 1000),
        essential=st.integers(0, 100),
    ),
    enablers=st.lists(
        st.builds(
            Enabler, site=st.sampled_from(SITES), skill=st.sampled_from(SKILLS), per=maybe(posts), minimum=counts
        ),
        unique_by=lambda e: (e.site, e.skill),
        max_size=3,
    ).map(tuple),
    caveats=caveats,
    conditions=conditions,
    consents=rows(
        Consent,
        host=st.just("IRQ"),
        who=who(*COMMANDS),
        where=where,
        what=what,
        status=st.sampled_from(ConsentStatus),
        chance=maybe(shares),
    ),
    mandates=rows(Mandate, nation=st.sampled_from(NATIONS), max=maybe(counts), sites=some(SITES)),
    ceilings=rows(Ceiling, ("c1", "c2"), who=who(*COMMANDS), where=where, max=counts),
    lift=rows(Lift, where=where, seats=counts),
    elsewhere=rows(
        Elsewhere,
        ("home",),
        name=texts,
        who=who(),
        skill=maybe(st.sampled_from(SKILLS)),
        count=posts,
        value=posts,
        reset_weeks=weeks,
    ),
    targets=targets,
    sources=rows(Source, SOURCES, title=texts, publisher=texts, date=texts, url=texts),
)

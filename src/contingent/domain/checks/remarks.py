"""What can be true and is seldom meant, and what is assumed."""

from collections.abc import Iterator

from contingent.domain.checks.fault import Fault, fault, shown
from contingent.domain.checks.names import names_of
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Activity, Sourced
from contingent.domain.vocabulary import (
    DEAD_STATES,
    ConditionKind,
    Confidence,
    ConsentDefault,
    ConsentStatus,
    Measure,
    PledgeState,
)

_DATED = tuple(name for name, model in TABLES.items() if {"from_", "until"} <= model.model_fields.keys())


def remarks(mission: Mission) -> Iterator[Fault]:
    """Yield what a person should look at."""
    yield from _head(mission)
    yield from _sources(mission)
    yield from _positions(mission)
    yield from _weeks(mission)
    yield from _activities(mission)
    yield from _billets(mission)
    yield from _skills(mission)
    yield from _pledges(mission)
    yield from _consents(mission)
    yield from _targets(mission)


def _head(mission: Mission) -> Iterator[Fault]:
    planning = mission.planning
    if len(mission.marking.splitlines()) > 1:
        yield fault("marking-of-many-lines", ("", -1, "marking"), f"marking is {shown(mission.marking)}.")
    givers = {c.nation for c in mission.contingents}
    for nation in planning.release:
        if nation not in givers:
            problem = f"{nation} is to be released and has no contingent."
            yield fault("release-without-contingent", ("", -1, "release"), problem)
    for goal in planning.slack:
        if goal not in planning.goals:
            yield fault("slack-without-goal", ("", -1, goal.value), f"{goal} has a slack and is not among the goals.")


def _sources(mission: Mission) -> Iterator[Fault]:
    for table in TABLES:
        for index, row in enumerate(getattr(mission, table)):
            if isinstance(row, Sourced) and row.confidence is Confidence.FACT and not row.source:
                yield fault("fact-without-source", (table, index, "source"), "confidence is fact, source is blank.")


def _positions(mission: Mission) -> Iterator[Fault]:
    for index, site in enumerate(mission.sites):
        if (site.lat is None) != (site.lon is None):
            missing = "lat" if site.lat is None else "lon"
            yield fault("position-incomplete", ("sites", index, missing), f"{missing} is blank.")


def _weeks(mission: Mission) -> Iterator[Fault]:
    for table in _DATED:
        for index, row in enumerate(getattr(mission, table)):
            if not mission.calendar.span(row.from_, row.until):
                days = f"from {row.from_ or 'the start'} until {row.until or 'the end'}"
                column = "from" if row.from_ is not None else "until"
                yield fault("outside-mission", (table, index, column), f"The row is in force {days}.")


def _activities(mission: Mission) -> Iterator[Fault]:
    calendar = mission.calendar
    site_of = {s.id: s for s in mission.sites}
    asking = {b.activity for b in mission.billets}
    for index, activity in enumerate(mission.activities):
        weeks = calendar.span(activity.from_, activity.until)
        if activity.id not in asking:
            problem = f"No row of billets is of activity {shown(activity.id)}."
            yield fault("activity-without-billets", ("activities", index, "id"), problem)
        site = site_of.get(activity.site)
        opening = calendar.span(site.opens, site.closes) if site else weeks
        if weeks and not (weeks[0] in opening and weeks[-1] in opening):
            days = f"opens {site.opens or 'at the start'}, closes {site.closes or 'never'}" if site else ""
            at = ("activities", index, "site")
            yield fault("activity-after-site-closes", at, f"Site {shown(activity.site)} {days}.")
        yield from _handover(mission, index, activity, weeks)


def _handover(mission: Mission, index: int, activity: Activity, weeks: range) -> Iterator[Fault]:
    earliest, latest = activity.earliest, activity.latest
    if activity.hand_to is None:
        for column, day in (("earliest", earliest), ("latest", latest)):
            if day is not None:
                yield fault("window-without-hand-to", ("activities", index, column), f"{column} is {day}.")
                return
        return
    first = 0 if earliest is None else mission.calendar.week(earliest)
    last = mission.weeks - 1 if latest is None else mission.calendar.week(latest)
    if weeks and not any(first <= week <= last for week in weeks):
        problem = f"The handover may be from {earliest or 'the start'} to {latest or 'the end'}."
        column = "earliest" if earliest is not None else "latest"
        yield fault("handover-never", ("activities", index, column), problem)
    least = mission.planning.counts_from
    if not any(activity.hand_to in c.commands for c in mission.contingents if c.state.counts_from(least)):
        problem = f"hand_to is {shown(activity.hand_to)}."
        yield fault("hand-to-nobody", ("activities", index, "hand_to"), problem)


def _billets(mission: Mission) -> Iterator[Fault]:
    weeks_of = {a.id: set(mission.calendar.span(a.from_, a.until)) for a in mission.activities}
    for index, billet in enumerate(mission.billets):
        mine, theirs = mission.calendar.span(billet.from_, billet.until), weeks_of[billet.activity]
        if mine and theirs and theirs.isdisjoint(mine):
            column = "from" if billet.from_ is not None else "until"
            problem = f"Activity {shown(billet.activity)} does not run then."
            yield fault("billet-outside-activity", ("billets", index, column), problem)


def _skills(mission: Mission) -> Iterator[Fault]:
    had = {skill for group in mission.people for skill in group.skills}
    enabling = {s.id for s in mission.skills if s.enabler}
    asked: set[str] = set()
    rows = [("billets", i, b.skill) for i, b in enumerate(mission.billets)]
    rows += [("enablers", i, e.skill) for i, e in enumerate(mission.enablers)]
    for table, index, skill in rows:
        if skill not in had and skill not in asked:
            yield fault("skill-nobody-has", (table, index, "skill"), f"Nobody has skill {shown(skill)}.")
        asked.add(skill)
    for index, enabler in enumerate(mission.enablers):
        if enabler.skill not in enabling:
            problem = f"Skill {shown(enabler.skill)} is not marked as enabler."
            yield fault("enabler-not-enabler", ("enablers", index, "skill"), problem)
        if enabler.per is None and not enabler.minimum:
            yield fault("enabler-asks-nothing", ("enablers", index, "minimum"), "per is blank, minimum is 0.")


def _pledges(mission: Mission) -> Iterator[Fault]:
    manned = {group.contingent for group in mission.people}
    for index, contingent in enumerate(mission.contingents):
        if contingent.id not in manned and contingent.state not in DEAD_STATES:
            problem = f"No row of people is of contingent {shown(contingent.id)}."
            yield fault("contingent-without-people", ("contingents", index, "id"), problem)
        if contingent.site is not None and contingent.state is not PledgeState.IN_PLACE:
            problem = f"site is {shown(contingent.site)}, state is {contingent.state}."
            yield fault("site-without-in-place", ("contingents", index, "site"), problem)
        due = contingent.review_by
        if due is not None and due < mission.start and contingent.state not in DEAD_STATES:
            problem = f"review_by is {due}, the mission starts {mission.start}."
            yield fault("stale-pledge", ("contingents", index, "review_by"), problem)
    for index, condition in enumerate(mission.conditions):
        if condition.kind is not ConditionKind.PRESENT_WITH and condition.expected is None:
            problem = f"The {condition.kind} that contingent {shown(condition.contingent)} waits for has no day."
            yield fault("condition-never-met", ("conditions", index, "expected"), problem)


def _consents(mission: Mission) -> Iterator[Fault]:
    hosts = names_of(mission).hosts
    for index, consent in enumerate(mission.consents):
        if consent.host not in hosts:
            yield fault("consent-of-no-host", ("consents", index, "host"), f"{consent.host} is host to no site.")
        if consent.status is ConsentStatus.PENDING:
            counted = "granted" if mission.planning.count_pending_consent else "refused"
            problem = f"{consent.host} has not decided about {shown(consent.who)}."
            yield fault("pending-consent", ("consents", index, "status"), problem, counted=counted)
    granted = mission.planning.consent_default is ConsentDefault.GRANTED
    for host in sorted({s.host or mission.host for s in mission.sites} - {c.host for c in mission.consents}):
        code = "consent-assumed" if granted else "no-consent"
        yield fault(code, ("", -1, "consent_default"), f"No row of consents is of host {host}.")


def _targets(mission: Mission) -> Iterator[Fault]:
    for index, target in enumerate(mission.targets):
        if target.measure is Measure.STRENGTH and target.what != "*":
            yield fault("what-unused", ("targets", index, "what"), f"what is {shown(target.what)}.")

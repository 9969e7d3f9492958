"""Rows that contradict themselves, their neighbours or the head of the mission."""

from collections.abc import Iterator
from datetime import timedelta

from contingent.core.calendar import DAYS
from contingent.domain.checks.fault import Fault, fault, shown
from contingent.domain.checks.names import names_of
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Contingent
from contingent.domain.vocabulary import ConditionKind, Measure, PledgeState

_DATED = tuple(name for name, model in TABLES.items() if {"from_", "until"} <= model.model_fields.keys())


def contradictions(mission: Mission) -> Iterator[Fault]:
    """Yield everything that cannot be true."""
    yield from _head(mission)
    yield from _windows(mission)
    yield from _sites(mission)
    yield from _handovers(mission)
    yield from _posts(mission)
    for index, contingent in enumerate(mission.contingents):
        yield from _tours(index, contingent)
        yield from _in_place(mission, index, contingent)
    yield from _wishes(mission)


def _head(mission: Mission) -> Iterator[Fault]:
    past = mission.start.weekday()
    if past:
        before = mission.start - timedelta(days=past)
        words = {"before": str(before), "after": str(before + timedelta(days=DAYS))}
        yield fault("start-not-monday", ("", -1, "start"), f"start is {mission.start:%A} {mission.start}.", **words)
    if not mission.planning.goals:
        yield fault("no-goals", ("", -1, "goals"), "goals is blank.")


def _windows(mission: Mission) -> Iterator[Fault]:
    for table in _DATED:
        for index, row in enumerate(getattr(mission, table)):
            if row.from_ is not None and row.until is not None and row.until <= row.from_:
                problem = f"until is {row.until}, from is {row.from_}."
                yield fault("until-before-from", (table, index, "until"), problem, limit=str(row.from_))


def _sites(mission: Mission) -> Iterator[Fault]:
    for index, site in enumerate(mission.sites):
        if site.opens is not None and site.closes is not None and site.closes <= site.opens:
            problem = f"closes is {site.closes}, opens is {site.opens}."
            yield fault("closes-before-opens", ("sites", index, "closes"), problem, limit=str(site.opens))
        if site.lat is not None and abs(site.lat) > 90:
            yield fault("latitude-out-of-range", ("sites", index, "lat"), f"lat is {site.lat}.")


def _handovers(mission: Mission) -> Iterator[Fault]:
    stays = {a.id for a in mission.activities if a.hand_to is None}
    for index, activity in enumerate(mission.activities):
        if activity.hand_to == activity.command:
            problem = f"hand_to is {shown(activity.hand_to)}, which holds it already."
            yield fault("hand-to-same-command", ("activities", index, "hand_to"), problem)
        if activity.earliest is not None and activity.latest is not None and activity.latest < activity.earliest:
            problem = f"latest is {activity.latest}, earliest is {activity.earliest}."
            at = ("activities", index, "latest")
            yield fault("latest-before-earliest", at, problem, limit=str(activity.earliest))
        at = ("activities", index, "with")
        if activity.id in activity.with_:
            yield fault("with-itself", at, f"with names {shown(activity.id)} itself.")
        staying = [a for a in (activity.id, *activity.with_) if a in stays] if activity.with_ else []
        if staying:
            yield fault("with-without-hand-to", at, f"Activity {shown(staying[0])} has no hand_to.")


def _posts(mission: Mission) -> Iterator[Fault]:
    for index, billet in enumerate(mission.billets):
        if billet.essential > billet.count:
            problem = f"essential is {billet.essential}, count is {billet.count}."
            yield fault("essential-above-count", ("billets", index, "essential"), problem, limit=str(billet.count))


def _tours(index: int, contingent: Contingent) -> Iterator[Fault]:
    if not contingent.commands:
        yield fault("contingent-without-command", ("contingents", index, "commands"), "commands is blank.")
    if contingent.tour_max is not None and contingent.tour_max < contingent.tour_min:
        problem = f"tour_max is {contingent.tour_max}, tour_min is {contingent.tour_min}."
        at = ("contingents", index, "tour_max")
        yield fault("tour-max-below-min", at, problem, limit=str(contingent.tour_min))


def _in_place(mission: Mission, index: int, contingent: Contingent) -> Iterator[Fault]:
    def at(column: str) -> tuple[str, int, str]:
        return "contingents", index, column

    if contingent.state is not PledgeState.IN_PLACE:
        if contingent.since is not None:
            problem = f"state is {contingent.state}, since is {contingent.since}."
            yield fault("since-without-in-place", at("since"), problem)
        return
    if contingent.site is None:
        yield fault("in-place-without-site", at("site"), "site is blank.")
    elif contingent.sites and contingent.site not in contingent.sites:
        problem = f"site is {shown(contingent.site)}, sites is {shown(' '.join(contingent.sites))}."
        yield fault("in-place-site-not-allowed", at("site"), problem)
    if contingent.since is None:
        yield fault("in-place-without-since", at("since"), "since is blank.")
    elif mission.calendar.week(contingent.since) >= 0:
        problem = f"since is {contingent.since}, which counts from the mission's first week or later."
        limit = mission.start - timedelta(days=DAYS - 1)
        yield fault("since-not-before-start", at("since"), problem, limit=str(limit))
    elif contingent.tour_max is not None and mission.calendar.week(contingent.since) + contingent.tour_max < 0:
        problem = f"since is {contingent.since}, tour_max is {contingent.tour_max}, the mission starts {mission.start}."
        yield fault("tour-over-before-start", at("tour_max"), problem)


def _wishes(mission: Mission) -> Iterator[Fault]:
    for index, condition in enumerate(mission.conditions):
        if condition.kind is ConditionKind.PRESENT_WITH and condition.value == condition.contingent:
            problem = f"Contingent {shown(condition.contingent)} waits for itself."
            yield fault("condition-on-itself", ("conditions", index, "value"), problem)
    names = names_of(mission)
    for index, target in enumerate(mission.targets):
        if target.measure is Measure.COVERAGE and target.value > 100:
            yield fault("coverage-above-hundred", ("targets", index, "value"), f"value is {target.value} percent.")
        if target.measure is Measure.HANDED_OVER and target.who in names.of("nations", "groups", "contingents"):
            yield fault("handed-over-to-no-command", ("targets", index, "who"), f"who is {shown(target.who)}.")
    for index, need in enumerate(mission.elsewhere):
        if need.who in names.commands:
            problem = f"who is {shown(need.who)}, a command."
            yield fault("elsewhere-who-is-command", ("elsewhere", index, "who"), problem)

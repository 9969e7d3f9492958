"""What hosts, commands and the mission's authority still have to decide: consent, lift, handovers, closures."""

from collections.abc import Iterator

import numpy as np

from contingent.core.counted import counted
from contingent.domain.mission import Mission
from contingent.domain.plan import Tour
from contingent.domain.tables import Consent, Lift, Site
from contingent.domain.vocabulary import ConsentDefault, ConsentStatus
from contingent.report.bound import InWeeks, everybody, everywhere, weeks_of, when
from contingent.report.decision import (
    AUTHORITY,
    DecisionKind,
    DecisionRow,
    Ground,
    Saying,
    Team,
    counted_back,
    is_in_place,
    masked,
    weeks_before,
)
from contingent.report.facts import names_of
from contingent.report.presence import last_sites, last_week
from contingent.report.theatre import Weekly
from contingent.report.wording import day
from contingent.verify.names import Names, names_in


def consent_decisions(ground: Ground) -> Iterator[DecisionRow]:
    """Yield the pending consents that the plan counts on."""
    mission = ground.mission
    if not mission.planning.count_pending_consent:
        return
    asked = _Asked(ground)
    for name, row in zip(names_of(mission, "consents"), mission.consents, strict=True):
        if row.status is not ConsentStatus.PENDING:
            continue
        teams, first = asked.resting(row), asked.handed(row)
        used = np.flatnonzero(sum(teams.values(), ground.theatre.nobody())).tolist()
        weeks = [*used[:1], *first[:1]]
        if weeks:
            thing = "" if row.what == "*" else f" for {row.what}"
            leave = f"{row.host} grants {everybody(row.who)} leave{everywhere(row.where)}{thing}"
            saying = Saying(
                DecisionKind.HOST_CONSENT,
                "consents",
                name,
                row.host,
                f"{leave}{when(row.from_, row.until)}; it is pending.",
            )
            only = None if row.what == "*" else frozenset(asked.activities(row))
            yield ground.decision(saying, teams, first=mission.calendar.monday(min(weeks)), only=only)


class _Asked:
    """What pending consents speak of."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._mission = ground.mission
        self._names: Names = names_in(ground.mission)

    def activities(self, row: Consent) -> list[str]:
        """Return the activities that a row speaks of."""
        return [
            a.id
            for a in self._mission.activities
            if row.what in self._names.of_activity[a.id] and self._here(row, a.site)
        ]

    def resting(self, row: Consent) -> dict[Team, Weekly]:
        """Return those who could not be where they are, or do what they do, were the answer no."""
        inside = weeks_of(self._mission, row.from_, row.until)
        concerned = {t: h for t, h in self._ground.teams.items() if self._speaks_to(row, t)}
        if row.what == "*":
            return masked(concerned, inside)
        found = dict(self._filling(row))
        if self._mission.planning.consent_default is ConsentDefault.REFUSED:
            for team, heads in concerned.items():
                alone = heads * ~self._granted(team)
                found[team] = np.maximum(found.get(team, 0), alone)
        return masked(found, inside)

    def handed(self, row: Consent) -> list[int]:
        """Return the weeks in which an activity that a row speaks of comes under a command that it names."""
        inside = weeks_of(self._mission, row.from_, row.until)
        of = set(self.activities(row))
        weeks = (
            self._mission.calendar.week(h.week)
            for h in self._ground.plan.handovers
            if h.activity in of and row.who in ("*", h.to)
        )
        return sorted(week for week in weeks if 0 <= week < self._mission.weeks and inside[week])

    def _here(self, row: Consent, site: str) -> bool:
        return row.host in self._names.of_site[site] and row.where in self._names.of_site[site]

    def _speaks_to(self, row: Consent, team: Team) -> bool:
        people = row.who in self._names.of_contingent[team.contingent] or row.who == team.command
        return people and self._here(row, team.site)

    def _filling(self, row: Consent) -> dict[Team, Weekly]:
        of, found = set(self.activities(row)), dict[Team, Weekly]()
        for post, heads in self._ground.fills.items():
            if post.activity in of and self._speaks_to(row, post.team):
                found[post.team] = found.get(post.team, self._ground.theatre.nobody()) + heads
        return found

    def _granted(self, team: Team) -> InWeeks:
        """Return the weeks in which a team has leave to be there that is already given."""
        granted = np.zeros(self._mission.weeks, dtype=np.bool_)
        for row in self._mission.consents:
            if row.status is ConsentStatus.GRANTED and self._speaks_to(row, team):
                granted |= weeks_of(self._mission, row.from_, row.until)
        return granted


def lift_decisions(ground: Ground) -> Iterator[DecisionRow]:
    """Yield the seats to be ordered for those who arrive, where seats are limited."""
    mission = ground.mission
    contingents = {row.id: row for row in mission.contingents}
    together: dict[tuple[str, int, str], list[Tour]] = {}
    for tour in ground.plan.tours:
        week = mission.calendar.week(tour.arrive)
        if 0 <= week < mission.weeks:
            together.setdefault((tour.contingent, week, tour.site), []).append(tour)
    limits = _Seats(mission)
    order = {of: place for place, of in enumerate(contingents)}
    for (contingent, week, site), tours in sorted(together.items(), key=lambda item: (order[item[0][0]], item[0])):
        found = limits.tightest(site, week)
        if found is None:
            continue
        name, row = found
        of, monday = contingents[contingent], mission.calendar.monday(week)
        notice = 0 if is_in_place(of.state) else of.notice_days
        heads = sum(tour.heads for tour in tours)
        words = (
            f"{counted(heads, 'seat')} for {of.name} to {limits.name[site]} on {day(monday)}, of {row.seats:,} a week"
        )
        basis = f"ordered {counted(notice, 'day')} before, the contingent's notice: lift has none of its own"
        said = f"{words}; {basis}." if notice else f"{words}."
        saying = Saying(DecisionKind.LIFT, "lift", name, AUTHORITY, said, contingent)
        yield ground.decision(saying, ground.teams_of(tours), by=counted_back(monday, notice), first=monday)


class _Seats:
    """The limits of lift."""

    def __init__(self, mission: Mission) -> None:
        self._mission, self._names = mission, names_in(mission)
        self._rows = list(zip(names_of(mission, "lift"), mission.lift, strict=True))
        self.name = {site.id: site.name for site in mission.sites}

    def tightest(self, site: str, week: int) -> tuple[str, Lift] | None:
        """Return the row with the fewest seats that speaks of a site in a week; None: none does."""
        there = self._names.of_site[site]
        rows = [
            (n, r) for n, r in self._rows if r.where in there and week in self._mission.calendar.span(r.from_, r.until)
        ]
        return min(rows, key=lambda found: found[1].seats, default=None)


def handover_decisions(ground: Ground) -> Iterator[DecisionRow]:
    """Yield the handovers, which must be ordered in time for the overlap."""
    activities = {row.id: row for row in ground.mission.activities}
    overlap = {row.id: row.overlap_weeks for row in ground.mission.sites}
    order = {of: place for place, of in enumerate(activities)}
    for row in sorted(ground.plan.handovers, key=lambda row: order[row.activity]):
        of = activities[row.activity]
        weeks = overlap[of.site]
        teams: dict[Team, Weekly] = {}
        for post, heads in ground.fills.items():
            if post.activity == row.activity:
                teams[post.team] = teams.get(post.team, ground.theatre.nobody()) + heads
        after = masked(teams, weeks_of(ground.mission, row.week, None))
        words = f"{row.from_} and {row.to} order that {of.name} is handed over on {day(row.week)}"
        if weeks:
            words += f", after {counted(weeks, 'week')} of overlap"
        saying = Saying(DecisionKind.HANDOVER, "activities", row.activity, f"{row.from_} {row.to}", f"{words}.")
        by, only = weeks_before(row.week, weeks), frozenset({row.activity})
        yield ground.decision(saying, after, by=by, first=row.week, only=only)


def closure_decisions(ground: Ground) -> Iterator[DecisionRow]:
    """Yield the sites that close while the mission runs, with those who must have left."""
    mission = ground.mission
    for row in mission.sites:
        if row.closes is None or mission.calendar.week(row.closes) >= mission.weeks:
            continue
        teams = {team: heads for team, heads in ground.teams.items() if team.site == row.id}
        if not teams:
            continue
        closed = mission.calendar.monday(max(0, mission.calendar.week(row.closes)))
        leaves = _leaves(ground, row)
        first = mission.calendar.monday(min(leaves, default=mission.calendar.week(closed)))
        words = f"Everybody has left {row.name}, which closes on {day(row.closes)}; the first leave on {day(first)}."
        saying = Saying(DecisionKind.CLOSURE, "sites", row.id, row.host or mission.host, words)
        yield ground.decision(saying, teams, by=row.closes, first=first)


def _leaves(ground: Ground, site: Site) -> list[int]:
    """Return the weeks in which people leave a site, by move or departure."""
    mission, last = ground.mission, last_sites(ground.plan)
    moves = [mission.calendar.week(move.week) for move in ground.plan.moves if move.from_site == site.id]
    ends = [last_week(mission, t) for t in ground.plan.tours if last.get(t.tour or "", t.site) == site.id]
    return [week for week in (*moves, *ends) if 0 <= week < mission.weeks]

"""One decision that a plan rests on, and what rests on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from contingent.core.calendar import DAYS
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan, Tour
from contingent.domain.vocabulary import PledgeState
from contingent.report.bound import InWeeks, weeks_of
from contingent.report.coverage import Line, Posts
from contingent.report.presence import Walks
from contingent.report.theatre import Camp, Theatre, Weekly

AUTHORITY = "the mission's authority"
"""Owner of what neither a nation nor a host decides alone."""


class DecisionKind(StrEnum):
    """What is decided; docs/concepts/decisions.md says when there is one and when it is due."""

    PLEDGE = "pledge"
    RENEWAL = "renewal"
    VOTE = "vote"
    CONSENT = "consent"
    HOST_CONSENT = "host-consent"
    MANDATE = "mandate"
    MANDATE_FULL = "mandate-full"
    LIFT = "lift"
    HANDOVER = "handover"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision with the latest day on which it can be made if the plan is to hold."""

    by: date
    """Latest day; a decision on it is in time."""
    kind: DecisionKind
    table: str
    """Table of the mission that it is a row of."""
    row: str
    """Name of the row, as `facts.names_of` gives it."""
    contingent: str
    """Whose coming, staying or seats are decided; empty where it is not about one contingent."""
    owner: str
    """Who decides."""
    what: str
    """In words, as one sentence."""
    expected: date | None
    """Day on which the mission expects a condition to be met; None: it says none."""
    first_use: date
    """Monday of the first week in which the plan makes use of it."""
    people: int
    """Most people in theatre in a week who rest on it, with support. [person]"""
    person_weeks: int
    """The same, over the mission. [person-week]"""
    activities: tuple[str, ...]
    """In which those who rest on it fill posts, in the order of the mission."""
    essential: int
    """Essential posts that would be empty without them, beyond those that are. [post-week]"""
    passed: bool | None = None
    """Whether the day has passed; None: no day was given to judge by."""


class Team(NamedTuple):
    """The people of one group at one site under one command."""

    contingent: str
    people: frozenset[str]
    site: str
    command: str


class Post(NamedTuple):
    """Posts of one skill in an activity that one team fills."""

    activity: str
    skill: str
    team: Team


Teams = Mapping[Team, Weekly]
"""People of each team in each week. [person]"""


class Saying(NamedTuple):
    """What a row says beside what rests on it."""

    kind: DecisionKind
    table: str
    row: str
    owner: str
    what: str
    contingent: str = ""


@dataclass(frozen=True)
class Ground:
    """A plan as decisions look at it: teams, the posts that they fill, and what is left without some of them."""

    mission: Mission
    plan: Plan
    theatre: Theatre
    posts: Mapping[Line, Posts]

    @cached_property
    def walks(self) -> Walks:
        """The ways of the tours."""
        return Walks(self.mission, self.plan)

    @cached_property
    def teams(self) -> dict[Team, Weekly]:
        """People in theatre, without support. [person]"""
        return self.teams_of(self.plan.tours)

    def teams_of(self, tours: Iterable[Tour]) -> dict[Team, Weekly]:
        """Return the people of some tours of the plan. [person]"""
        found: dict[Team, Weekly] = {}
        for part in (part for tour in tours for part in self.walks.of(tour)):
            team = Team(part.contingent, frozenset(part.people), part.site, part.command)
            there = found.setdefault(team, self.theatre.nobody())
            there[part.weeks.start : part.weeks.stop] += part.heads
        return found

    @cached_property
    def held(self) -> dict[str, dict[str, InWeeks]]:
        """By activity and command, the weeks in which it holds it."""
        always = np.ones(self.mission.weeks, dtype=np.bool_)
        held = {row.id: {row.command: always} for row in self.mission.activities}
        for row in sorted(self.plan.handovers, key=lambda row: row.week, reverse=True):
            after = weeks_of(self.mission, row.week, None)
            before = next(a.command for a in self.mission.activities if a.id == row.activity)
            held[row.activity] = {before: ~after, row.to: after}
        return held

    @cached_property
    def fills(self) -> dict[Post, Weekly]:
        """People in billets. [person]"""
        site = {row.id: row.site for row in self.mission.activities}
        found: dict[Post, Weekly] = {}
        for row in self.plan.fills:
            inside = weeks_of(self.mission, row.from_, row.until)
            for command, weeks in self.held[row.activity].items():
                team = Team(row.contingent, frozenset(row.people), site[row.activity], command)
                heads = found.setdefault(Post(row.activity, row.skill, team), self.theatre.nobody())
                heads += row.heads * (inside & weeks)
        return found

    @cached_property
    def fills_of(self) -> dict[Team, list[tuple[Line, Weekly]]]:
        """The same, by who they are."""
        found: dict[Team, list[tuple[Line, Weekly]]] = {}
        for post, heads in self.fills.items():
            found.setdefault(post.team, []).append((Line(post.activity, post.skill), heads))
        return found

    @cached_property
    def camps(self) -> dict[Camp, Weekly]:
        """People of a contingent at a site, without support. [person]"""
        found: dict[Camp, Weekly] = {}
        for team, heads in self.teams.items():
            camp = Camp(team.contingent, team.site)
            found[camp] = found.get(camp, self.theatre.nobody()) + heads
        return found

    def of_contingent(self, contingent: str) -> dict[Team, Weekly]:
        """Return the people of one contingent. [person]"""
        return {team: heads for team, heads in self.teams.items() if team.contingent == contingent}

    def first_arrival(self, contingent: str) -> date | None:
        """Return the Monday of the first week with people of a contingent in theatre; None: there is none."""
        weeks = np.flatnonzero(sum(self.of_contingent(contingent).values(), self.theatre.nobody())).tolist()
        return self.mission.calendar.monday(weeks[0]) if weeks else None

    def decision(
        self,
        saying: Saying,
        teams: Teams,
        *,
        by: date | None = None,
        first: date | None = None,
        expected: date | None = None,
        only: frozenset[str] | None = None,
    ) -> DecisionRow:
        """Return a row, with what rests on it.

        Parameters
        ----------
        teams
            Those who rest on it.
        by, first
            Latest day and first use; None: the first week in which anybody rests on it.
        only
            Activities in which their posts count; None: all.
        """
        people = self._people(teams)
        used = np.flatnonzero(people).tolist()
        first_use = first or self.mission.calendar.monday(used[0] if used else 0)
        activities, essential = self._work(teams, only)
        return DecisionRow(
            by=by or first_use,
            kind=saying.kind,
            table=saying.table,
            row=saying.row,
            contingent=saying.contingent,
            owner=saying.owner,
            what=saying.what,
            expected=expected,
            first_use=first_use,
            people=int(people.max(initial=0)),
            person_weeks=int(people.sum()),
            activities=activities,
            essential=essential,
        )

    def _people(self, teams: Teams) -> Weekly:
        """Return the people in theatre less those who would be there without some, with support. [person]"""
        rest: dict[Camp, Weekly] = {}
        for team, heads in teams.items():
            camp = Camp(team.contingent, team.site)
            rest[camp] = rest.get(camp, self.theatre.nobody()) + heads
        people = self.theatre.nobody()
        for camp, gone in rest.items():
            there = self.camps.get(camp, self.theatre.nobody())
            left = np.maximum(0, there - gone)
            support = self.theatre.support
            people += there + support(camp.contingent, there) - left - support(camp.contingent, left)
        return people

    def _work(self, teams: Teams, only: frozenset[str] | None) -> tuple[tuple[str, ...], int]:
        """Return the activities in which they fill posts, and the essential posts that are empty without them."""
        theirs: dict[Line, Weekly] = {}
        for team, there in teams.items():
            for line, heads in self.fills_of.get(team, ()):
                if only is None or line.activity in only:
                    theirs[line] = theirs.get(line, self.theatre.nobody()) + np.minimum(heads, there)
        busy = {line.activity for line, heads in theirs.items() if heads.any()}
        essential = 0
        for line, heads in theirs.items():
            if line in self.posts:  # an unlawful plan may fill what nobody asks
                of = self.posts[line]
                empty = np.maximum(0, of.essential - np.maximum(0, of.filled - heads))
                essential += int((empty - of.missing_essential).sum())
        return tuple(row.id for row in self.mission.activities if row.id in busy), essential


def masked(teams: Teams, weeks: InWeeks) -> dict[Team, Weekly]:
    """Return teams in some weeks alone; those with nobody are left out."""
    inside = {team: heads * weeks for team, heads in teams.items()}
    return {team: heads for team, heads in inside.items() if heads.any()}


def counted_back(first: date, notice_days: int) -> date:
    """Return the day that lies the notice before a first arrival."""
    return first - timedelta(days=notice_days)


def weeks_before(monday: date, weeks: int) -> date:
    """Return the Monday so many weeks before another."""
    return monday - timedelta(days=DAYS * weeks)


def is_in_place(state: PledgeState) -> bool:
    """Tell whether people are there already, whom no notice and no condition binds."""
    return state is PledgeState.IN_PLACE

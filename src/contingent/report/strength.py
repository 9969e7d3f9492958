"""How many people: the five numbers that are kept apart, strength by nation and by week, arrivals and departures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import PledgeState
from contingent.report.presence import last_week
from contingent.report.theatre import Theatre, Weekly


@dataclass(frozen=True, slots=True)
class FiveNumbers:
    """The five numbers that are never mixed: what is asked, what is allowed, and three degrees of what is given.

    Pledged people are those of one set (`people.count`) without support, whatever the dates of the pledge.
    """

    required_peak: int
    """Most posts required in any week. [post]"""
    required_mean: Fraction
    """Posts required in a week, on average over the mission. [post]"""
    ceiling_least: int | None
    """Lowest ceiling in any week, of those on everybody in the host's country; None: there is none. [person]"""
    ceiling_most: int | None
    """Highest value, over the weeks that have one, of the tightest ceiling on everybody there. [person]"""
    offered: int
    """People of all pledges from the state `offered` on; those confirmed and in place are among them. [person]"""
    confirmed: int
    """People of all pledges from the state `authorised` on; those in place are among them. [person]"""
    in_place: int
    """People of the contingents that are in place. [person]"""


@dataclass(frozen=True, slots=True)
class NationRow:
    """One nation: what it gives, and what the plan makes of it."""

    nation: str
    name: str
    offered: int
    """As in the five numbers, of this nation. [person]"""
    confirmed: int
    in_place: int
    peak: int
    """Most people in theatre in any week of the plan, with support. [person]"""
    at_end: int
    """People in theatre in the mission's last week, with support. [person]"""
    person_weeks: int
    """Over the mission, with support. [person-week]"""


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week of a plan."""

    week: date
    """Monday."""
    required: int
    """Posts required. [post]"""
    filled: int
    """Of these, filled. [post]"""
    people: int
    """At the sites of the mission's host, support element and both sides of an overlap included. [person]"""
    ceiling: int | None
    """Tightest ceiling on everybody in the host's country in that week; None: there is none. [person]"""
    arriving: int
    departing: int
    moving: int
    rehatting: int
    """People who change command. [person]"""
    seats: int | None
    """Seats for arrivals and departures together, of the tightest limit on all sites; None: no limit. [person]"""


def five_numbers(mission: Mission) -> FiveNumbers:
    """Return the five numbers of a mission, before any plan."""
    required = required_by_week(mission)
    offered, confirmed, in_place = _offered_confirmed_in_place(mission)
    ceilings = [most for most in ceiling_by_week(mission) if most is not None]
    return FiveNumbers(
        required_peak=max(required),
        required_mean=Fraction(sum(required), len(required)),
        ceiling_least=min(ceilings, default=None),
        ceiling_most=max(ceilings, default=None),
        offered=offered.total(),
        confirmed=confirmed.total(),
        in_place=in_place.total(),
    )


def nation_rows(mission: Mission, theatre: Theatre) -> tuple[NationRow, ...]:
    """Return the nations that pledge or send anybody, the largest contributor of person-weeks first."""
    names = {n.code: n.name for n in mission.nations}
    present = people_of_nation(mission, theatre)
    offered, confirmed, in_place = _offered_confirmed_in_place(mission)
    rows = [
        NationRow(
            nation=nation,
            name=names.get(nation, nation),
            offered=offered[nation],
            confirmed=confirmed[nation],
            in_place=in_place[nation],
            peak=int(present[nation].max()),
            at_end=int(present[nation][-1]),
            person_weeks=int(present[nation].sum()),
        )
        for nation in present
        if present[nation].any() or offered[nation]
    ]
    return tuple(sorted(rows, key=lambda row: (-row.person_weeks, -row.offered, row.nation)))


def people_of_nation(mission: Mission, theatre: Theatre) -> dict[str, Weekly]:
    """Return the people of each nation that has a contingent, at all sites, with support. [person]"""
    nation_of = {c.id: c.nation for c in mission.contingents}
    present = {nation: theatre.nobody() for nation in nation_of.values()}
    for camp, people in theatre.strength.items():
        present[nation_of[camp.contingent]] += people
    return present


def week_rows(mission: Mission, plan: Plan, theatre: Theatre, filled: Iterable[int]) -> tuple[WeekRow, ...]:
    """Return every week of the mission; ``filled`` holds the posts filled in each."""
    calendar = mission.calendar
    home = sites_of_host(mission)
    people = theatre.sum_of(lambda camp: camp.site in home).tolist()
    arriving, departing, moving, rehatting = (Counter[int]() for _ in range(4))
    for tour in plan.tours:
        arriving[calendar.week(tour.arrive)] += tour.heads
        departing[last_week(mission, tour)] += tour.heads
    for move in plan.moves:
        moving[calendar.week(move.week)] += move.heads
    for rehat in plan.rehats:
        rehatting[calendar.week(rehat.week)] += rehat.heads
    columns = zip(required_by_week(mission), filled, ceiling_by_week(mission), seats_by_week(mission), strict=True)
    return tuple(
        WeekRow(
            week=calendar.monday(t),
            required=required,
            filled=covered,
            people=people[t],
            ceiling=ceiling,
            arriving=arriving[t],
            departing=departing[t],
            moving=moving[t],
            rehatting=rehatting[t],
            seats=seats,
        )
        for t, (required, covered, ceiling, seats) in enumerate(columns)
    )


def required_by_week(mission: Mission) -> list[int]:
    """Return the posts required in each week. [post]"""
    calendar = mission.calendar
    runs = {a.id: calendar.span(a.from_, a.until) for a in mission.activities}
    required = [0] * mission.weeks
    for billet in mission.billets:
        for week in calendar.span(billet.from_, billet.until):
            if week in runs[billet.activity]:
                required[week] += billet.count
    return required


def ceiling_by_week(mission: Mission) -> list[int | None]:
    """Return for each week the tightest ceiling on everybody in the host's country; None: there is none. [person]"""
    limits = [(c.max, c.where, c.from_, c.until) for c in mission.ceilings if c.who == "*"]
    return _tightest(mission, limits)


def seats_by_week(mission: Mission) -> list[int | None]:
    """Return for each week the tightest limit of seats for the host's whole country; None: there is none. [person]"""
    return _tightest(mission, [(row.seats, row.where, row.from_, row.until) for row in mission.lift])


def sites_of_host(mission: Mission) -> set[str]:
    """Return the sites of the mission's own host; a partner's site elsewhere has ceilings of its own."""
    return {site.id for site in mission.sites if site.host in (None, mission.host)}


def _tightest(mission: Mission, limits: Iterable[tuple[int, str, date | None, date | None]]) -> list[int | None]:
    home = sites_of_host(mission)
    tightest: list[int | None] = [None] * mission.weeks
    for most, where, from_, until in limits:
        if where in ("*", mission.host) or {where} == home:
            for week in mission.calendar.span(from_, until):
                known = tightest[week]
                tightest[week] = most if known is None else min(known, most)
    return tightest


def _offered_confirmed_in_place(mission: Mission) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return three of the five numbers, by nation. [person]"""
    return (
        _pledged(mission, PledgeState.OFFERED),
        _pledged(mission, PledgeState.AUTHORISED),
        _pledged(mission, PledgeState.IN_PLACE),
    )


def _pledged(mission: Mission, least: PledgeState) -> Counter[str]:
    """Return the people of one set that each nation pledges in a state from ``least`` on. [person]"""
    nation_of = {c.id: c.nation for c in mission.contingents if c.state.counts_from(least)}
    pledged = Counter[str]()
    for group in mission.people:
        if group.contingent in nation_of:
            pledged[nation_of[group.contingent]] += group.count
    return pledged

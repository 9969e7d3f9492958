"""Ways to break the rules of tours: availability, length, shape, dwell, whole units."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan, Tour
from contingent.domain.vocabulary import ConditionKind, Rule
from verify.breaking import (
    WEEK,
    a_move,
    add,
    breaks,
    choose,
    comes,
    counting,
    crowd,
    day,
    dismiss,
    goes,
    named,
    pledge,
    swap,
    unchanged,
    weeks_of,
)

# availability


@breaks(Rule.AVAILABILITY)
def arrives_before_notice(rng, m, p):
    tour = choose(rng, (t for t in p.tours if comes(m, t) > 0 and pledge(m, t).notice_days > 7))
    if tour is None:
        return None
    notice = -(-pledge(m, tour).notice_days // 7)
    return swap(p, "tours", tour, arrive=day(m, rng.randrange(notice)))


@breaks(Rule.AVAILABILITY)
def arrives_before_a_condition_is_met(rng, m, p):
    kinds = (ConditionKind.VOTE, ConditionKind.CONSENT)
    waits = {c.contingent: c.expected for c in m.conditions if c.kind in kinds and c.expected}
    tour = choose(rng, (t for t in p.tours if t.contingent in waits and m.calendar.week(waits[t.contingent]) > 0))
    if tour is None:
        return None
    return swap(p, "tours", tour, arrive=day(m, rng.randrange(m.calendar.week(waits[tour.contingent]))))


@breaks(Rule.AVAILABILITY)
def stays_after_its_window(rng, m, p):
    tour = choose(rng, (t for t in p.tours if weeks_of(m, pledge(m, t)).stop < m.weeks))
    return tour and swap(p, "tours", tour, depart=day(m, weeks_of(m, pledge(m, tour)).stop + 1))


@breaks(Rule.AVAILABILITY)
def comes_before_its_window(rng, m, p):
    tour = choose(rng, (t for t in p.tours if comes(m, t) >= 0 and weeks_of(m, pledge(m, t)).start > 0))
    return tour and swap(p, "tours", tour, arrive=day(m, weeks_of(m, pledge(m, tour)).start - 1))


@breaks(Rule.AVAILABILITY)
def comes_without_a_pledge_that_counts(rng, m, p):
    dead = {k.id: k for k in m.contingents if not k.state.counts_from(m.planning.counts_from)}
    group = choose(rng, (row for row in m.people if row.contingent in dead))
    if group is None:
        return None
    k = dead[group.contingent]
    return add(p, "tours", crowd(m, k, group.skills, 1, m.sites[0].id, rng.randrange(m.weeks)))


# tour


@breaks(Rule.TOUR)
def stays_too_long(rng, m, p):
    options = []
    for t in p.tours:
        most = pledge(m, t).tour_max
        if most is not None and goes(m, t) - most - 1 >= 0 <= comes(m, t):
            options.append((t, {"arrive": day(m, goes(m, t) - most - 1)}))
    chosen = choose(rng, options)
    return chosen and swap(p, "tours", chosen[0], **chosen[1])


@breaks(Rule.TOUR)
def leaves_too_soon(rng, m, p):
    tours = [t for t in p.tours if pledge(m, t).tour_min >= 2 and 0 <= comes(m, t) < m.weeks - pledge(m, t).tour_min]
    tour = choose(rng, tours)
    return tour and swap(p, "tours", tour, depart=day(m, comes(m, tour) + pledge(m, tour).tour_min - 1))


@breaks(Rule.TOUR)
def leaves_before_it_comes(rng, m, p):
    tour = choose(rng, (t for t in p.tours if comes(m, t) >= 0))
    return tour and swap(p, "tours", tour, depart=tour.arrive - rng.randrange(4) * WEEK)


@breaks(Rule.TOUR)
def comes_after_the_mission(rng, m, p):
    tour = choose(rng, (t for t in p.tours if t.depart is None and comes(m, t) >= 0))
    return tour and swap(p, "tours", tour, arrive=day(m, m.weeks + rng.randrange(9)))


@breaks(Rule.TOUR)
def one_of_those_in_place_is_missing(rng, m, p):
    tour = choose(rng, (t for t in p.tours if comes(m, t) < 0))
    if tour is None:
        return None
    return swap(p, "tours", tour, heads=tour.heads - 1) if tour.heads > 1 else dismiss(p, tour)


@breaks(Rule.TOUR)
def one_more_is_in_place(rng, m, p):
    tour = choose(rng, (t for t in p.tours if comes(m, t) < 0))
    return tour and swap(p, "tours", tour, heads=tour.heads + 1)


@breaks(Rule.TOUR)
def another_arrives_before_the_mission(rng, m, p):
    tour = choose(rng, (t for t in p.tours if comes(m, t) >= 0))
    return tour and swap(p, "tours", tour, arrive=day(m, -rng.randint(1, 9)))


@breaks(Rule.TOUR)
def those_in_place_came_at_another_time(rng, m, p):
    tour = choose(rng, (t for t in p.tours if comes(m, t) < 0))
    return tour and swap(p, "tours", tour, arrive=tour.arrive - WEEK)


@breaks(Rule.TOUR)
def those_in_place_are_elsewhere(rng, m, p):
    tour = choose(rng, (t for t in p.tours if comes(m, t) < 0 and unchanged(p, t)))
    other = choose(rng, (s.id for s in m.sites if tour and s.id != tour.site))
    return other and swap(p, "tours", tour, site=other)


@breaks(Rule.TOUR)
def moves_once_too_often(rng, m, p):
    tours = [t for t in p.tours if unchanged(p, t) and goes(m, t) - max(0, comes(m, t)) > pledge(m, t).moves + 1]
    tour = choose(rng, tours)
    other = choose(rng, (s.id for s in m.sites if tour and s.id != tour.site))
    if other is None:
        return None
    p, name = named(p, tour)
    count = pledge(m, tour).moves + 1
    ends = [tour.site if i % 2 == 0 else other for i in range(count + 1)]
    start = max(0, comes(m, tour))
    return add(p, "moves", *(a_move(m, tour, name, ends[i], ends[i + 1], start + 1 + i) for i in range(count)))


@breaks(Rule.TOUR)
def moves_twice_at_once(rng, _, p):
    mv = choose(rng, p.moves)
    if mv is None:
        return None
    back = mv.model_copy(update={"from_site": mv.to_site, "to_site": mv.from_site})
    return add(p, "moves", back)


@breaks(Rule.TOUR)
def moves_after_it_left(rng, m, p):
    tour = choose(rng, (t for t in p.tours if t.depart and unchanged(p, t)))
    other = choose(rng, (s.id for s in m.sites if tour and s.id != tour.site))
    if other is None:
        return None
    p, name = named(p, tour)
    return add(p, "moves", a_move(m, tour, name, tour.site, other, goes(m, tour) + rng.randrange(3)))


@breaks(Rule.TOUR)
def part_of_a_tour_moves(rng, _, p):
    mv = choose(rng, p.moves)
    return mv and swap(p, "moves", mv, heads=mv.heads + 1)


@breaks(Rule.TOUR)
def a_move_begins_where_nobody_is(rng, m, p):
    mv = choose(rng, p.moves)
    other = choose(rng, (s.id for s in m.sites if mv and s.id != mv.from_site))
    return other and swap(p, "moves", mv, from_site=other)


@breaks(Rule.TOUR)
def changes_command_twice(rng, m, p):
    r = choose(rng, (r for r in p.rehats if m.calendar.week(r.week) + 1 < m.weeks))
    return r and add(p, "rehats", r.model_copy(update={"from_": r.to, "to": r.from_, "week": r.week + WEEK}))


# dwell


@breaks(Rule.DWELL)
def more_come_than_exist(rng, m, p):
    tour = choose(rng, (t for t in p.tours if goes(m, t) > max(0, comes(m, t))))
    if tour is None:
        return None
    k = pledge(m, tour)
    size = next(n for c, skills, n in counting(m) if c is k and set(skills) == set(tour.people))
    return swap(p, "tours", tour, heads=size * k.rotations + 1)


@breaks(Rule.DWELL)
def returns_before_its_dwell_is_over(rng, m, p):
    tours = [t for t in p.tours if pledge(m, t).dwell and 0 <= goes(m, t) < m.weeks - pledge(m, t).dwell]
    tour = choose(rng, tours)
    if tour is None:
        return None
    k = pledge(m, tour)
    size = next(n for c, skills, n in counting(m) if c is k and set(skills) == set(tour.people))
    return add(p, "tours", crowd(m, k, tour.people, size * k.rotations, tour.site, goes(m, tour) + k.dwell - 1))


@breaks(Rule.DWELL)
def more_than_a_set_works(rng, m, p):
    f = choose(rng, (f for f in p.fills if weeks_of(m, f)))
    if f is None:
        return None
    size = next(n for c, skills, n in counting(m) if c.id == f.contingent and set(skills) == set(f.people))
    return swap(p, "fills", f, heads=size + 1)


# indivisible


def of_units(m: Mission, p: Plan) -> Iterator[Tour]:
    yield from (t for t in p.tours if pledge(m, t).indivisible)


@breaks(Rule.INDIVISIBLE)
def a_unit_comes_with_one_too_few(rng, m, p):
    tour = choose(rng, of_units(m, p))
    if tour is None:
        return None
    return swap(p, "tours", tour, heads=tour.heads - 1) if tour.heads > 1 else dismiss(p, tour)


@breaks(Rule.INDIVISIBLE)
def part_of_a_unit_leaves_earlier(rng, m, p):
    tour = choose(rng, (t for t in of_units(m, p) if t.heads > 1 and goes(m, t) - comes(m, t) > 1))
    if tour is None:
        return None
    early = tour.model_copy(update={"heads": 1, "depart": day(m, goes(m, tour) - 1)})
    return add(swap(p, "tours", tour, heads=tour.heads - 1), "tours", early)

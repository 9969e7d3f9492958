"""Ways to break the rules of places: sites, beds, caveats, consents, mandates, ceilings, seats."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.tables import Contingent
from contingent.domain.vocabulary import Rule
from verify.breaking import (
    WEEK,
    add,
    breaks,
    choose,
    counting,
    crowd,
    day,
    goes,
    hosts,
    nations,
    pledge,
    swap,
    weeks_of,
    works,
)

# site and beds


@breaks(Rule.SITE)
def somebody_is_at_a_closed_site(rng, m, p):
    s = choose(rng, (s for s in m.sites if s.closes and m.calendar.week(s.closes) < m.weeks))
    k, people, _ = choose(rng, counting(m))
    return s and add(p, "tours", crowd(m, k, people, 1, s.id, rng.randrange(m.calendar.week(s.closes), m.weeks)))


@breaks(Rule.SITE)
def does_not_move_when_its_site_closes(rng, m, p):
    closes = {s.id: s.closes for s in m.sites}
    mv = choose(rng, (v for v in p.moves if closes[v.from_site] == v.week))
    return mv and swap(p, "moves", mv, week=mv.week + WEEK)


@breaks(Rule.SITE)
def serves_at_a_site_that_is_not_its_own(rng, m, p):
    k, people, _ = choose(rng, (g for g in counting(m) if g[0].sites)) or (None, None, 0)
    s = choose(rng, (s.id for s in m.sites if k and s.id not in k.sites))
    return s and add(p, "tours", crowd(m, k, people, 1, s, rng.randrange(m.weeks)))


@breaks(Rule.BEDS)
def more_people_than_beds(rng, m, p):
    s = choose(rng, (s for s in m.sites if s.beds is not None))
    k, people, _ = choose(rng, counting(m))
    return s and add(p, "tours", crowd(m, k, people, s.beds + 1, s.id, rng.randrange(m.weeks)))


# caveat


def refused(m: Mission, kind: str) -> Iterator[tuple[Contingent, tuple[str, ...], str, int]]:
    """Yield contingent, skills, what they refuse, and a week in which they do."""
    for c in m.caveats:
        what, _, name = c.not_.partition(":")
        if what == kind:
            for k, people, _ in counting(m):
                if c.who in (k.id, k.nation):
                    yield k, people, name, weeks_of(m, c)[-1]


@breaks(Rule.CAVEAT)
def goes_to_a_site_that_it_refuses(rng, m, p):
    k, people, name, week = choose(rng, refused(m, "site")) or (None, None, None, 0)
    return k and add(p, "tours", crowd(m, k, people, 1, name, week))


@breaks(Rule.CAVEAT)
def serves_under_a_command_that_it_refuses(rng, m, p):
    k, people, name, week = choose(rng, refused(m, "command")) or (None, None, None, 0)
    return k and add(p, "tours", crowd(m, k, people, 1, m.sites[0].id, week, name))


@breaks(Rule.CAVEAT)
def does_a_kind_of_work_that_it_refuses(rng, m, p):
    k, people, name, week = choose(rng, refused(m, "kind")) or (None, None, None, 0)
    return k and works(m, p, k, people, choose(rng, (a for a in m.activities if a.kind == name)), week)


@breaks(Rule.CAVEAT)
def does_work_that_it_refuses(rng, m, p):
    k, people, name, week = choose(rng, refused(m, "activity")) or (None, None, None, 0)
    return k and works(m, p, k, people, next(a for a in m.activities if a.id == name), week)


# consent


def refusals(m: Mission) -> list:
    return [c for c in m.consents if c.status == "refused" and weeks_of(m, c)]


@breaks(Rule.CONSENT)
def is_where_the_host_does_not_want_it(rng, m, p):
    options = [
        (k, people, s, weeks_of(m, c)[0])
        for c in refusals(m)
        if c.what == "*"
        for k, people, _ in counting(m)
        if k.nation in nations(m, c.who)
        for s, host in hosts(m).items()
        if host == c.host and c.where in ("*", s, host)
    ]
    k, people, s, week = choose(rng, options) or (None, None, None, 0)
    return k and add(p, "tours", crowd(m, k, people, 1, s, week))


@breaks(Rule.CONSENT)
def is_where_the_host_never_spoke(rng, m, p):
    options = [
        (k, people, s)
        for k, people, _ in counting(m)
        for s, host in hosts(m).items()
        if m.planning.consent_default == "refused"
        and not any(
            c.host == host
            and c.where in ("*", s, host)
            and (k.nation in nations(m, c.who) or c.who in (k.id, *k.commands))
            for c in m.consents
        )
    ]
    k, people, s = choose(rng, options) or (None, None, None)
    return k and add(p, "tours", crowd(m, k, people, 1, s, rng.randrange(m.weeks)))


@breaks(Rule.CONSENT)
def works_at_what_the_host_does_not_want(rng, m, p):
    options = [
        (k, people, a, weeks_of(m, c)[0])
        for c in refusals(m)
        for k, people, _ in counting(m)
        if k.nation in nations(m, c.who)
        for a in m.activities
        if c.host == hosts(m)[a.site] and c.where in ("*", a.site, c.host) and c.what in ("*", a.id, a.kind)
    ]
    k, people, a, week = choose(rng, options) or (None, None, None, 0)
    return k and works(m, p, k, people, a, week)


@breaks(Rule.CONSENT)
def is_handed_over_to_a_command_without_leave(rng, m, p):
    options = [
        (h, weeks_of(m, c)[-1])
        for c in refusals(m)
        for h in p.handovers
        for a in m.activities
        if a.id == h.activity and c.who == h.to and c.host == hosts(m)[a.site] and c.what in ("*", a.id, a.kind)
    ]
    h, week = choose(rng, options) or (None, 0)
    return h and swap(p, "handovers", h, week=day(m, week))


# mandate, ceiling, lift


@breaks(Rule.MANDATE)
def exceeds_its_mandate_in_number(rng, m, p):
    options = [
        (k, people, d)
        for d in m.mandates
        if d.max is not None and weeks_of(m, d)
        for k, people, _ in counting(m)
        if k.nation == d.nation
    ]
    k, people, d = choose(rng, options) or (None, None, None)
    where = d and (rng.choice(d.sites) if d.sites else rng.choice(m.sites).id)
    return k and add(p, "tours", crowd(m, k, people, d.max + 1, where, rng.choice(weeks_of(m, d))))


@breaks(Rule.MANDATE)
def stays_after_its_mandate(rng, m, p):
    last = {}
    for d in m.mandates:
        last[d.nation] = max(last.get(d.nation, 0), weeks_of(m, d).stop)
    tour = choose(rng, (t for t in p.tours if last.get(pledge(m, t).nation, m.weeks) < m.weeks))
    return tour and swap(p, "tours", tour, depart=day(m, last[pledge(m, tour).nation] + 1))


@breaks(Rule.MANDATE)
def is_where_its_mandate_does_not_go(rng, m, p):
    allowed: dict[str, set[str]] = {}
    for d in m.mandates:
        allowed.setdefault(d.nation, set()).update(d.sites or (s.id for s in m.sites))
    options = [
        (k, people, s.id)
        for k, people, _ in counting(m)
        for s in m.sites
        if k.nation in allowed and s.id not in allowed[k.nation]
    ]
    k, people, s = choose(rng, options) or (None, None, None)
    return k and add(p, "tours", crowd(m, k, people, 1, s, rng.randrange(m.weeks)))


@breaks(Rule.CEILING)
def exceeds_a_ceiling(rng, m, p):
    options = []
    for c in m.ceilings:
        sites = [s for s, host in hosts(m).items() if c.where in ("*", s, host)]
        for k, people, _ in counting(m):
            if k.nation in nations(m, c.who) or c.who == k.id:
                options += [(c, crowd(m, k, people, c.max + 1, s, rng.choice(weeks_of(m, c)))) for s in sites]
            elif c.who in k.commands:
                options += [(c, crowd(m, k, people, c.max + 1, s, weeks_of(m, c)[0], c.who)) for s in sites]
    c, extra = choose(rng, options) or (None, None)
    return c and add(p, "tours", extra)


@breaks(Rule.LIFT)
def more_arrive_than_there_are_seats(rng, m, p):
    options = [(row, s) for row in m.lift for s, host in hosts(m).items() if row.where in ("*", s, host)]
    row, s = choose(rng, options) or (None, None)
    k, people, _ = choose(rng, counting(m))
    return row and add(p, "tours", crowd(m, k, people, row.seats + 1, s, rng.choice(weeks_of(m, row))))


@breaks(Rule.LIFT)
def more_leave_than_there_are_seats(rng, m, p):
    seats = [row for row in m.lift if row.where == "*"]
    tour = choose(rng, (t for t in p.tours if seats and t.depart and goes(m, t) in weeks_of(m, seats[0])))
    return tour and swap(p, "tours", tour, heads=seats[0].seats + 1)

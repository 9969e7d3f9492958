"""Ways to break what depends on others: re-hats, enablers, companions, needs elsewhere, targets."""

from contingent.domain.vocabulary import Measure, Rule, Sense
from verify.breaking import (
    WEEK,
    a_rehat,
    add,
    are_the_same,
    breaks,
    choose,
    comes,
    counting,
    crowd,
    day,
    dismiss,
    drop,
    goes,
    hosts,
    named,
    nations,
    pledge,
    swap,
    unchanged,
    weeks_of,
)

# rehat, enabler, present-with


@breaks(Rule.REHAT)
def changes_to_a_command_that_is_not_allowed(rng, m, p):
    options = [
        (t, c.id)
        for t in p.tours
        for c in m.commands
        if unchanged(p, t) and c.id not in pledge(m, t).commands and goes(m, t) > max(0, comes(m, t)) + 1
    ]
    tour, to = choose(rng, options) or (None, None)
    if tour is None:
        return None
    p, name = named(p, tour)
    return add(p, "rehats", a_rehat(m, tour, name, to, rng.randrange(max(0, comes(m, tour)) + 1, goes(m, tour))))


@breaks(Rule.REHAT)
def changes_command_before_it_may(rng, m, p):
    r = choose(rng, (r for r in p.rehats if pledge(m, r).rehat_from))
    return r and swap(p, "rehats", r, week=pledge(m, r).rehat_from - WEEK)


@breaks(Rule.REHAT)
def begins_under_a_command_that_is_not_allowed(rng, m, p):
    options = [(t, c.id) for t in p.tours for c in m.commands if c.id not in pledge(m, t).commands]
    tour, command = choose(rng, options) or (None, None)
    return tour and swap(p, "tours", tour, command=command)


@breaks(Rule.ENABLER)
def those_who_guard_and_heal_are_gone(rng, m, p):
    row = choose(rng, m.enablers)
    fit = [t for t in p.tours if row and row.skill in t.people and unchanged(p, t)]
    return dismiss(p, *fit) if fit else None


@breaks(Rule.ENABLER)
def those_who_guard_and_heal_leave_early(rng, m, p):
    row = choose(rng, m.enablers)
    fit = [t for t in p.tours if row and row.skill in t.people]
    for t in fit:
        p = swap(p, "tours", t, depart=day(m, max(0, comes(m, t)) + 1))
    return p if fit else None


@breaks(Rule.PRESENT_WITH)
def those_it_depends_on_are_gone(rng, m, p):
    pairs = [(c.contingent, c.value) for c in m.conditions if c.kind == "present-with"]
    _, other = choose(rng, ((k, o) for k, o in pairs if any(t.contingent == k for t in p.tours))) or (None, None)
    return other and dismiss(p, *(t for t in p.tours if t.contingent == other))


@breaks(Rule.PRESENT_WITH)
def comes_before_those_it_depends_on(rng, m, p):
    pairs = {c.contingent: c.value for c in m.conditions if c.kind == "present-with"}
    options = []
    for t in p.tours:
        if t.contingent in pairs:
            first = min((comes(m, o) for o in p.tours if o.contingent == pairs[t.contingent]), default=0)
            options += [(t, first - 1)] if first > 0 else []
    tour, week = choose(rng, options) or (None, 0)
    return tour and swap(p, "tours", tour, arrive=day(m, week))


# onward


@breaks(Rule.ONWARD)
def counts_elsewhere_before_it_is_ready(rng, m, p):
    reset = {e.id: e.reset_weeks for e in m.elsewhere}
    options = [
        (o, t)
        for o in p.onward
        for t in p.tours
        if are_the_same(t, o) and goes(m, t) + reset[o.elsewhere] == m.calendar.week(o.from_)
    ]
    o, _ = choose(rng, options) or (None, None)
    return o and swap(p, "onward", o, from_=o.from_ - WEEK)


@breaks(Rule.ONWARD)
def more_count_elsewhere_than_are_needed(rng, m, p):
    o = choose(rng, p.onward)
    return o and swap(p, "onward", o, heads=next(e.count for e in m.elsewhere if e.id == o.elsewhere) + 1)


@breaks(Rule.ONWARD)
def counts_elsewhere_and_is_still_in_theatre(rng, _, p):
    o = choose(rng, p.onward)
    if o is None:
        return None
    for t in p.tours:
        if are_the_same(t, o):
            p = swap(p, "tours", t, depart=None)
    return p


@breaks(Rule.ONWARD)
def counts_elsewhere_and_is_not_asked(rng, m, p):
    o = choose(rng, p.onward)
    need = o and next(e for e in m.elsewhere if e.id == o.elsewhere)
    others = [g for g in counting(m) if need and g[0].nation not in nations(m, need.who) and g[0].id != need.who]
    k, people, _ = choose(rng, others) or (None, None, 0)
    return k and swap(p, "onward", o, contingent=k.id, people=people)


@breaks(Rule.ONWARD)
def counts_elsewhere_outside_the_weeks_of_the_need(rng, m, p):
    needs = {e.id: e for e in m.elsewhere if weeks_of(m, e).start > 0}
    o = choose(rng, (o for o in p.onward if o.elsewhere in needs))
    return o and swap(p, "onward", o, from_=day(m, weeks_of(m, needs[o.elsewhere]).start - 1))


# target


@breaks(Rule.TARGET)
def a_strength_that_must_not_be_passed_is(rng, m, p):
    options = [x for x in m.targets if x.must and x.measure is Measure.STRENGTH and x.sense is Sense.AT_MOST]
    x = choose(rng, options)
    fits = [(k, people) for k, people, _ in counting(m) if x and k.nation in nations(m, x.who)]
    sites = [s for s, host in hosts(m).items() if x and x.where in ("*", s, host)]
    k, people = choose(rng, fits) or (None, None)
    return k and add(p, "tours", crowd(m, k, people, x.value + 1, rng.choice(sites), weeks_of(m, x)[0]))


@breaks(Rule.TARGET)
def a_coverage_that_must_be_reached_is_not(rng, m, p):
    options = [x for x in m.targets if x.must and x.measure is Measure.COVERAGE and x.value == 100]
    x = choose(rng, options)
    fills = [f for f in p.fills if x and f.activity == x.what and weeks_of(m, f).stop > weeks_of(m, x).start]
    f = choose(rng, fills)
    return f and drop(p, "fills", f)


@breaks(Rule.TARGET)
def a_handover_that_must_be_is_not(_, m, p):
    must = any(x.must and x.measure is Measure.HANDED_OVER for x in m.targets)
    return p.model_copy(update={"handovers": ()}) if must and p.handovers else None


@breaks(Rule.ONWARD)
def counts_elsewhere_in_no_week(rng, _, p):
    o = choose(rng, p.onward)
    return o and swap(p, "onward", o, until=o.from_)

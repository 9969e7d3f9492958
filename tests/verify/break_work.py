"""Ways to break the rules of work: skill, relief, command, handover."""

from contingent.domain.plan import Handover
from contingent.domain.vocabulary import Rule
from verify.breaking import (
    WEEK,
    a_rehat,
    add,
    are_the_same,
    breaks,
    choose,
    comes,
    day,
    dismiss,
    drop,
    goes,
    named,
    swap,
    unchanged,
    weeks_of,
)

# skill, relief, command


@breaks(Rule.SKILL)
def fills_a_post_without_the_skill(rng, m, p):
    f = choose(rng, p.fills)
    other = choose(rng, (s.id for s in m.skills if f and s.id not in f.people))
    return other and swap(p, "fills", f, skill=other)


@breaks(Rule.SKILL)
def fills_more_posts_than_there_are(rng, m, p):
    f = choose(rng, (f for f in p.fills if weeks_of(m, f)))
    posts = f and sum(b.count for b in m.billets if (b.activity, b.skill) == (f.activity, f.skill))
    return f and swap(p, "fills", f, heads=posts + 1)


@breaks(Rule.SKILL)
def fills_posts_with_people_who_left(rng, _, p):
    f = choose(rng, p.fills)
    return f and dismiss(p, *(t for t in p.tours if are_the_same(t, f)))


@breaks(Rule.SKILL)
def fills_posts_before_they_exist(rng, m, p):
    runs = {a.id: weeks_of(m, a) for a in m.activities}
    f = choose(rng, (f for f in p.fills if runs[f.activity].start > 0))
    return f and swap(p, "fills", f, from_=day(m, runs[f.activity].start - 1))


@breaks(Rule.SKILL)
def fills_posts_after_they_ended(rng, m, p):
    runs = {a.id: weeks_of(m, a) for a in m.activities}
    f = choose(rng, (f for f in p.fills if runs[f.activity].stop < m.weeks))
    return f and swap(p, "fills", f, until=day(m, runs[f.activity].stop + 1))


@breaks(Rule.RELIEF)
def fills_a_post_during_its_overlap(rng, m, p):
    overlap = {s.id: s.overlap_weeks for s in m.sites}
    sites = {a.id: a.site for a in m.activities}
    options = [
        (t, f)
        for t in p.tours
        for f in p.fills
        if comes(m, t) >= 0
        and are_the_same(t, f)
        and t.site == sites[f.activity]
        and weeks_of(m, f).start == comes(m, t) + overlap[t.site] > comes(m, t)
    ]
    _, f = choose(rng, options) or (None, None)
    return f and swap(p, "fills", f, from_=f.from_ - WEEK)


@breaks(Rule.RELIEF)
def works_at_once_where_it_moved(rng, m, p):
    overlap = {s.id: s.overlap_weeks for s in m.sites}
    sites = {a.id: a.site for a in m.activities}
    options = [
        f
        for v in p.moves
        for f in p.fills
        if are_the_same(v, f)
        and v.to_site == sites[f.activity]
        and weeks_of(m, f).start == m.calendar.week(v.week) + overlap[v.to_site] > m.calendar.week(v.week)
    ]
    f = choose(rng, options)
    return f and swap(p, "fills", f, from_=f.from_ - WEEK)


@breaks(Rule.RELIEF)
def leaves_before_its_overlap_is_over(rng, m, p):
    overlap = {s.id: s.overlap_weeks for s in m.sites}
    tour = choose(rng, (t for t in p.tours if overlap[t.site] > 1 and 0 <= comes(m, t) < m.weeks - overlap[t.site]))
    return tour and swap(p, "tours", tour, depart=day(m, comes(m, tour) + overlap[tour.site] - 1))


@breaks(Rule.RELIEF)
def changes_command_during_its_overlap(rng, m, p):
    overlap = {s.id: s.overlap_weeks for s in m.sites}
    tours = [
        t
        for t in p.tours
        if 0 <= comes(m, t) < goes(m, t) - overlap[t.site] and overlap[t.site] > 1 and unchanged(p, t)
    ]
    tour = choose(rng, tours)
    to = choose(rng, (c.id for c in m.commands if tour and c.id != tour.command))
    if to is None:
        return None
    p, name = named(p, tour)
    return add(p, "rehats", a_rehat(m, tour, name, to, comes(m, tour) + rng.randrange(1, overlap[tour.site])))


@breaks(Rule.COMMAND)
def does_not_change_command_with_its_activity(rng, _, p):
    handed = {h.activity for h in p.handovers}
    workers = {f.contingent for f in p.fills if f.activity in handed}
    r = choose(rng, (r for r in p.rehats if r.contingent in workers))
    return r and drop(p, "rehats", r)


@breaks(Rule.COMMAND)
def works_on_after_a_handover_that_it_does_not_follow(rng, _, p):
    handed = {h.activity: h.week for h in p.handovers}
    f = choose(rng, (f for f in p.fills if f.activity in handed and f.until == handed[f.activity]))
    stay = f and [t for t in p.tours if are_the_same(t, f) and t.depart == f.until]
    return stay and swap(swap(p, "fills", f, until=f.until + WEEK), "tours", stay[0], depart=stay[0].depart + WEEK)


# handover


@breaks(Rule.HANDOVER)
def is_handed_over_twice(rng, _, p):
    h = choose(rng, p.handovers)
    return h and add(p, "handovers", h.model_copy(update={"week": h.week + rng.randrange(3) * WEEK}))


@breaks(Rule.HANDOVER)
def is_handed_over_too_early(rng, m, p):
    first = {a.id: a.earliest for a in m.activities if a.earliest}
    h = choose(rng, (h for h in p.handovers if h.activity in first))
    return h and swap(p, "handovers", h, week=first[h.activity] - WEEK)


@breaks(Rule.HANDOVER)
def is_handed_over_too_late(rng, m, p):
    last = {a.id: a.latest for a in m.activities if a.latest}
    h = choose(rng, (h for h in p.handovers if h.activity in last))
    return h and swap(p, "handovers", h, week=last[h.activity] + WEEK)


@breaks(Rule.HANDOVER)
def is_handed_over_without_its_companion(rng, m, p):
    bound = {a for row in m.activities for other in row.with_ for a in (row.id, other)}
    h = choose(rng, (h for h in p.handovers if h.activity in bound))
    return h and (drop(p, "handovers", h) if rng.random() < 0.5 else swap(p, "handovers", h, week=h.week + WEEK))


@breaks(Rule.HANDOVER)
def is_handed_over_uncovered(rng, m, p):
    essential = {b.activity for b in m.billets if b.essential}
    h = choose(rng, (h for h in p.handovers if h.activity in essential))
    fills = [f for f in p.fills if h and f.activity == h.activity and m.calendar.week(h.week) in weeks_of(m, f)]
    return h and drop(p, "fills", *fills)


@breaks(Rule.HANDOVER)
def an_activity_that_stays_is_handed_over(rng, m, p):
    a = choose(rng, (a for a in m.activities if a.hand_to is None))
    to = choose(rng, (c.id for c in m.commands if a and c.id != a.command))
    week = a and rng.choice(weeks_of(m, a))
    return to and add(p, "handovers", Handover(activity=a.id, from_=a.command, to=to, week=day(m, week)))


@breaks(Rule.HANDOVER)
def is_handed_over_the_wrong_way(rng, _, p):
    h = choose(rng, p.handovers)
    return h and swap(p, "handovers", h, from_=h.to, to=h.from_)


@breaks(Rule.SKILL)
def fills_a_post_in_no_week(rng, _, p):
    f = choose(rng, p.fills)
    return f and swap(p, "fills", f, until=f.from_ - WEEK)

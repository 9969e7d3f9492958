"""The goals of a roster, as this room counts them: a claim, which the verifier counts again."""

from fractions import Fraction

import numpy as np

from contingent.domain.vocabulary import Goal, Measure, Sense
from contingent.formulation.program import Ints
from contingent.formulation.target import required_posts
from contingent.instance.instance import Bools, Wish
from contingent.tours.counts import Counts
from contingent.tours.problem import Posting, Problem, Roster


def goal_values(
    p: Problem, roster: Roster, posting: Posting, counted: Counts, onward: dict[tuple[int, int], Ints]
) -> dict[Goal, Fraction]:
    """Return the value of every goal of the mission, in its unit."""
    filled = np.zeros((len(p.lines.site), p.weeks), dtype=np.int64)
    np.add.at(filled, p.pools.line, posting.fills)
    values = {
        Goal.ESSENTIAL: lambda: Fraction(int(np.maximum(p.lines.essential - filled, 0).sum())),
        Goal.COVERAGE: lambda: Fraction(int((p.lines.priority[:, None] * (p.lines.required - filled)).sum())),
        Goal.RELEASE: lambda: Fraction(_carried(p, counted, p.releasing)),
        Goal.HANDOVER: lambda: Fraction(_under_old(p, roster)),
        Goal.ELSEWHERE: lambda: Fraction(_unmet(p, onward)),
        Goal.TARGETS: lambda: _missed(p, roster, posting, counted),
        Goal.BURDEN: lambda: _excess(p, counted),
        Goal.TURBULENCE: lambda: Fraction(counted.crossings),
    }
    return {goal: values[goal]() for goal in p.instance.mission.planning.goals}


def _carried(p: Problem, counted: Counts, who: Bools) -> int:
    """Return the person-weeks of some contingents, with support."""
    everywhere = np.ones(p.sites, dtype=bool)
    under = np.repeat(who[:, None], len(p.instance.commands), axis=1)
    return int(_strength(p, counted, under, everywhere, by_command=False).sum())


def _strength(p: Problem, counted: Counts, who: Bools, where: Bools, *, by_command: bool) -> Ints:
    """Return the people and the support of whom and where the masks match, by week. Shape (T,)."""
    commands = len(p.instance.commands)
    total = np.zeros(p.weeks, dtype=np.int64)
    heads: dict[tuple[int, int], Ints] = {}
    for (k, q), people in counted.present.items():
        s, m = divmod(q, commands)
        if who[k, m] and where[s]:
            key = (k, q if by_command else s)
            heads[key] = heads.get(key, 0) + people
    for (k, _), people in heads.items():
        numerator, denominator = (int(part) for part in p.ratio[k])
        total += people - (-numerator * people) // denominator  # rounded up
    return total


def _under_old(p: Problem, roster: Roster) -> int:
    """Return the activity-weeks under the old command, by priority."""
    total = sum(task.priority * int(task.runs.sum()) for task in p.instance.tasks if task.hand_to >= 0)
    return total - sum(int(w[t:].sum()) for w, t in zip(p.bands.weight, roster.over, strict=True))


def _unmet(p: Problem, onward: dict[tuple[int, int], Ints]) -> int:
    """Return the value of needs elsewhere that are not met."""
    needs = p.instance.needs
    total = sum(int(n.value * n.count * n.weeks.sum()) for n in needs)
    return total - sum(int(needs[n].value * people.sum()) for (n, _), people in onward.items())


def _missed(p: Problem, roster: Roster, posting: Posting, counted: Counts) -> Fraction:
    """Return what is missed of the wishes."""
    total = Fraction(0)
    for wish in p.instance.wishes:
        if not wish.must:
            measured, wanted, unit = _measured(p, wish, roster, posting, counted)
            short = wanted - measured if wish.sense is Sense.AT_LEAST else measured - wanted
            total += Fraction(int(np.maximum(short, 0)[wish.limit.weeks].sum()), unit)
    return total


def _measured(p: Problem, wish: Wish, roster: Roster, posting: Posting, counted: Counts) -> tuple[Ints, Ints, int]:
    """Return what a wish measures, what it wants, and how many of these units are one."""
    inst, limit = p.instance, wish.limit
    if wish.measure is Measure.STRENGTH:
        return _strength(p, counted, limit.who, limit.where, by_command=limit.by_command), limit.most, 1
    if wish.measure is Measure.COVERAGE:
        filled = np.zeros(p.weeks, dtype=np.int64)
        for pool, made in enumerate(p.pools_of):
            if limit.who[inst.groups[made.members[0].group].contingent, made.command]:
                for pair in range(p.pools.lines[pool], p.pools.lines[pool + 1]):
                    if wish.activities[inst.lines[p.pools.line[pair]].activity]:
                        filled += posting.fills[pair]
        return filled * 100, limit.most * required_posts(inst, wish), 100
    passed = np.zeros(p.weeks, dtype=np.int64)
    for band, week in zip(p.tasks_of_band, roster.over, strict=True):
        passed[week:] += sum(1 for a in band if wish.activities[a] and wish.to[inst.tasks[a].hand_to])
    return passed, limit.most, 1


def _excess(p: Problem, counted: Counts) -> Fraction:
    """Return the largest excess of a nation's person-weeks over its fair share of all."""
    carried = [_carried(p, counted, who) for who, _ in p.instance.shares]
    weights = [weight for _, weight in p.instance.shares]
    whole = sum(weights)
    return max(
        (Fraction(own) - Fraction(weight * sum(carried), whole) for own, weight in zip(carried, weights, strict=True)),
        default=Fraction(0),
    )

"""Posts: as many as the pledges could fill, made scarce by skill, site and week."""

from collections import Counter
from collections.abc import Iterator, Sequence

from contingent.domain.tables import Billet
from contingent.generator.dice import Dice
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs
from contingent.generator.theatre import Task
from contingent.generator.words import INVENTED, day

DEMAND = 0.75
"""Post-weeks asked, against those that the contingents could fill. [1]"""
OWN = 0.8
"""How far the posts of a skill at a site follow the people who may serve there, and not the activities' weights. [1]"""
FIRST = 0.6
"""Part of the people of a pledge who are expected at the first of the sites that it names. [1]"""

Local = tuple[str, str]
"""Site and skill."""


def billets(knobs: Knobs, tasks: Sequence[Task], forces: Sequence[Force], dice: Dice) -> tuple[Billet, ...]:
    """Return the posts of all activities."""
    made: list[Billet] = []
    for theatre in range(knobs.shape.theatres):
        own = [t for t in tasks if t.theatre == theatre]
        have = _supply([f for f in forces if f.theatre == theatre], knobs.shape.weeks)
        asked, asks_of = Counter[Local](), {task.activity.id: _asks(task, have) for task in own}
        for task in own:
            for skill, weight in asks_of[task.activity.id]:
                asked[task.activity.site, skill] += weight * len(task.weeks)
        overall = sum(have.values()) / max(1, sum(asked.values()))
        for task in own:
            for skill, weight in asks_of[task.activity.id]:
                here = task.activity.site, skill
                scale = OWN * have[here] / asked[here] + (1 - OWN) * overall
                count = max(2, round(DEMAND * knobs.scarcity * scale * weight))
                made.extend(_rows(task, skill, count, dice.of("posts", task.activity.id, skill)))
    return tuple(made)


def _asks(task: Task, have: Counter[Local]) -> list[tuple[str, int]]:
    """Return what an activity asks of the skills that anybody has; if of none, of the one most frequent there."""
    skills = {skill for (_, skill), count in have.items() if count}
    if asks := [ask for ask in task.asks if ask[0] in skills]:
        return asks
    return [(max(sorted(skills), key=lambda skill: have[task.activity.site, skill]), task.weight)]


def _supply(forces: Sequence[Force], weeks: int) -> Counter[Local]:
    """Return the post-weeks that people could fill, by site and skill; who has two skills counts half for each."""
    have = Counter[Local]()
    for force in forces:
        usable = force.duty(weeks) * len(force.window(weeks))
        for site, part in parts(force.contingent.sites).items():
            for group in force.people:
                for skill in group.skills:
                    have[site, skill] += round(group.count * usable * part / len(group.skills))
    return have


def parts(sites: Sequence[str]) -> dict[str, float]:
    """Return which part of a pledge is expected at each of its sites."""
    if len(sites) == 1:
        return {sites[0]: 1.0}
    return {site: FIRST if i == 0 else (1 - FIRST) / (len(sites) - 1) for i, site in enumerate(sites)}


def _rows(task: Task, skill: str, count: int, roll: Dice) -> Iterator[Billet]:
    """Yield the posts of a skill in an activity: one in five grows or shrinks on the way."""
    first, last = task.weeks.start, task.weeks.stop
    part = roll.whole(35, 65)
    steps = [(first, last, count)]
    if roll.is_so(0.2) and last - first > 26 and count > 4:
        turn = roll.whole(first + 10, last - 10)
        few = max(2, count * roll.whole(55, 80) // 100)
        sizes = (count, few) if roll.is_so(0.5) else (few, count)
        steps = [(first, turn, sizes[0]), (turn, last, sizes[1])]
    for start, stop, posts in steps:
        yield Billet(
            activity=task.activity.id,
            skill=skill,
            count=posts,
            essential=posts * part // 100,
            from_=day(start) if start > first else None,
            until=day(stop) if stop < last else None,
            confidence=INVENTED,
        )

"""Posts: as many as the pledges could fill, made scarce by skill, site and week."""

from collections import Counter
from collections.abc import Iterator, Sequence

from contingent.domain.tables import Billet
from contingent.generator.dice import Dice
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs
from contingent.generator.theatre import Task
from contingent.generator.words import INVENTED, day

DEMAND = 0.95
"""Post-weeks asked, against those that the contingents could fill. [1]"""
OWN = 0.6
"""How far the posts of a skill follow the people who have it, and not the activities' weights. [1]"""


def billets(knobs: Knobs, tasks: Sequence[Task], forces: Sequence[Force], dice: Dice) -> tuple[Billet, ...]:
    """Return the posts of all activities."""
    made: list[Billet] = []
    for theatre in range(knobs.shape.theatres):
        own = [t for t in tasks if t.theatre == theatre]
        have = _supply([f for f in forces if f.theatre == theatre], knobs.shape.weeks)
        asked, asks_of = Counter[str](), {task.activity.id: _asks(task, have) for task in own}
        for task in own:
            for skill, weight in asks_of[task.activity.id]:
                asked[skill] += weight * len(task.weeks)
        overall = sum(have.values()) / max(1, sum(asked.values()))
        for task in own:
            for skill, weight in asks_of[task.activity.id]:
                scale = OWN * have[skill] / asked[skill] + (1 - OWN) * overall
                count = max(2, round(DEMAND * knobs.scarcity * scale * weight))
                made.extend(_rows(task, skill, count, dice.of("posts", task.activity.id, skill)))
    return tuple(made)


def _asks(task: Task, have: Counter[str]) -> list[tuple[str, int]]:
    """Return what an activity asks of the skills that anybody has; if of none, of the most frequent one."""
    return [ask for ask in task.asks if have[ask[0]]] or [(max(sorted(have), key=have.__getitem__), task.weight)]


def _supply(forces: Sequence[Force], weeks: int) -> Counter[str]:
    """Return the post-weeks that people could fill, by skill; those with two skills count half for each."""
    have = Counter[str]()
    for force in forces:
        usable = force.duty(weeks) * len(force.window(weeks))
        for group in force.people:
            for skill in group.skills:
                have[skill] += round(group.count * usable / len(group.skills))
    return have


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

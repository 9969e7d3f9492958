"""Needs elsewhere and targets: what later goals compete for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contingent.domain.tables import Elsewhere, Target
from contingent.domain.vocabulary import Measure, Sense
from contingent.generator.dice import Dice
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs
from contingent.generator.nations import Nations
from contingent.generator.theatre import Task, host, new
from contingent.generator.words import INVENTED, day


@dataclass(frozen=True, slots=True)
class Wishes:
    """Makes needs elsewhere and targets."""

    knobs: Knobs
    tasks: Sequence[Task]
    forces: Sequence[Force]
    nations: Nations
    dice: Dice

    def elsewhere(self) -> Iterator[Elsewhere]:
        """Yield a large need of each nation to be released, and small ones of others that have people in place."""
        weeks = self.knobs.shape.weeks
        givers = dict.fromkeys(f.contingent.nation for f in self.forces if f.in_place)
        others = [n for n in givers if n not in self.nations.leads]
        for n, code in enumerate((*self.nations.leads, *others[:: 1 + len(others) // (2 + weeks // 16)])):
            roll = self.dice.of("elsewhere", code)
            own = [f for f in self.forces if f.in_place and f.contingent.nation == code]
            group = roll.pick(roll.pick(own).people)
            is_lead = code in self.nations.leads
            first = roll.whole(weeks // 6, weeks // 2)
            yield Elsewhere(
                id=f"need-{n + 1}",
                name="Units back to full readiness at home" if is_lead else "Another mission",
                who=code,
                skill=None if is_lead else group.skills[0],
                count=max(4, sum(f.heads for f in own) * 2 // 5 if is_lead else group.count * 2 // 3),
                value=roll.whole(1, 4),
                from_=day(first),
                until=None if is_lead or roll.is_so(0.5) else day(min(weeks, first + 26)),
                reset_weeks=roll.whole(4, 16),
                confidence=INVENTED,
            )

    def targets(self) -> Iterator[Target]:
        """Yield for each theatre: the new command grows, takes over, covers; a part of the lead's people must go."""
        for theatre in range(self.knobs.shape.theatres):
            yield from self._of_theatre(theatre)

    def _of_theatre(self, t: int) -> Iterator[Target]:
        weeks, roll = self.knobs.shape.weeks, self.dice.of("target", t)
        lead = self.nations.leads[t % len(self.nations.leads)]
        present = [f for f in self.forces if f.theatre == t and f.in_place]
        here = sum(f.strength for f in present)
        own = sum(f.strength for f in present if f.contingent.nation == lead)
        handed = sum(1 for task in self.tasks if task.theatre == t and task.activity.hand_to)
        half, late = day(roll.whole(weeks * 2 // 5, weeks // 2)), day(roll.whole(weeks * 3 // 4, weeks * 9 // 10))
        name, all_of = f"theatre-{t + 1}", {"where": host(t), "confidence": INVENTED}
        grows = {"measure": Measure.STRENGTH, "sense": Sense.AT_LEAST, "who": new(t), "from_": half}
        yield Target(id=f"{name}-grows", value=here // 3, **grows, **all_of)
        taken = {**grows, "measure": Measure.HANDED_OVER}
        yield Target(id=f"{name}-takes-over", value=handed // 2, **taken, **all_of)
        covered = {"measure": Measure.COVERAGE, "sense": Sense.AT_LEAST, "what": "advising"}
        yield Target(id=f"{name}-advice", value=90, **covered, **all_of)
        released = {"measure": Measure.STRENGTH, "sense": Sense.AT_MOST, "who": lead}
        yield Target(id=f"{name}-release", value=own // 4, from_=half, **released, **all_of)
        yield Target(id=f"{name}-must", value=own * 2 // 3, from_=late, must=True, **released, **all_of)

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
        """Yield for each theatre: the new command grows, takes over, covers; those to be released go, some of it must."""
        weeks = self.knobs.shape.weeks
        for t in range(self.knobs.shape.theatres):
            handed = sum(1 for task in self.tasks if task.theatre == t and task.activity.hand_to)
            here = sum(f.strength for f in self.forces if f.theatre == t and f.in_place)
            lead = self.nations.leads[t % len(self.nations.leads)]
            own = sum(f.strength for f in self.forces if f.theatre == t and f.in_place and f.contingent.nation == lead)
            roll = self.dice.of("target", t)
            half, late = roll.whole(weeks * 2 // 5, weeks // 2), roll.whole(weeks * 3 // 4, weeks * 9 // 10)
            name = f"theatre-{t + 1}"
            yield self._target(
                f"{name}-grows", Measure.STRENGTH, Sense.AT_LEAST, here // 3, half, who=new(t), where=host(t)
            )
            yield self._target(
                f"{name}-takes-over", Measure.HANDED_OVER, Sense.AT_LEAST, handed // 2, half, who=new(t), where=host(t)
            )
            yield self._target(
                f"{name}-advice", Measure.COVERAGE, Sense.AT_LEAST, 90, 0, where=host(t), what="advising"
            )
            yield self._target(
                f"{name}-release", Measure.STRENGTH, Sense.AT_MOST, own // 4, half, who=lead, where=host(t)
            )
            yield self._target(
                f"{name}-release-must",
                Measure.STRENGTH,
                Sense.AT_MOST,
                own * 2 // 3,
                late,
                who=lead,
                where=host(t),
                must=True,
            )

    def _target(
        self,
        name: str,
        measure: Measure,
        sense: Sense,
        value: int,
        first: int,
        *,
        who: str = "*",
        where: str = "*",
        what: str = "*",
        must: bool = False,
    ) -> Target:
        return Target(
            id=name,
            measure=measure,
            who=who,
            where=where,
            what=what,
            sense=sense,
            value=value,
            from_=day(first) if first else None,
            must=must,
            confidence=INVENTED,
        )

"""Contingents that work: in place at the start, or pledged."""

from collections.abc import Sequence
from decimal import Decimal

from contingent.domain.tables import Contingent, People
from contingent.domain.vocabulary import PledgeState
from contingent.generator.dice import Dice
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs, Shape
from contingent.generator.nations import Nations
from contingent.generator.theatre import Task, new, old
from contingent.generator.words import INVENTED, day

IN_PLACE = 0.38
"""Share of the working contingents that are in place. [1]"""
LEAD = 0.5
"""Share of those that are of a nation to be released. [1]"""

_STATES = (*[PledgeState.OFFERED] * 8, *[PledgeState.ACCEPTED] * 5, *[PledgeState.AUTHORISED] * 3)
_STATES += (PledgeState.VERIFIED, PledgeState.ORDERED, PledgeState.INDICATED)
_SUPPORT = (*[Decimal(0)] * 5, Decimal("0.05"), Decimal("0.1"), Decimal("0.15"))


def workers(
    knobs: Knobs, tasks: Sequence[Task], nations: Nations, whole: Sequence[bool], dice: Dice
) -> tuple[Force, ...]:
    """Return contingents whose skills some activity asks; ``whole`` says of each whether it is indivisible."""
    shape, made = knobs.shape, []
    by_theatre = [[t for t in tasks if t.theatre == theatre] for theatre in range(shape.theatres)]
    givers = iter(nations.deal(dice.of("givers"), len(whole)))
    for theatre, own in enumerate(by_theatre):
        chosen = range(theatre, len(whole), shape.theatres)
        n_here = round(IN_PLACE * len(chosen))
        n_lead = round(LEAD * n_here)
        at_start = [t for t in own if t.weeks.start == 0]
        roll = dice.of("theatre", theatre)
        targets = [at_start[i] for i in roll.of("here").spread([t.weight for t in at_start], n_here)]
        targets += [own[i] for i in roll.of("later").spread([t.weight for t in own], len(chosen) - n_here)]
        for order, (k, task) in enumerate(zip(chosen, targets, strict=True)):
            giver, lead = next(givers), nations.leads[theatre % len(nations.leads)]
            one = _Maker(shape, k, task, own, whole[k], dice.of("force", k))
            made.append(
                one.in_place(lead if order < n_lead else giver, order < n_lead)
                if order < n_here
                else one.pledged(giver)
            )
    return tuple(made)


class _Maker:
    """Makes one contingent for an activity."""

    def __init__(self, shape: Shape, k: int, task: Task, own: Sequence[Task], is_whole: bool, roll: Dice) -> None:
        self.shape, self.k, self.task, self.own, self.is_whole, self.roll = shape, k, task, own, is_whole, roll

    def in_place(self, nation: str, is_lead: bool) -> Force:
        """Return a force that is there: a lead's keeps its command and has relief of its own, others may change."""
        roll, theatre, weeks = self.roll, self.task.theatre, self.shape.weeks
        before = roll.whole(8, 24)
        under = self.task.activity.command
        both = under == old(theatre) and not is_lead and roll.is_so(0.6)
        until = roll.whole(weeks * 3 // 10, weeks * 9 // 10) if roll.is_so(0.6 if is_lead else 0.35) else weeks
        until = max(until, min(20, weeks))
        tour_max = before + roll.whole(10, 30)
        return self._force(
            nation,
            state=PledgeState.IN_PLACE,
            commands=(under, new(theatre)) if both else (under,),
            site=self.task.activity.site,
            since=day(-before),
            until=day(until) if until < weeks else None,
            sites=self._sites(2),
            tour_min=8,
            tour_max=tour_max,
            dwell=roll.whole(16, 32),
            rotations=3 if is_lead else roll.whole(1, 2),
            rehat_from=day(roll.whole(4, weeks // 4)) if both and roll.is_so(0.4) else None,
        )

    def pledged(self, nation: str) -> Force:
        """Return a force that may come: half from a day on, a third until a day."""
        roll, weeks = self.roll, self.shape.weeks
        first = roll.whole(2, weeks * 3 // 5) if roll.is_so(0.7) else 0
        last = first + roll.whole(26, 78) if roll.is_so(0.35) else weeks
        state = roll.pick(_STATES)
        tour_min = roll.whole(8, 16)
        return self._force(
            nation,
            state=state,
            commands=self._commands(),
            from_=day(first) if first else None,
            until=day(last) if last < weeks else None,
            notice_days=15 * roll.whole(0, 6),
            sites=self._sites(self.shape.reach),
            tour_min=tour_min,
            tour_max=roll.whole(max(18, tour_min + 8), 39),
            dwell=roll.whole(16, 52),
            rotations=roll.whole(1, 2 if self.is_whole else 3),
            chance=Decimal(roll.whole(8, 19)) / 20,
            review_by=day(roll.whole(4, weeks - 1)) if state is PledgeState.OFFERED and roll.is_so(0.5) else None,
        )

    def _force(self, nation: str, **columns: object) -> Force:
        contingent = Contingent(
            id=f"con-{self.k + 1}",
            nation=nation,
            name=f"{'Company' if self.is_whole else 'Team'} {self.k + 1} for {self.task.activity.name}",
            moves=1 if not self.is_whole and self.roll.is_so(0.08) else 0,
            indivisible=self.is_whole,
            support=self.roll.pick(_SUPPORT),
            confidence=INVENTED,
            **columns,
        )
        return Force(self.task.theatre, contingent, tuple(self._people(contingent.id)), self.task.activity.kind)

    def _commands(self) -> tuple[str, ...]:
        """Return the commands of a pledge: most go where the activity goes, some under both."""
        theatre = self.task.theatre
        aim = self.task.activity.hand_to or self.task.activity.command
        if self.roll.is_so(0.2):
            return old(theatre), new(theatre)
        return (aim,)

    def _sites(self, reach: int) -> tuple[str, ...]:
        """Return the activity's site and some others of the theatre where its skills are asked."""
        own = self.task.activity.site
        asked = {skill for skill, _ in self.task.asks}
        others = dict.fromkeys(t.activity.site for t in self.own if asked & {s for s, _ in t.asks})
        more = self.roll.shuffled([s for s in others if s != own])[: self.roll.whole(0, reach - 1)]
        return (own, *sorted(more, key=lambda s: int(s.removeprefix("site-"))))

    def _people(self, contingent: str) -> list[People]:
        """Return two groups and a reserve with both skills of a company, one or two groups of a team."""
        skills = [skill for skill, _ in self.task.asks]
        second = skills[1] if len(skills) > 1 else self._other_skill(skills[0])
        pair = tuple(sorted((skills[0], second)))
        if self.is_whole:
            size = self.roll.whole(50, 140)
            reserve = size * self.roll.whole(15, 30) // 100
            main = (size - reserve) * self.roll.whole(60, 80) // 100
            parts = {(skills[0],): main, (second,): size - reserve - main, pair: reserve}
        else:
            size = 5 * self.roll.whole(1, 8)
            double = size * self.roll.whole(0, 50) // 100 if self.roll.is_so(0.6) else 0
            parts = {(skills[0],): size - double, pair: double}
        return [
            People(contingent=contingent, count=count, skills=has, confidence=INVENTED)
            for has, count in parts.items()
            if count
        ]

    def _other_skill(self, first: str) -> str:
        """Return another skill that is asked in the theatre."""
        asked = dict.fromkeys(skill for t in self.own for skill, _ in t.asks if skill != first)
        return self.roll.pick(tuple(asked))

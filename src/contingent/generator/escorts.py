"""Enablers: what a site must have for those who work there, and the contingents that give it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contingent.core.calendar import Calendar
from contingent.domain.tables import Billet, Contingent, Enabler, People
from contingent.domain.vocabulary import PledgeState
from contingent.generator.dice import Dice
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs
from contingent.generator.nations import Nations
from contingent.generator.theatre import Place, Task, new, old
from contingent.generator.words import INVENTED, MEDIC, PROTECTION, START, day

PROTECTED, TREATED = (8, 10, 12), (30, 40, 50)
"""People in posts for whom one is enough, by site."""


def escort_count(knobs: Knobs) -> int:
    """Return how many contingents are escorts: two a site, one in eight at least."""
    return max(2 * knobs.shape.sites, knobs.shape.contingents // 8)


def enablers(places: Sequence[Place], dice: Dice) -> tuple[Enabler, ...]:
    """Return what each site needs."""
    return tuple(
        Enabler(site=p.site.id, skill=skill, per=dice.of("per", s, skill).pick(per), minimum=2, confidence=INVENTED)
        for s, p in enumerate(places)
        for skill, per in ((PROTECTION, PROTECTED), (MEDIC, TREATED))
    )


@dataclass(frozen=True, slots=True)
class Escorts:
    """Makes contingents of escorts for sites with known posts."""

    knobs: Knobs
    places: Sequence[Place]
    posts: Sequence[int]
    """Posts of each site in its busiest week. [person]"""
    needs: Sequence[Enabler]
    nations: Nations
    dice: Dice

    def forces(self, first: int, whole: Sequence[bool]) -> tuple[Force, ...]:
        """Return the escorts: for each site one in place where it is open, the others pledged."""
        givers = self.nations.deal(self.dice.of("givers"), len(whole))
        sites = len(self.places)
        rounds = [len(range(s, len(whole), sites)) for s in range(sites)]
        return tuple(
            self._force(first + e, e % sites, e // sites, rounds[e % sites], givers[e], whole[e])
            for e in range(len(whole))
        )

    def _force(self, k: int, s: int, turn: int, rounds: int, giver: str, is_whole: bool) -> Force:
        roll, place, shape = self.dice.of("force", k), self.places[s], self.knobs.shape
        theatre, weeks = place.theatre, shape.weeks
        is_here = turn == 0 and place.weeks.start == 0
        lead = self.nations.leads[theatre % len(self.nations.leads)]
        first = roll.whole(weeks // 8, weeks // 2) if not is_here and roll.is_so(0.7) else 0
        until = roll.whole(weeks // 2, weeks) if is_here and roll.is_so(0.5) else weeks
        before = roll.whole(8, 24)
        contingent = Contingent(
            id=f"con-{k + 1}",
            nation=lead if is_here and roll.is_so(0.5) else giver,
            name=f"Escort and medical care {k + 1} for {place.site.name}",
            state=PledgeState.IN_PLACE if is_here else roll.pick((PledgeState.OFFERED, PledgeState.ACCEPTED)),
            commands=(old(theatre), new(theatre)) if is_here or roll.is_so(0.3) else (new(theatre),),
            site=place.site.id if is_here else None,
            since=day(-before) if is_here else None,
            from_=day(first) if first else None,
            until=day(until) if until < weeks else None,
            notice_days=0 if is_here else 15 * roll.whole(0, 4),
            sites=(place.site.id, *self._near(s, roll)),
            tour_min=8,
            tour_max=before + roll.whole(10, 28) if is_here else roll.whole(26, 39),
            dwell=roll.whole(16, 32),
            rotations=roll.whole(2, 3),
            moves=0,
            indivisible=is_whole,
            support=Decimal(roll.pick(("0", "0", "0.1"))),
            chance=None if is_here else Decimal(roll.whole(12, 19)) / 20,
            confidence=INVENTED,
        )
        return Force(theatre, contingent, tuple(self._people(contingent.id, s, rounds, is_here, roll)))

    def _near(self, s: int, roll: Dice) -> list[str]:
        """Return up to one other site of the theatre."""
        near = [p.site.id for o, p in enumerate(self.places) if p.theatre == self.places[s].theatre and o != s]
        return [roll.pick(near)] if near and roll.is_so(0.5) else []

    def _people(self, contingent: str, s: int, rounds: int, is_here: bool, roll: Dice) -> list[People]:
        """Return people for the site's need: those in place nearly all of it, the others a part."""
        part = roll.whole(105, 125) if is_here else roll.whole(120, 170) // max(1, rounds - 1)
        site = self.places[s].site.id
        per = {need.skill: need.per or 1 for need in self.needs if need.site == site}
        guards = max(4, self.posts[s] * part // (100 * per[PROTECTION]))
        medics = max(3, self.posts[s] * part // (100 * per[MEDIC]))
        double = guards // 5
        parts = (((PROTECTION,), guards - double), ((MEDIC,), medics), (("infantry", PROTECTION), double))
        return [
            People(contingent=contingent, count=count, skills=skills, confidence=INVENTED)
            for skills, count in parts
            if count
        ]


def busiest(weeks: int, places: Sequence[Place], tasks: Sequence[Task], billets: Sequence[Billet]) -> list[int]:
    """Return the posts of each site in its busiest week. [person]"""
    calendar = Calendar(START, weeks)
    asked: dict[int, Counter[int]] = {s: Counter() for s in range(len(places))}
    task_of = {t.activity.id: t for t in tasks}
    for billet in billets:
        task = task_of[billet.activity]
        for week in calendar.span(billet.from_, billet.until):
            if week in task.weeks:
                asked[task.place][week] += billet.count
    return [max(found.values(), default=0) for found in asked.values()]

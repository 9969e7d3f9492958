"""Leave and refusal: consents of hosts, caveats of nations, conditions of pledges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contingent.domain.tables import Caveat, Condition, Consent
from contingent.domain.vocabulary import ConditionKind, ConsentStatus
from contingent.generator.dice import Dice
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs
from contingent.generator.nations import Nations
from contingent.generator.theatre import Place, Task, host, is_late, new, old
from contingent.generator.words import ALWAYS, INVENTED, When, day, when

_CONDITIONS = (12, 6, 13, 69)
"""Pledges in a hundred that wait for a vote, for a consent, for another contingent, for nothing."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Makes what hosts and nations allow."""

    knobs: Knobs
    places: Sequence[Place]
    tasks: Sequence[Task]
    forces: Sequence[Force]
    nations: Nations
    dice: Dice

    def consents(self) -> Iterator[Consent]:
        """Yield each host's leave: the old command everywhere, the new one at some sites only later."""
        weeks = self.knobs.shape.weeks
        for theatre in range(self.knobs.shape.theatres):
            first = self.dice.of("consent", theatre).whole(weeks // 10, weeks // 4)
            yield _granted(theatre, old(theatre), "*")
            yield _refused(theatre, new(theatre), "*", "unit-training", when(0, first, weeks))
        for s, place in enumerate(self.places):
            yield from self._of_site(s, place)
        for n, code in enumerate(self.nations.givers):
            yield from self._against(code, self.dice.of("refusal", n))

    def _of_site(self, s: int, place: Place) -> Iterator[Consent]:
        """Yield the leave of one site: a third late, half of these pending; some end for the old command."""
        roll, weeks, theatre = self.dice.of("consent of site", s), self.knobs.shape.weeks, place.theatre
        comes_late = is_late(s) or (roll.is_so(0.2) and not self._is_new_at(place))
        first = roll.whole(weeks // 8, weeks * 3 // 10) if comes_late else 0
        granted = _granted(theatre, new(theatre), place.site.id, when(first, weeks, weeks))
        if comes_late and roll.is_so(0.5):
            chance = Decimal(roll.whole(10, 18)) / 20
            granted = granted.model_copy(update={"status": ConsentStatus.PENDING, "chance": chance})
        yield granted
        moves_on = all(t.activity.hand_to for t in self.tasks if t.place == s)
        if moves_on and roll.is_so(0.5):
            end = roll.whole(weeks * 3 // 4, weeks - 4)
            yield _refused(theatre, old(theatre), place.site.id, "*", when(end, weeks, weeks))

    def _is_new_at(self, place: Place) -> bool:
        """Tell whether the new command has people at a site at the start."""
        command = new(place.theatre)
        return any(f.contingent.site == place.site.id and f.contingent.commands[0] == command for f in self.forces)

    def _against(self, nation: str, roll: Dice) -> Iterator[Consent]:
        """Yield, for every third nation, a refusal: of a kind of activity at a site, or of the site as such."""
        weeks = self.knobs.shape.weeks
        own = [f for f in self.forces if f.contingent.nation == nation]
        if own and roll.is_so(0.35):
            force = roll.pick(own)
            site = roll.pick(force.contingent.sites)
            kinds = sorted({t.activity.kind for t in self.tasks} - {f.kind for f in own})
            is_there = any(f.contingent.site == site for f in own)
            what = "*" if not is_there and roll.is_so(0.3) else roll.pick(kinds or ["unit-training"])
            until = roll.whole(weeks // 4, weeks) if roll.is_so(0.6) else weeks
            yield _refused(force.theatre, nation, site, what, when(0, until, weeks))

    def caveats(self) -> Iterator[Caveat]:
        """Yield what every sixth contingent and every fourth nation refuses; nobody refuses where they stand."""
        kinds = {t.activity.kind for t in self.tasks}
        for force in self.forces:
            roll = self.dice.of("caveat", force.contingent.id)
            if roll.is_so(0.16):
                yield self._caveat(force.contingent.id, self._refusal(force, roll), roll)
        for code in self.nations.givers:
            roll = self.dice.of("caveat", code)
            others = sorted(kinds - {f.kind for f in self.forces if f.contingent.nation == code})
            if others and roll.is_so(0.25):
                yield self._caveat(code, f"kind:{roll.pick(others)}", roll)

    def _refusal(self, force: Force, roll: Dice) -> str:
        one, draw = force.contingent, roll.whole(1, 4)
        others = [s for s in one.sites[1:] if s != one.site]
        if draw == 1 and others:
            return f"site:{roll.pick(others)}"
        if draw == 2 and len(one.commands) > 1:
            return f"command:{one.commands[1]}"
        near = [t for t in self.tasks if t.activity.site in one.sites and t.activity.kind != force.kind]
        near = near or [t for t in self.tasks if t.activity.kind != force.kind]
        task = roll.pick(near)
        return f"activity:{task.activity.id}" if draw == 3 else f"kind:{task.activity.kind}"

    def _caveat(self, who: str, refused: str, roll: Dice) -> Caveat:
        weeks = self.knobs.shape.weeks
        until = roll.whole(weeks // 4, weeks * 3 // 4) if roll.is_so(0.5) else weeks
        text = "Not for our people" + (", for now." if until < weeks else ".")
        end = day(until) if until < weeks else None
        return Caveat(who=who, not_=refused, until=end, text=text, confidence=INVENTED)

    def conditions(self) -> Iterator[Condition]:
        """Yield conditions of pledges: votes, consents, and others that must be there."""
        weeks = self.knobs.shape.weeks
        pledged = [f for f in self.forces if not f.in_place]
        for force, draw in zip(pledged, self.dice.of("conditions").spread(_CONDITIONS, len(pledged)), strict=True):
            roll, one = self.dice.of("condition", force.contingent.id), force.contingent
            if draw == 0:
                yield self._condition(one.id, ConditionKind.VOTE, "Parliament", roll.whole(2, weeks // 3), roll)
            elif draw == 1:
                yield self._condition(
                    one.id, ConditionKind.CONSENT, host(force.theatre), roll.whole(4, weeks // 3), roll
                )
            elif draw == 2:
                yield from self._present_with(force, roll)

    def _present_with(self, force: Force, roll: Dice) -> Iterator[Condition]:
        """Yield the dependence of a pledge on another one that may serve at the same site and in the same weeks."""
        weeks = self.knobs.shape.weeks
        own = force.window(weeks)
        others = [
            f.contingent.id
            for f in self.forces
            if f is not force
            and f.contingent.nation != force.contingent.nation
            and f.contingent.sites[0] in force.contingent.sites
            and len(set(f.window(weeks)) & set(own)) > min(20, len(own) // 2)
        ]
        if others:
            with_ = roll.pick(others)
            yield Condition(
                contingent=force.contingent.id, kind=ConditionKind.PRESENT_WITH, value=with_, confidence=INVENTED
            )

    def _condition(self, contingent: str, kind: ConditionKind, value: str, on: int, roll: Dice) -> Condition:
        chance = Decimal(roll.whole(12, 19)) / 20
        return Condition(
            contingent=contingent, kind=kind, value=value, expected=day(on), chance=chance, confidence=INVENTED
        )


def _granted(theatre: int, who: str, where: str, days: When = ALWAYS) -> Consent:
    return Consent(host=host(theatre), who=who, where=where, status=ConsentStatus.GRANTED, confidence=INVENTED, **days)


def _refused(theatre: int, who: str, where: str, what: str, days: When) -> Consent:
    status = ConsentStatus.REFUSED
    return Consent(host=host(theatre), who=who, where=where, what=what, status=status, confidence=INVENTED, **days)

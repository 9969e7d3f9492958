"""Which of the lifted limits a plan needs lifted: by the verifier alone, without a solve."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.possible import Asker
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Rule
from contingent.verify import CHECKS
from contingent.verify.ledger import Ledger, replay

_RULES = {
    LimitKind.CEILING: {Rule.CEILING},
    LimitKind.MANDATE_NUMBER: {Rule.MANDATE},
    LimitKind.MANDATE_TIME: {Rule.MANDATE},
    LimitKind.MANDATE_PLACE: {Rule.MANDATE},
    LimitKind.BEDS: {Rule.BEDS},
    LimitKind.OPENS: {Rule.SITE},
    LimitKind.CLOSES: {Rule.SITE},
    LimitKind.OVERLAP: {Rule.RELIEF, Rule.ENABLER},
    LimitKind.LIFT: {Rule.LIFT},
    LimitKind.ENABLER: {Rule.ENABLER},
    LimitKind.CAVEAT: {Rule.CAVEAT},
    LimitKind.CONDITION: {Rule.AVAILABILITY, Rule.PRESENT_WITH},
    LimitKind.CONSENT: {Rule.CONSENT},
    LimitKind.CONSENT_TIME: {Rule.CONSENT},
    LimitKind.CONSENT_DEFAULT: {Rule.CONSENT},
    LimitKind.STATE: {Rule.AVAILABILITY},
    LimitKind.FROM: {Rule.AVAILABILITY},
    LimitKind.UNTIL: {Rule.AVAILABILITY},
    LimitKind.NOTICE: {Rule.AVAILABILITY},
    LimitKind.SITES: {Rule.SITE},
    LimitKind.COMMANDS: {Rule.REHAT},
    LimitKind.REHAT_FROM: {Rule.REHAT},
    LimitKind.TOUR_MIN: {Rule.TOUR},
    LimitKind.TOUR_MAX: {Rule.TOUR},
    LimitKind.DWELL: {Rule.DWELL},
    LimitKind.ROTATIONS: {Rule.DWELL},
    LimitKind.MOVES: {Rule.TOUR},
    LimitKind.INDIVISIBLE: {Rule.INDIVISIBLE},
    LimitKind.EARLIEST: {Rule.HANDOVER},
    LimitKind.LATEST: {Rule.HANDOVER},
    LimitKind.WITH: {Rule.HANDOVER},
    LimitKind.MUST: {Rule.TARGET},
}
"""The rules that a plan may break if a limit of this kind is lifted; of people, the plan names who is not there."""


_READ_BY_THE_LEDGER = frozenset({LimitKind.OVERLAP, LimitKind.PEOPLE})
"""Limits on which the ledger of a plan depends; all others are read by the checks alone."""


def used_by(asker: Asker, plan: Plan, lifted: list[Limit], always: list[Limit]) -> list[Limit]:
    """Return limits of ``lifted`` without which the plan is not lawful; it is lawful with these alone.

    Only rules that speak of a limit that is lifted can be broken without; those that are kept without any limit lifted
    are kept with more of them lifted.

    Parameters
    ----------
    always
        Limits that are lifted in any case.
    """
    there = {tour.contingent for tour in plan.tours}
    own = {k.id for k in asker.mission.contingents}
    people = [x for x in lifted if x.is_of_people and there - own]
    rows = [x for x in lifted if not x.is_of_people]
    judge = _Judge(asker, plan, [*always, *people])
    broken = frozenset(rule for rule in _rules_of(rows) if not judge.is_kept([], {rule}))
    suspects = [x for x in rows if _RULES[x.kind] & broken]
    if not judge.is_kept(suspects, broken):
        suspects = rows
    # Only rules that speak of what is taken away can break; the last look is at all of them.
    needed = _needed(suspects, lambda kept, gone: judge.is_kept(kept, broken & _rules_of(gone)))
    if not judge.is_kept(needed, broken):
        needed = _needed(suspects, lambda kept, _: judge.is_kept(kept, broken))
    return [*_needed(people, lambda kept, _: asker.grants([*always, *kept, *suspects], plan)), *needed]


@dataclass(slots=True)
class _Judge:
    """Checks rules of a plan with some limits lifted; the plan is replayed only where that could tell another story."""

    asker: Asker
    plan: Plan
    always: list[Limit]
    """Limits that are lifted in any case."""
    ledgers: dict[frozenset[Limit], Ledger] = field(default_factory=dict)

    def is_kept(self, limits: list[Limit], rules: Collection[Rule]) -> bool:
        """Tell whether the plan keeps some rules with some limits lifted."""
        mission = self.asker.lifted([*self.always, *limits])
        read = frozenset(x for x in limits if x.kind in _READ_BY_THE_LEDGER)
        if read not in self.ledgers:
            self.ledgers[read] = replay(mission, self.plan)
        return not any(True for rule in rules for _ in CHECKS[rule](mission, self.ledgers[read]))


def _rules_of(limits: list[Limit]) -> frozenset[Rule]:
    return frozenset().union(*(_RULES[x.kind] for x in limits))


def _needed(limits: list[Limit], is_enough: Callable[[list[Limit], list[Limit]], bool]) -> list[Limit]:
    """Take away halves, quarters and so on as long as the rest is enough.

    Parameters
    ----------
    is_enough
        Told what is left, and what was taken away of what was enough.
    """
    size = max(1, len(limits) // 2)
    needed = list(limits)
    while needed:
        at = 0
        while at < len(needed):
            fewer = needed[:at] + needed[at + size :]
            if is_enough(fewer, needed[at : at + size]):
                needed = fewer
            else:
                at += size
        if size == 1:
            break
        size //= 2
    return needed

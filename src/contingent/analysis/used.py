"""Which of the lifted limits a plan needs lifted: by the verifier alone, without a solve."""

from collections.abc import Callable

from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.possible import Asker
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Rule
from contingent.verify import CHECKS, verify
from contingent.verify.ledger import replay

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


def used_by(asker: Asker, plan: Plan, lifted: list[Limit], always: list[Limit]) -> list[Limit]:
    """Return limits of ``lifted`` without which the plan is not lawful; it is lawful with these alone.

    Rules that are kept without any limit lifted are kept with more of them lifted: only the others are looked at.

    Parameters
    ----------
    always
        Limits that are lifted in any case.
    """
    there = {tour.contingent for tour in plan.tours}
    own = {k.id for k in asker.mission.contingents}
    people = [x for x in lifted if x.is_of_people and there - own]
    broken = frozenset(v.rule for v in verify(asker.lifted([*always, *people]), plan).violations)
    suspects = [x for x in lifted if not x.is_of_people and _RULES[x.kind] & broken]

    def is_kept(limits: list[Limit]) -> bool:
        mission = asker.lifted([*always, *people, *limits])
        ledger = replay(mission, plan)
        return not any(True for rule in broken for _ in CHECKS[rule](mission, ledger))

    if not is_kept(suspects):
        suspects = [x for x in lifted if not x.is_of_people]
    return [*_needed(people, lambda kept: asker.grants([*always, *kept, *suspects], plan)), *_needed(suspects, is_kept)]


def _needed(limits: list[Limit], is_enough: Callable[[list[Limit]], bool]) -> list[Limit]:
    """Take away halves, quarters and so on as long as the rest is enough."""
    size = max(1, len(limits) // 2)
    needed = list(limits)
    while needed:
        at = 0
        while at < len(needed):
            fewer = needed[:at] + needed[at + size :]
            if is_enough(fewer):
                needed = fewer
            else:
                at += size
        if size == 1:
            break
        size //= 2
    return needed

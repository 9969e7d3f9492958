"""All reasons why a wish is impossible, and all that would help; docs/concepts/why.md has the proof."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from contingent.analysis.hitting import smallest_hitting_set
from contingent.analysis.limit import Limit, LimitKind, Tier
from contingent.analysis.possible import Asker, Word
from contingent.analysis.used import used_by
from contingent.domain.plan import Plan

MOST_REASONS = 12
"""A question with more reasons than these is told in part. [reason]"""
MOST_HELPS = 40
"""One with more that would help, too. [help]"""


@dataclass(frozen=True, slots=True)
class Reason:
    """A smallest set of limits that forbids a wish: with any one of them lifted too, and all others, it is possible."""

    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """A smallest set of limits that, lifted from the mission as it is, makes the wish possible."""

    limits: tuple[Limit, ...]
    plan: Plan = field(repr=False)
    """A lawful plan of the mission with them lifted that grants the wish."""


@dataclass(slots=True)
class Findings:
    """What is known about why a wish is impossible."""

    reasons: list[Reason] = field(default_factory=list)
    helps: list[Help] = field(default_factory=list)
    is_complete: bool = False
    """All reasons were found."""
    tier: Tier = Tier.LEAVE
    """Where the reasons lie; all limits of the tiers before are lifted in them, those after are the ground."""
    in_itself: bool = False
    """Impossible with every limit lifted."""


def search(
    asker: Asker, limits: Collection[Limit], told: Callable[[Findings], None], most: int = MOST_REASONS
) -> Findings:
    """Find reasons and help among limits, until all are found or time runs out."""
    return _Search(asker, sorted(limits), told, most).run()


class _Search:
    """The state of one search. Limits are numbered."""

    def __init__(self, asker: Asker, limits: list[Limit], told: Callable[[Findings], None], most: int) -> None:
        self.asker, self.told, self.most = asker, told, most
        self.limits = limits
        self.ground: frozenset[int] = frozenset()
        """Limits of the tier that is looked at."""
        self.always: frozenset[int] = frozenset()
        """Limits of the tiers before it: lifted in every question."""
        self.enough: list[frozenset[int]] = []
        """Sets that, lifted, make the wish possible; not always smallest. Every reason meets each of them."""
        self.found = Findings()

    def run(self) -> Findings:
        """Search one tier after the other, until one is to blame."""
        word = Word.IMPOSSIBLE
        for tier in Tier:
            self.always = self.always | self.ground
            self.ground = frozenset(n for n, limit in enumerate(self.limits) if limit.tier is tier)
            if not self.ground:
                continue
            word = self.asker.ask(self._lifted(self.ground)).word
            if word is not Word.IMPOSSIBLE:
                self.found.tier = tier
                break
        if word is Word.IMPOSSIBLE:
            self.found.in_itself = self.found.is_complete = True
        if word is Word.POSSIBLE:
            self._reasons()
        self._people_help()
        self._sort()
        return self.found

    def _reasons(self) -> None:
        """Lift something of every reason that is known, as little as can be: either that helps, or there is another."""
        reasons: list[frozenset[int]] = []
        helps: list[frozenset[int]] = []
        while len(reasons) < self.most and len(helps) < MOST_HELPS:
            lifted = smallest_hitting_set(reasons, helps, len(self.ground))
            if lifted is None:
                self.found.is_complete = True
                return
            answer = self.asker.ask(self._lifted(lifted))
            if answer.plan is not None:
                helps.append(lifted)
                self.enough.append(lifted)
                if not self.always:
                    self.found.helps.append(Help(self._named(lifted), answer.plan))
            else:
                reason = self._reason_beside(lifted) if answer.word is Word.IMPOSSIBLE else None
                if reason is None:
                    return  # no time is left
                reasons.append(reason)
                self.found.reasons.append(Reason(self._named(reason)))
            self.told(self.found)

    def _reason_beside(self, lifted: frozenset[int]) -> frozenset[int] | None:
        """Find a reason that has nothing of what, lifted, does not make the wish possible; None: time ran out."""
        met = [enough - lifted for enough in self.enough]
        kept = smallest_hitting_set(met, (), len(self.ground)) or frozenset()
        answer = self.asker.ask(self._lifted(self.ground - kept))
        while answer.plan is not None:
            kept |= self._learned(self.ground - kept, answer.plan) - lifted
            answer = self.asker.ask(self._lifted(self.ground - kept))
        for n in sorted(kept, reverse=True):
            if answer.word is Word.UNKNOWN:
                return None
            answer = self.asker.ask(self._lifted(self.ground - (kept - {n})), doubted=True)
            if answer.plan is None:
                kept -= {n}
        return None if answer.word is Word.UNKNOWN else kept

    def _learned(self, lifted: frozenset[int], plan: Plan) -> frozenset[int]:
        """Return limits of ``lifted`` that a plan needs lifted, and remember the plan for them."""
        number = {limit: n for n, limit in enumerate(self.limits)}
        always = [self.limits[n] for n in self.always]
        kept = used_by(self.asker, plan, [self.limits[n] for n in sorted(lifted)], always)
        self.asker.keep([*always, *kept], plan)
        enough = frozenset(number[limit] for limit in kept)
        self.enough.append(enough)
        return enough

    def _people_help(self) -> None:
        """See whether more people alone would help, by skill."""
        blamed = {x.kind for reason in self.found.reasons for x in reason.limits}
        tried = []
        for n, limit in enumerate(self.limits):
            if not limit.is_of_people or self.found.in_itself:
                continue
            is_asked = limit.table == "people" or limit.row in self.asker.scope.skills
            if not is_asked and LimitKind.ENABLER not in blamed:
                continue  # more enablers do not help where no need of enablers forbids anything
            tried.append(n)
        everyone = [self.limits[n] for n in tried]
        if len(tried) > 1 and self.asker.ask(everyone).word is Word.IMPOSSIBLE:
            return  # one question instead of one for each
        for n in tried:
            answer = self.asker.ask([self.limits[n]])
            if answer.plan is not None:
                self.found.helps.append(Help(self._named({n}), answer.plan))

    def _lifted(self, numbers: Collection[int]) -> list[Limit]:
        return [self.limits[n] for n in sorted(self.always | frozenset(numbers))]

    def _named(self, numbers: Collection[int]) -> tuple[Limit, ...]:
        return tuple(self.limits[n] for n in sorted(numbers))

    def _sort(self) -> None:
        self.found.reasons.sort(key=lambda r: (len(r.limits), r.limits))
        unique = {help_.limits: help_ for help_ in self.found.helps}
        self.found.helps = sorted(unique.values(), key=lambda h: (len(h.limits), h.limits))

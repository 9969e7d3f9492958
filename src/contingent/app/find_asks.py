"""Whom to ask for what: the story of ``contingent ask``."""

import time
from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from datetime import date

from contingent.analysis.ask_bound import Least, Prover
from contingent.analysis.ask_count import Missing, missed, missing_posts
from contingent.analysis.ask_nations import fewest, with_givers
from contingent.analysis.ask_near import beside
from contingent.analysis.ask_needed import all_needed
from contingent.analysis.ask_otherwise import otherwise
from contingent.analysis.ask_program import PROVEN, Model, Smallest, can_serve, model_of, smallest
from contingent.analysis.ask_relaxed import Goalpost, Line, given_by, lines_of, near_lines, relaxed
from contingent.analysis.ask_result import Pledged, left_posts, pledged
from contingent.analysis.asks import Aim, Alternative, Asks, Left, Within
from contingent.app.plan_mission import plan_mission
from contingent.core.errors import EngineError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Goal
from contingent.solve.limits import Limits
from contingent.solve.solve import LARGE
from contingent.solve.watch import Watch
from contingent.verify import is_lawful
from contingent.verify.ledger import replay

_FIRST_PLAN = 0.4
"""Part of the time limit that planning the mission itself may take at most."""

_NEAR = 0.4
"""Part of the time left that the search beside the known plan may take."""

_WHOLE = 0.7
"""The same for the whole mission; the rest is for what is not a pledge."""

_PROOF = 0.7
"""The same for the proof that no list is smaller, where the whole mission was not asked."""

_NEEDED = 0.3
"""The same for the proof that nobody can be spared."""

_AGAIN = 15.0
"""A mission with one limit changed is planned again for so long at most. [s]"""

_LEAST = 0.5
"""And at least. [s]"""

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call of ``contingent ask`` wants."""

    aim: Aim = Aim.ESSENTIAL
    target: str | None = None
    by: date | None = None
    """From this day on; None: throughout."""
    notice: int | None = None
    """Days until people who are pledged now can arrive; None: as the pledges of the mission have it. [day]"""
    max_nations: int | None = None


def find_asks(
    mission: Mission,
    wanted: Wanted,
    given: Plan | None = None,
    limits: Limits | None = None,
    watch: Watch | None = None,
    told: Told = lambda _: None,
) -> tuple[Asks | None, str]:
    """Return the smallest list of further pledges found; nothing, and why, if no lawful plan is known.

    Parameters
    ----------
    given
        A plan to begin with; None: the mission is planned first.
    limits
        The time limit is for everything together.
    told
        Hears a line now and then.
    """
    how, run = limits or Limits(), watch or Watch()
    begun = time.monotonic()
    plan = given if given is not None and is_lawful(mission, given) else None
    if plan is None:
        told("planning the mission as it is")
        share = replace(how, time_limit=_FIRST_PLAN * how.time_limit)
        outcome = plan_mission(mission, share, run, near=given)
        if outcome.plan is None:
            return None, outcome.why
        plan = outcome.plan
    first = 0 if wanted.by is None else max(0, mission.calendar.week(wanted.by))
    goalpost = Goalpost(wanted.aim, wanted.target, min(first, mission.weeks))
    search = _Search(mission, wanted, goalpost, plan, begun + how.time_limit, how.workers, run, told)
    return replace(search.answer(), seconds=time.monotonic() - begun, known=plan), ""


@dataclass(slots=True)
class _Search:
    """One question about one mission."""

    mission: Mission
    wanted: Wanted
    goalpost: Goalpost
    plan: Plan
    end: float
    """Of ``time.monotonic``. [s]"""
    workers: int
    watch: Watch
    told: Told

    def answer(self) -> Asks:
        before = missed(self.mission, self.plan, self.goalpost)
        if not before:
            return self._nothing(before)
        missing = missing_posts(self.mission, self.plan, self.goalpost)
        lines = lines_of(self.mission, self.goalpost, self.wanted.notice)
        best = self._best(lines, missing, None)
        most = self.wanted.max_nations
        if best is None:
            return replace(self._nothing(before), is_partial=True, is_proven=False, is_needed=False)
        if most is None:
            return self._told(best, before, missing)
        return self._by_few(best, given_by(self.mission, lines), before, missing, most)

    def _best(self, lines: tuple[Line, ...], missing: Missing, most: int | None) -> "_Found | None":
        near = self._beside(lines, missing, most)
        return _better(near, self._whole(lines, near, most))

    def _by_few(self, best: "_Found", own: tuple[Line, ...], before: int, missing: Missing, most: int) -> Asks:
        """Look for a list that at most so many nations can give; if none is found, tell the one for any number."""
        self.told(f"looking for a list that at most {most:,} nations can give")
        few = self._best(own, missing, most) if own else None
        if few is None:
            within = Within(most, reaches=False, missed=None, without=best.amount, is_proven=not own)
            answer = self._told(best, before, missing)
            return replace(answer, within=within, is_partial=answer.is_partial or bool(own))
        answer = self._told(few, before, missing)
        reaches = few.amount <= best.amount
        proven = answer.is_proven if reaches else self._cannot(few, best.amount, missing)
        nations = tuple(dict.fromkeys(a.nation for a in answer.asks if a.nation is not None))
        words = f"{', '.join(nations)} can give the whole list." if nations else ""
        within = Within(most, reaches, few.amount, best.amount, proven)
        return replace(answer, within=within, nations=nations, nations_words=words)

    def _cannot(self, few: "_Found", amount: int, missing: Missing) -> bool:
        """Tell whether it is proven that no list of so few nations leaves so little."""
        if few.smallest.bounds[0] > amount:
            return True
        if not missing:
            return False
        return self._prover(few, missing, amount).is_impossible()

    def _prover(self, found: "_Found", missing: Missing, amount: int) -> Prover:
        full = relaxed(self.mission, self.goalpost, found.lines)
        stop, left = self.watch.stop.is_set, self._left(_PROOF)
        return Prover.of(full, self.goalpost, missing, amount, left, stop, found.most)

    def _left(self, share: float) -> float:
        now = time.monotonic()
        return now + share * max(0.0, self.end - now)

    def _beside(self, lines: tuple[Line, ...], missing: Missing, most: int | None) -> "_Found | None":
        """Look for people beside the known plan, where and when it misses something."""
        self.told("looking for people beside the plan")
        near = near_lines(self.mission, lines, missing)
        if not near:
            return None
        small = relaxed(self.mission, self.goalpost, near)
        site_of = {a.id: a.site for a in self.mission.activities}
        part = beside(small, self.goalpost, self.plan, frozenset(site_of[a] for a, *_ in missing), most)
        found = smallest(part.model, self._left(_NEAR), self.watch.stop.is_set)
        if found is None:
            return None
        made = pledged(self.mission, small, part.whole(found.plan))
        if not is_lawful(made.mission, made.plan):
            return None
        return _Found.of(made, found, part.model, self.goalpost, lines, most)

    def _whole(self, lines: tuple[Line, ...], near: "_Found | None", most: int | None) -> "_Found | None":
        """Ask the whole mission, if it is not too large or nothing else is known."""
        if near is not None and self._is_large():
            return None
        full = relaxed(self.mission, self.goalpost, lines)
        model = model_of(full, self.goalpost, most_nations=most)
        self.told("looking for the smallest list in the whole mission")
        found = smallest(model, self._left(_WHOLE), self.watch.stop.is_set)
        if found is None:
            return None
        made = pledged(self.mission, full, found.plan)
        if not is_lawful(made.mission, made.plan):
            raise EngineError("a plan with what is asked is not lawful")
        return _Found.of(made, found, model, self.goalpost, lines, most)

    def _is_large(self) -> bool:
        """Tell whether the mission with people of one skill each is large."""
        lines = lines_of(self.mission, self.goalpost, self.wanted.notice)
        few = tuple(line for line in lines if len(line.skills) <= 1)
        return len(model_of(relaxed(self.mission, self.goalpost, few), self.goalpost).program.lower) > LARGE

    def _told(self, best: "_Found", before: int, missing: Missing) -> Asks:
        made, found = best.made, best.smallest
        ledger = replay(self.mission, self.plan)
        carried = {n.code: sum(ledger.strength_of(n.code, "*")) for n in self.mission.nations}
        asks = with_givers(made.mission, made.plan, made.asks, carried)
        nations, words = fewest(made.mission, made.plan, asks)
        least = self._least(best, missing)
        is_proven = found.is_optimal or least == Least(*best.order)
        still = missing_posts(made.mission, made.plan, self.goalpost)
        needed = not is_proven and all_needed(
            made.mission, made.plan, asks, missing, still, self._left(_NEEDED), self.watch.stop.is_set
        )
        self.told("looking for changes that are no pledge")
        others, is_whole = self._otherwise(missing, best.model)
        return Asks(
            aim=self.goalpost.aim,
            words=self._words(),
            asks=asks,
            missed=before,
            left_amount=best.amount,
            left=self._what_is_left(best),
            alternatives=others,
            plan=made.plan,
            pledged=made.mission,
            is_proven=is_proven,
            is_needed=is_proven or needed,
            least_missed=least.missed,
            least_rows=least.rows,
            least_people=least.people,
            is_partial=(found.ran_out and not is_proven) or not is_whole or self.watch.stop.is_set(),
            nations=nations,
            nations_words=words,
        )

    def _least(self, best: "_Found", missing: Missing) -> Least:
        """Return what is proven of all lists that leave as little: by the search, or from a slice of the mission."""
        known = Least(*best.smallest.bounds[:PROVEN])
        if best.smallest.is_optimal or not best.made.asks or not missing:
            return known
        self.told("proving that no list is smaller")
        least = self._prover(best, missing, best.amount).least(best.made.asks)
        return Least(*(max(pair) for pair in zip(astuple(known), astuple(least), strict=True)))

    def _what_is_left(self, best: "_Found") -> tuple[Left, ...]:
        still = missing_posts(best.made.mission, best.made.plan, self.goalpost)
        hopeless = frozenset((a, s, w) for a, s, w, _ in still if not can_serve(best.model, a, s, w))
        found = left_posts(self.mission, still, hopeless)
        if self.goalpost.aim is Aim.TARGET and best.amount:
            why = "No further pledge of one skill at one site was found that reaches more of it."
            return (Left(f"target {self.goalpost.target}", self.mission.start, None, best.amount, why),)
        return found

    def _otherwise(self, missing: Missing, model: Model) -> tuple[tuple[Alternative, ...], bool]:
        """Look for changes that are no pledge, first where no pledge helps; tell whether all were looked at."""
        lots: dict[tuple[bool, str, str], Missing] = {}
        for row in missing:
            key = (can_serve(model, *row[:3]), row[0], row[1])
            lots[key] = (*lots.get(key, ()), row)
        ordered = tuple(lots[key] for key in sorted(lots))
        stop = self.watch.stop.is_set
        looked, is_whole = otherwise(
            self.mission, self.plan, self.goalpost, ordered, self.end, stop, self._planned_again
        )
        found: dict[tuple[str, str, str, str], Alternative] = {}
        for other in looked:
            found.setdefault((other.table, other.row, other.limit, other.change), other)
        return tuple(sorted(found.values(), key=lambda x: (x.left is None, x.left or 0))), is_whole

    def _planned_again(self, changed: Mission) -> Plan | None:
        """Plan a changed mission for the aim alone, from the known plan on."""
        goal = {Aim.ESSENTIAL: Goal.ESSENTIAL, Aim.COVERAGE: Goal.COVERAGE, Aim.TARGET: Goal.TARGETS}
        planning = changed.planning.model_copy(update={"goals": (goal[self.goalpost.aim],), "slack": {}})
        left = self.end - time.monotonic()
        limits = Limits(time_limit=max(_LEAST, min(_AGAIN, _NEAR * left)), workers=self.workers)
        again = changed.model_copy(update={"planning": planning})
        plan = plan_mission(again, limits, self.watch, near=self.plan).plan
        return None if plan is None else plan.model_copy(update={"digest": changed.digest, "goals": ()})

    def _nothing(self, before: int) -> Asks:
        return Asks(
            aim=self.goalpost.aim,
            words=self._words(),
            asks=(),
            missed=before,
            left_amount=before,
            left=(),
            alternatives=(),
            plan=self.plan,
            pledged=self.mission,
            is_proven=True,
            is_needed=True,
            least_missed=0,
            least_rows=0,
            least_people=0,
            is_partial=False,
        )

    def _words(self) -> str:
        aim = {
            Aim.ESSENTIAL: "No essential post is empty",
            Aim.COVERAGE: "No post is empty",
            Aim.TARGET: f"Target {self.goalpost.target} is met",
        }[self.goalpost.aim]
        if not self.goalpost.first:
            return f"{aim}."
        first = min(self.goalpost.first, self.mission.weeks - 1)
        return f"{aim} from the week of {self.mission.calendar.monday(first)} on."


def _better(near: "_Found | None", whole: "_Found | None") -> "_Found | None":
    """Return the smaller list; of two as small the one for fewer weeks, with what was proven for the whole mission."""
    if near is None or whole is None:
        return near or whole
    if near.order == whole.order and near.rest < whole.rest:
        return replace(near, smallest=whole.smallest, model=whole.model)
    return whole if whole.order <= near.order else near


@dataclass(frozen=True, slots=True)
class _Found:
    made: Pledged
    smallest: Smallest
    model: Model
    lines: tuple[Line, ...]
    """All kinds of people that were looked at."""
    most: int | None
    """Most nations."""
    amount: int
    """What is still missed."""

    @classmethod
    def of(
        cls, made: Pledged, found: Smallest, model: Model, goalpost: Goalpost, lines: tuple[Line, ...], most: int | None
    ) -> "_Found":
        return cls(made, found, model, lines, most, missed(made.mission, made.plan, goalpost))

    @property
    def order(self) -> tuple[int, int, int]:
        """What is missed, the number of asks, and of people."""
        asks = self.made.asks
        return (self.amount, sum(a.weight for a in asks), sum(a.number for a in asks))

    @property
    def rest(self) -> tuple[int, int]:
        """People with two skills, and person-weeks."""
        asks = self.made.asks
        return (sum(a.number for a in asks if a.weight > 1), sum(a.person_weeks for a in asks))

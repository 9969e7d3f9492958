"""Wishes: what a plan does not give, as rows that must be; docs/concepts/why.md says what each means."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contingent.core.calendar import DAYS
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Target
from contingent.domain.vocabulary import Measure, Sense
from contingent.instance import Instance, compile_mission
from contingent.instance.instance import Ask

WISH = "wish"


class Kind(StrEnum):
    """What a wish is about."""

    POSTS = "posts"
    TARGET = "target"
    HANDOVER = "handover"
    RELEASE = "release"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that a plan should give."""

    kind: Kind
    words: str
    """What is wished, to follow "that" in a sentence."""
    targets: tuple[Target, ...] = ()
    """Rows that must be met."""
    asks: tuple[Ask, ...] = ()
    """Posts that must be filled."""
    week: date | None = None
    """Monday of the week that it is about; None: several weeks."""


def posts_filled(mission: Mission, activity: str, skill: str, week: int, least: int) -> Wish:
    """Wish that at least so many posts of a skill in an activity are filled in a week."""
    monday = mission.calendar.monday(week)
    words = f"{least:,} posts of {skill} in {activity} are filled in the week of {monday}"
    return Wish(Kind.POSTS, words, asks=(Ask(activity, skill, week, least),), week=monday)


def target_met(mission: Mission, target: Target, week: int | None = None) -> Wish:
    """Wish that a target is met, in all its weeks or in one."""
    amount = "%" if target.measure is Measure.COVERAGE else ""
    words = f"target {target.id} ({target.measure} {target.sense} {target.value:,}{amount}) is met"
    if week is None:
        return Wish(Kind.TARGET, words, targets=(target.model_copy(update={"must": True}),))
    monday = mission.calendar.monday(week)
    row = target.model_copy(update={"must": True, **_only(monday)})
    return Wish(Kind.TARGET, f"{words} in the week of {monday}", targets=(row,), week=monday)


def handed_over(mission: Mission, activity: str, week: int) -> Wish:
    """Wish that an activity is handed over in a week or before."""
    monday = mission.calendar.monday(week)
    row = _row(mission, Measure.HANDED_OVER, "*", activity, Sense.AT_LEAST, 1, monday)
    return Wish(Kind.HANDOVER, f"{activity} is handed over by the week of {monday}", targets=(row,), week=monday)


def released(mission: Mission, nation: str, week: int, most: int = 0) -> Wish:
    """Wish that a nation has at most so many people in theatre in a week."""
    monday = mission.calendar.monday(week)
    row = _row(mission, Measure.STRENGTH, nation, "*", Sense.AT_MOST, most, monday)
    people = f"at most {most:,} people" if most else "nobody"
    return Wish(Kind.RELEASE, f"{nation} has {people} in theatre in the week of {monday}", targets=(row,), week=monday)


def _row(mission: Mission, measure: Measure, who: str, what: str, sense: Sense, value: int, monday: date) -> Target:
    named = {"id": free_id(mission, WISH), "measure": measure, "who": who, "what": what, "sense": sense}
    return Target.model_validate({**named, "value": value, "must": True, **_only(monday)})


def _only(monday: date) -> dict[str, date]:
    return {"from_": monday, "until": monday + timedelta(days=DAYS)}


def free_id(mission: Mission, word: str) -> str:
    """Return a name that begins with a word and that no target or contingent has."""
    taken = {t.id for t in mission.targets} | {k.id for k in mission.contingents}
    while word in taken:
        word += "-"
    return word


def wished(mission: Mission, wish: Wish) -> Mission:
    """Return the mission with the wish's rows as targets that must be met; posts are asked of the instance."""
    own = {t.id for t in wish.targets}
    return mission.model_copy(update={"targets": (*(t for t in mission.targets if t.id not in own), *wish.targets)})


def instance_of(mission: Mission, wish: Wish) -> Instance:
    """Compile a mission together with what the wish asks."""
    inst = compile_mission(mission)
    changed = {name: getattr(inst, name) for name in Instance.__dataclass_fields__}
    return Instance(**{**changed, "asks": wish.asks})


def is_granted(mission: Mission, wish: Wish, plan: Plan) -> bool:
    """Count whether a plan fills what the wish asks; its targets are the verifier's."""
    return all(filled(mission, plan, ask.activity, ask.skill, ask.week) >= ask.least for ask in wish.asks)


def filled(mission: Mission, plan: Plan, activity: str, skill: str, week: int) -> int:
    """Count the posts of a skill in an activity that a plan fills in a week. [post]"""
    calendar = mission.calendar
    return sum(
        f.heads
        for f in plan.fills
        if (f.activity, f.skill) == (activity, skill) and week in calendar.span(f.from_, f.until)
    )


def required(mission: Mission, activity: str, skill: str, week: int) -> int:
    """Count the posts of a skill in an activity that are required in a week. [post]"""
    calendar = mission.calendar
    runs = next(calendar.span(a.from_, a.until) for a in mission.activities if a.id == activity)
    rows = (b for b in mission.billets if (b.activity, b.skill) == (activity, skill))
    return sum(b.count for b in rows if week in calendar.span(b.from_, b.until) and week in runs)

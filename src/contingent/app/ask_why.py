"""The questions that a call of ``contingent why`` asks, or what is wrong with the call."""

from dataclasses import dataclass
from datetime import date

from contingent.analysis.explanation import Question
from contingent.analysis.must import read_must
from contingent.analysis.wish import Kind, Wish
from contingent.app.explain import (
    all_questions,
    handover_questions,
    nation_question,
    shortfall_questions,
    target_question,
    week_of,
)
from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.near import hint
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Selector:
    """What a person asks about; nothing: everything."""

    activity: str | None = None
    skill: str | None = None
    target: str | None = None
    week: str | None = None
    nation: str | None = None
    must: str | None = None


def questions_of(mission: Mission, plan: Plan, selector: Selector) -> tuple[list[Question], tuple[Finding, ...]]:
    """Return the questions that a selector asks, or what is wrong with it."""
    week, findings = _week(mission, selector.week)
    findings += _unknown(mission, selector)
    if findings:
        return [], tuple(findings)
    if selector.must is not None:
        return _must(mission, selector.must)
    return _chosen(mission, plan, selector, week), ()


def _must(mission: Mission, text: str) -> tuple[list[Question], tuple[Finding, ...]]:
    target, wrong = read_must(mission, text)
    if target is None:
        return [], wrong
    return [Question(Wish(Kind.MUST, f"{text.strip()} holds", targets=(target,)))], ()


def _chosen(mission: Mission, plan: Plan, selector: Selector, week: int | None) -> list[Question]:
    if selector.target is not None:
        return [target_question(mission, selector.target, week)]
    if selector.nation is not None:
        return [nation_question(mission, selector.nation, week)]
    if selector.activity is None and selector.skill is None and week is None:
        return all_questions(mission, plan)
    found = shortfall_questions(mission, plan, selector.activity, selector.skill, week)
    if selector.skill is None and selector.activity is not None:
        found += handover_questions(mission, plan, selector.activity, week)
    return found


def _week(mission: Mission, said: str | None) -> tuple[int | None, list[Finding]]:
    if said is None:
        return None, []
    place = Place("--week")
    try:
        week = week_of(mission, date.fromisoformat(said))
    except ValueError:
        return None, [finding("not-a-date", place, f"--week is {shown(said)}.")]
    if 0 <= week < mission.weeks:
        return week, []
    last = mission.calendar.monday(mission.weeks - 1)
    allowed = f"days from {mission.start} until the week of {last}"
    problem = f"--week is {said}, which is not in the mission."
    return None, [finding("not-allowed", place, problem, hint="", allowed=allowed)]


def _unknown(mission: Mission, selector: Selector) -> list[Finding]:
    """Return a finding for each name that the mission does not have."""
    known = {
        "activity": [a.id for a in mission.activities],
        "skill": [s.id for s in mission.skills],
        "target": [t.id for t in mission.targets],
        "nation": [n.code for n in mission.nations],
    }
    found = []
    for word, names in known.items():
        said = getattr(selector, word)
        if said is not None and said not in names:
            problem = f"{shown(said)} is no {word} of this mission."
            allowed = ", ".join(names) or "none"
            found.append(finding("not-allowed", Place(f"--{word}"), problem, hint=hint(said, names), allowed=allowed))
    return found

"""Reasons on the bundled missions: both sides of each are asked again, of small ones without slice."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from analysis.asking import asked_anew, asker_of, limits_in
from contingent.analysis.must import read_must
from contingent.analysis.possible import Word
from contingent.analysis.reasons import search
from contingent.analysis.wish import Kind, Wish, handed_over, posts_filled
from contingent.app.check_mission import read_to_plan
from contingent.app.explain import week_of
from contingent.domain.mission import Mission

MISSIONS = Path(__file__).resolve().parent.parent.parent / "missions"

WISHES = {
    "first": ("handover basic-course 2027-01-04", "target handed-over-soon", "strength ESP >= 10 from 2027-01-11"),
    "kfor": (
        "strength ITA >= 1200 from 2022-03-01 until 2022-03-08",
        "strength ITA <= 100 from 2022-01-03 until 2022-01-10",
    ),
    "iraq-2020": ("posts bgd-trainers infantry 2020-09-28 56", "posts taji-courses cbrn 2020-03-02 10"),
}
"""Of each mission, wishes that no lawful plan grants."""
WHOLE = {"first", "kfor"}
"""Asked again as a whole; a large one takes minutes, and `test_proof` shows that a slice has the same answer."""
CASES = [(name, words) for name, wishes in WISHES.items() for words in wishes]


@cache
def given(name: str) -> Mission:
    mission = read_to_plan(MISSIONS / name, None).mission
    assert mission is not None
    return mission


def wish_of(mission: Mission, words: str) -> Wish:
    match words.split():
        case ["handover", activity, week]:
            return handed_over(mission, activity, week_of(mission, date.fromisoformat(week)))
        case ["posts", activity, skill, week, least]:
            return posts_filled(mission, activity, skill, week_of(mission, date.fromisoformat(week)), int(least))
        case ["target", name]:
            row = next(t for t in mission.targets if t.id == name)
            return Wish(Kind.TARGET, words, targets=(row.model_copy(update={"must": True}),))
    target, findings = read_must(mission, words)
    assert target is not None, findings
    return Wish(Kind.MUST, words, targets=(target,))


@pytest.mark.parametrize(("name", "words"), CASES, ids=lambda s: s)
def test_every_reason_of_an_example_is_minimal(name, words):
    mission = given(name)
    asker = asker_of(mission, wish_of(mission, words))
    limits = limits_in(asker)
    found = search(asker, limits, lambda _: None)
    assert found.reasons, "nothing was found that could be asked again"
    liftable = {x for x in limits if x.tier <= found.tier}
    for reason in found.reasons:
        kept = set(reason.limits)
        assert asked_anew(asker, liftable - kept, whole=name in WHOLE) is Word.IMPOSSIBLE, reason
        for limit in kept:
            assert asked_anew(asker, liftable - kept | {limit}, whole=name in WHOLE) is Word.POSSIBLE, (reason, limit)

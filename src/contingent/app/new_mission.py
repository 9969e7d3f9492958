"""Start a mission: the story of ``contingent new``."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from contingent.domain.mission import Mission, Planning
from contingent.domain.tables import (
    Activity,
    Billet,
    Ceiling,
    Command,
    Consent,
    Contingent,
    Elsewhere,
    Nation,
    People,
    Site,
    Skill,
)
from contingent.domain.vocabulary import ConsentStatus, PledgeState
from contingent.files import write_mission

START = date(2027, 1, 4)
"""Week 0 of every new mission: a Monday."""


def new_mission(folder: Path) -> Mission | None:
    """Write a small valid mission to start from; None, and nothing written, where the folder already holds something.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return None
    mission = first_mission()
    write_mission(mission, folder)
    return mission


def first_mission() -> Mission:
    """Return ten posts that one nation holds today and another is to take over."""
    return Mission(
        id="first-mission",
        title="First mission",
        start=START,
        weeks=16,
        host="IRQ",
        planning=Planning(release=("USA",)),
        nations=(
            Nation(code="IRQ", name="Iraq"),
            Nation(code="USA", name="United States"),
            Nation(code="ESP", name="Spain"),
        ),
        commands=(Command(id="coalition", name="Coalition"), Command(id="alliance", name="Alliance mission")),
        skills=(Skill(id="instructor", name="Instructor"),),
        sites=(Site(id="school", name="Training school", beds=30, overlap_weeks=2),),
        activities=(
            Activity(
                id="basic-course",
                name="Basic course",
                kind="training",
                site="school",
                command="coalition",
                hand_to="alliance",
            ),
        ),
        billets=(Billet(activity="basic-course", skill="instructor", count=10, essential=6),),
        contingents=(
            Contingent(
                id="usa-instructors",
                nation="USA",
                name="Instructors in place",
                state=PledgeState.IN_PLACE,
                commands=("coalition",),
                site="school",
                since=START - timedelta(weeks=8),
            ),
            Contingent(
                id="esp-instructors",
                nation="ESP",
                name="Offer of instructors",
                state=PledgeState.OFFERED,
                commands=("alliance",),
                notice_days=28,
                support=Decimal("0.1"),
            ),
        ),
        people=(
            People(contingent="usa-instructors", count=10, skills=("instructor",)),
            People(contingent="esp-instructors", count=10, skills=("instructor",)),
        ),
        consents=(Consent(host="IRQ", who="*", status=ConsentStatus.GRANTED),),
        ceilings=(Ceiling(id="all-at-once", who="*", max=24),),
        elsewhere=(Elsewhere(id="home-readiness", name="Readiness at home", who="USA", count=10, reset_weeks=2),),
    )

"""Briefs as PDF, and readers of what stands in them."""

import io
import re
from datetime import date

import pypdf
import pytest

from builders import (
    activity,
    billet,
    ceiling,
    contingent,
    fill,
    handover,
    in_place,
    mission,
    nation,
    need,
    onward,
    plan,
    row,
    tour,
)
from contingent.domain.plan import GoalResult
from contingent.domain.tables import Site


def read_pages(pdf):
    """Return the words of each page, with white space plain and without the places where long words may be broken."""
    said = [page.extract_text().replace("\u200b", "") for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return [re.sub(r"\s+", " ", words) for words in said]


def school(name="Basic course", marking="EXERCISE", essential=4):
    """Return a mission and a lawful plan of it in which every name is ``name``."""
    m = mission(
        nation("USA", share="1"),
        nation("ESP", share="3"),
        row(Site, id="base", name=name, lat="33.3", lon="44.4", overlap_weeks=2),
        activity(hand_to="NEW", name=name, confidence="illustrative"),
        billet(10, essential=essential),
        in_place("us", "USA", 10, name=name, review_by=date(2020, 1, 1), confidence="illustrative"),
        contingent("es", "ESP", 10, commands="NEW", from_=4, support="0.15", name=name, review_by=9),
        ceiling(25, until=8),
        ceiling(30, from_=6),
        need("readiness", 10, "USA", reset_weeks=2),
        weeks=12,
        release=("USA",),
    )
    nations = tuple(n.model_copy(update={"name": name}) for n in m.nations)
    m = m.model_copy(update={"title": name, "marking": marking, "nations": nations})
    p = plan(
        m,
        tour("us", 10, -4, 6),
        tour("es", 10, 4, command="NEW"),
        fill("us", 10, 0, 6),
        fill("es", 10, 6),
        handover(6),
        onward("us", 10, 8, to="readiness"),
    )
    goals = (
        GoalResult(goal="coverage", value="0", bound="0", scale="120", proof="optimal"),
        GoalResult(goal="release", value="60", bound="54.5", scale="120", proof="bounded"),
        GoalResult(goal="turbulence", value="20", scale="40"),
    )
    return m, p.model_copy(update={"goals": goals})


@pytest.fixture(scope="session")
def pages_of():
    return read_pages


@pytest.fixture(scope="session")
def schooled():
    return school

"""Missions, plans and outcomes show themselves in notebooks, and charts are there by name."""

import altair as alt
import pytest

import contingent
from builders import activity, billet, in_place, mission, need, site, target
from builders import contingent as pledge
from contingent import Mission, Plan
from contingent.core.errors import ContingentError
from contingent.files import write_mission
from contingent.report.notebook import Picture


@pytest.fixture
def folder(tmp_path):
    m = mission(
        site(overlap=1),
        activity(hand_to="NEW"),
        billet(2),
        in_place("us", "USA", 2),
        pledge("es", "ESP", 2, commands="NEW"),
        need(count=1, who="USA"),
        weeks=6,
        release=("USA",),
    )
    write_mission(m.model_copy(update={"title": "Relief <in> place"}), tmp_path / "m")
    return tmp_path / "m"


@pytest.fixture
def planned(folder):
    m = Mission.read(folder)
    return m, contingent.plan(m, time_limit=20)


def test_a_mission_shows_what_it_is_and_the_five_numbers(folder):
    shown = Mission.read(folder)._repr_html_()
    assert "<h3>Relief &lt;in&gt; place</h3>" in shown
    assert "6 weeks from 6 Jan 2020, until 17 Feb 2020; host IRQ" in shown
    assert "<td>posts required, at most</td><td>2</td>" in shown
    assert "<td>people in place</td><td>2</td>" in shown


def test_a_plan_shows_its_goals_its_verdict_its_headcount_and_its_handovers(planned):
    shown = planned[1].plan._repr_html_()
    assert "LAWFUL: the verifier finds no rule broken." in shown
    assert "<td>1. essential</td><td>uncovered essential posts</td><td>0</td><td>0</td>" in shown
    assert "<figure><svg" in shown
    assert "<figcaption>4 people at most, in the week of 6 Jan 2020; 2 in the last week;" in shown
    assert "<td>13 Jan 2020</td><td>train</td><td>OLD</td><td>NEW</td>" in shown


def test_a_plan_without_its_mission_shows_what_it_has(planned):
    alone = Plan(**dict(planned[1].plan))
    assert "<h3>Plan of test</h3>" in alone._repr_html_()
    assert "<svg" not in alone._repr_html_()
    assert alone == planned[1].plan
    assert "<svg" in alone.of(planned[0])._repr_html_()


def test_an_outcome_shows_its_status_and_its_plan(planned):
    shown = planned[1]._repr_html_()
    assert shown.startswith("<p>planned. Every goal is proven optimal.</p>")
    assert shown.endswith(planned[1].plan._repr_html_())


def test_an_outcome_without_a_plan_says_why():
    outcome = contingent.plan(mission(site(), target("strength", 5, must=True), weeks=4), time_limit=10)
    assert outcome._repr_html_().startswith("<p>infeasible. No lawful plan exists")
    assert "<h3>" not in outcome._repr_html_()


def test_charts_are_altair_objects_and_maps_are_pictures(planned):
    m, outcome = planned
    assert isinstance(contingent.chart(m, outcome.plan), alt.LayerChart)
    drawn = contingent.chart(m, outcome.plan, "map")
    assert isinstance(drawn, Picture)
    assert drawn._repr_svg_().startswith("<svg")
    with pytest.raises(ContingentError, match="There is no chart 'pie'"):
        contingent.chart(m, outcome.plan, "pie")

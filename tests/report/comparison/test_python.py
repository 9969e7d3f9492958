"""The comparison from Python."""

import pandas as pd
import pytest

from compared import relieved, school, stayed
from contingent import compare
from contingent.core.errors import ContingentError


@pytest.fixture
def comparison():
    ten, eight = school(), school(spain=8)
    return compare({"ten": (ten, relieved(ten)), "eight": (eight, relieved(eight)), "stay": (ten, stayed(ten))})


def test_frames_have_a_row_for_each_plan(comparison):
    frames = comparison.frames()
    goals = frames["goals"].set_index(["goal", "plan"])
    assert goals.loc[("coverage", "eight"), "value"] == 16
    handovers = frames["handovers"]
    assert list(handovers["plan"]) == ["ten", "eight", "stay"]
    assert list(handovers["weeks"]) == list(pd.to_datetime(["2020-02-03", "2020-02-03", "2020-02-17"]))
    assert frames["carried"].groupby("plan")["person_weeks"].sum().to_dict() == {"ten": 130, "eight": 112, "stay": 120}


def test_every_table_is_a_frame(comparison):
    frames = comparison.frames()
    assert len(frames["pairs"]) == 3 * (1 + len(comparison.goals))
    assert len(frames["curves"]) == 3 * 12
    assert set(frames["differences"]["table"]) == {"handovers", "tours", "moves", "rehats"}
    assert frames["illustrative"].empty


def test_a_notebook_shows_the_answer_and_the_goals(comparison):
    html = comparison._repr_html_()
    assert "ten is better than eight as planned: 0 against 16 in coverage" in html
    assert "<th>coverage</th><td>0</td><td>16</td><td>36</td>" in html


def test_what_cannot_be_compared_is_refused():
    m = school()
    with pytest.raises(ContingentError, match="1 plans were given"):
        compare({"one": (m, relieved(m))})

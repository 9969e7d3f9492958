"""Wishes as a person writes them, and what is said of bad ones."""

from datetime import date

import pytest

from builders import activity, billet, contingent, mission, site
from contingent.analysis.must import read_must
from contingent.domain.vocabulary import Measure, Sense

MISSION = mission(site("taji"), activity(site="taji", hand_to="NEW"), billet(2), contingent("es", "ESP", 2))


def test_a_strength():
    row, findings = read_must(MISSION, "strength ESP <= 3000 from 2020-01-13 until 2020-02-03")
    assert findings == ()
    assert row is not None
    assert (row.measure, row.who, row.sense, row.value) == (Measure.STRENGTH, "ESP", Sense.AT_MOST, 3000)
    assert (row.from_, row.until, row.must) == (date(2020, 1, 13), date(2020, 2, 3), True)


def test_a_coverage_of_an_activity_at_a_site_without_spaces_about_the_sign():
    row, findings = read_must(MISSION, "coverage at taji of train>=90%")
    assert findings == ()
    assert row is not None
    assert (row.measure, row.who, row.where, row.what, row.value) == (Measure.COVERAGE, "*", "taji", "train", 90)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("strenght ESP <= 3", "--must:1:measure", "not-allowed"),
        ("strength ES <= 3", "--must:10:who", "unknown-who"),
        ("strength ESP at taij <= 3", "--must:17:where", "unknown-where"),
        ("coverage of trian >= 3", "--must:13:what", "unknown-what"),
        ("strength ESP = 3", "--must:14:sense", "not-allowed"),
        ("strength ESP<=many", "--must:15:value", "not-a-number"),
        ("strength ESP <=", "--must:16:value", "missing-value"),
        ("strength ESP <= 3 from May", "--must:24:from", "not-a-date"),
        ("strength ESP <= 3 soon", "--must:19", "not-allowed"),
        ("", "--must:1:measure", "missing-value"),
    ],
)
def test_a_bad_wish_is_told_at_its_place(text, place, code):
    row, findings = read_must(MISSION, text)
    assert row is None
    assert [(str(f.place), f.code) for f in findings] == [(place, code)]


def test_the_name_that_was_meant_is_told():
    _, findings = read_must(MISSION, "strenght ESP <= 3")
    assert "Did you mean 'strength'?" in findings[0].remedy

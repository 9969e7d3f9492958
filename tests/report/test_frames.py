"""Frames: the report's tables for those who go on reckoning."""

from dataclasses import fields

import pandas as pd
import pytest

from builders import activity, billet, day, mission, plan, site
from contingent.domain.mission import TABLES
from contingent.domain.plan import PLAN_TABLES
from contingent.report.frames import RECKONED, plan_frames
from contingent.report.tables import Tables, tabulate


def test_every_table_of_the_report_has_a_frame_except_what_is_no_table():
    assert {table for table, _ in RECKONED.values()} == {f.name for f in fields(Tables)} - {"numbers", "illustrative"}


def test_no_frame_takes_the_name_of_a_table_of_the_plan_or_the_mission():
    assert set(RECKONED) & {*PLAN_TABLES, *TABLES} == {"nations"}  # as it has been called from the first


@pytest.mark.parametrize("name", RECKONED)
def test_a_frame_holds_the_rows_of_its_table_under_the_names_of_their_fields(relief, name):
    table, row_type = RECKONED[name]
    rows, frame = getattr(tabulate(*relief), table), plan_frames(*relief)[name]
    assert list(frame.columns) == [field.name.rstrip("_") for field in fields(row_type)]
    assert len(frame) == len(rows)


def test_a_table_without_rows_keeps_its_columns():
    m = mission(site())
    assert list(plan_frames(m, plan(m))["holdings"].columns)[:3] == ["activity", "contingent", "nation"]


def test_dates_can_be_compared(relief):
    holdings = plan_frames(*relief)["holdings"]
    assert holdings[holdings["from"] >= pd.Timestamp(day(4))]["contingent"].tolist() == ["es", "es"]


def test_what_is_short_is_told_by_skill():
    m = mission(site(), activity(), billet(2), weeks=1)
    (skills,) = plan_frames(m, plan(m))["cover"]["by_skill"]
    assert [(short.skill, short.missing) for short in skills] == [("inf", 2)]

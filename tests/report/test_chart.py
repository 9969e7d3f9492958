from datetime import date, timedelta

import pytest

from contingent.report.chart import HEIGHT, headcount_chart
from contingent.report.strength import WeekRow


def weeks(people, ceiling=None):
    ceilings = ceiling if isinstance(ceiling, list) else [ceiling] * len(people)
    return [
        WeekRow(date(2020, 1, 6) + timedelta(weeks=t), 0, 0, count, most, 0, 0, 0, 0, None)
        for t, (count, most) in enumerate(zip(people, ceilings, strict=True))
    ]


def bars(lines):
    return [line[line.index("▕") + 1 :] for line in lines[:-1]]


def test_bars_are_as_high_as_people_are_many():
    columns = bars(headcount_chart(weeks([8, 4, 0, 1]), 8))
    assert columns == ["█", "█", "█", "█", "██", "██", "██", "██ █"]


def test_a_part_of_a_row_is_a_part_of_a_block():
    assert bars(headcount_chart(weeks([64, 1, 4]), 7))[-1] == "█▁▄"


def test_the_ceiling_is_a_line_where_no_bar_hides_it():
    assert bars(headcount_chart(weeks([4, 8], ceiling=8), 6))[0] == "─█"


def test_the_ceiling_may_change():
    rows = bars(headcount_chart(weeks([1, 1], ceiling=[8, 4]), 6))
    assert rows[0] == "─"
    assert rows[4] == " ─"


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("length", [1, 10, 98, 520])
def test_no_line_is_wider_than_asked(length, width):
    lines = headcount_chart(weeks([1000 + t for t in range(length)], ceiling=2000), width)
    assert len(lines) == HEIGHT + 1
    assert max(map(len, lines[:-1])) <= width


def test_weeks_that_share_a_bar_show_their_most_people_and_lowest_ceiling():
    rows = bars(headcount_chart(weeks([1, 8, 1, 1], ceiling=[8, 8, 8, 4]), 5))
    assert rows[0] == "█"
    assert rows[4] == "█─"


def test_axis_names_months_and_the_year_where_it_begins():
    axis = headcount_chart(weeks([1] * 60), 100)[-1]
    assert axis.split() == ["Jan", "2020", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "2021"]


def test_ascii_terminals_get_ascii():
    assert all(line.isascii() for line in headcount_chart(weeks([3, 1, 2], ceiling=4), 30, ascii_only=True))


def test_nothing_is_drawn_of_nobody():
    assert headcount_chart(weeks([0, 0]), 80) == []

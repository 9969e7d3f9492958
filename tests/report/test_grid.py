import io
import re

import pytest
from rich.console import Console
from rich.text import Text

from contingent.report.grid import Grid


def printed(grid, width):
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(grid)
    return console.file.getvalue().splitlines()


def shortfalls(name, *, plain=False):
    grid = Grid(
        "from",
        "until",
        "weeks",
        "activity",
        "skill",
        numbers=("weeks",),
        stacked=(("from", "until"), ("activity", "skill")),
        plain=plain,
    )
    grid.add("2020-02-17", "2020-03-02", "2", name, Text("[instructor]"))
    return grid


def test_a_table_that_fits_is_roomy():
    head, _, row = printed(shortfalls("course"), 60)
    assert head.startswith("from         until        weeks   activity")
    assert row.startswith("2020-02-17   2020-03-02       2   course  ")


def test_a_table_that_almost_fits_is_tight():
    head, _, row = printed(shortfalls("course"), 54)
    assert head.startswith("from        until       weeks  activity")
    assert row.startswith("2020-02-17  2020-03-02      2  course  ")


def test_in_a_narrow_terminal_columns_are_stacked():
    lines = [line.rstrip() for line in printed(shortfalls("course"), 40)]
    assert lines[0] == "from               activity"
    assert lines[1] == "until       weeks  skill"
    assert lines[3] == "2020-02-17      2  course"
    assert lines[4] == "2020-03-02         [instructor]"


def test_in_a_very_narrow_terminal_each_row_is_a_paragraph():
    words = " ".join(line.strip() for line in printed(shortfalls("course"), 24))
    assert words == "from 2020-02-17, until 2020-03-02, weeks 2, activity course, skill [instructor]"


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("length", [1, 12, 24, 64])
@pytest.mark.parametrize("width", [70, 80, 100, 120])
def test_nothing_is_cut_and_nothing_is_too_wide(length, width, plain):
    name = "x" * length
    lines = printed(shortfalls(name, plain=plain), width)
    assert max(map(len, lines)) <= width
    words = re.split(r"[\s,]+", " ".join(lines))
    assert {"from", "until", "weeks", "activity", "skill", "2020-02-17", "2020-03-02", name, "[instructor]"} <= {*words}


def test_free_words_are_folded_between_words():
    grid = Grid("id", "name", wide="name")
    grid.add("a", "ten people go home " * 5)
    lines = printed(grid, 40)
    assert " ".join(line[4:].strip() for line in lines[2:]) == ("ten people go home " * 5).strip()


def test_a_table_without_rows_is_its_headers():
    assert printed(Grid("id", "name"), 40)[0].split() == ["id", "name"]

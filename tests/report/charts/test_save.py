"""Charts as files."""

import struct

import pytest

from contingent.report.charts.palette import Theme
from contingent.report.charts.pdf import in_order
from contingent.report.charts.registry import CHARTS
from contingent.report.charts.save import PIXELS, Form, saved

EVERY = pytest.mark.parametrize("name", list(CHARTS))


@pytest.fixture
def marked(relieved):
    """An account whose mission carries a marking."""
    mission = relieved.mission.model_copy(update={"marking": "EXERCISE ONLY", "title": "Relief in place"})
    return type(relieved)(mission, relieved.plan, relieved.verdict, relieved.tables)


@EVERY
def test_every_file_stands_alone_with_its_title_and_marking(name, marked):
    words = saved(name, marked, Form.SVG).decode()
    assert f"{CHARTS[name].title} - Relief in place" in words
    assert "EXERCISE ONLY" in words


@EVERY
def test_every_chart_becomes_a_png_of_its_size(name, marked):
    png = saved(name, marked, Form.PNG)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width >= 600 * PIXELS
    assert height >= 60 * PIXELS


@EVERY
def test_a_pdf_is_the_same_every_time_and_without_the_time_of_day(name, marked):
    pdf = saved(name, marked, Form.PDF)
    assert pdf.startswith(b"%PDF-")
    assert b"/Font" in pdf
    assert b"CreationDate" not in pdf
    assert {saved(name, marked, Form.PDF) for _ in range(3)} == {pdf}


def test_a_png_is_the_same_twice_and_another_in_another_theme(marked):
    light = saved("map", marked, Form.PNG)
    assert light == saved("map", marked, Form.PNG)
    assert light != saved("map", marked, Form.PNG, Theme.DARK)


def test_letters_need_no_font_of_the_system(marked):
    assert "Liberation Sans" in saved("headcount", marked, Form.SVG).decode()
    assert "Liberation Sans" in saved("map", marked, Form.SVG).decode()


def test_a_file_that_is_no_pdf_of_the_converter_is_not_put_in_order():
    with pytest.raises(ValueError, match="without a table of places"):
        in_order(b"%PDF-1.7 and nothing more")

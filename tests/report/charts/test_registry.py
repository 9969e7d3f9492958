"""Every chart draws, of every mission; says in a sentence what it shows; and is the same wherever it is drawn."""

import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import altair as alt
import pytest
import vl_convert

from builders import activity, billet, contingent, fill, mission, nation, plan, row, site, tour
from contingent.domain.tables import Activity, Nation, Site
from contingent.report.account import account_of
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.charts.registry import CHARTS, VEGALITE, UnknownChartError, chart, sentence, svg
from contingent.report.releasable import account_for

EVERY = pytest.mark.parametrize("name", list(CHARTS))
ALTAIR = [name for name, entry in CHARTS.items() if entry.draw]


def test_the_charts_that_the_report_needs_are_there():
    needed = {"headcount", "headcount-by-command", "gantt", "coverage", "map", "departures", "burden", "goals"}
    assert needed <= set(CHARTS)


@EVERY
@pytest.mark.parametrize("which", ["relieved", "nobody", "one_week", "bare", "large"])
def test_every_chart_draws_every_mission(name, which, request):
    account = request.getfixturevalue(which)
    drawing = ET.fromstring(svg(name, account))  # noqa: S314 - as above
    assert drawing.tag.endswith("svg")
    assert float(drawing.get("width")) <= 1500
    said = sentence(name, account)
    assert said.endswith(".")
    assert "\n" not in said
    assert "None" not in said


@EVERY
def test_a_view_of_a_nation_is_drawn_and_says_so(name, relief):
    drawn = svg(name, account_for(*relief, "ESP"))
    assert drawn.startswith("<svg")
    if name in ALTAIR and name != "coverage":
        assert "View of ESP" in drawn


def test_the_view_of_a_nation_does_not_say_that_the_plan_has_no_goals(relief):
    assert sentence("goals", account_for(*relief, "ESP")) == (
        "Goals and bounds are those of the whole plan, and are not shown in the view of ESP."
    )


@pytest.mark.parametrize("name", ALTAIR)
def test_charts_are_altair_objects_that_altair_finds_valid(name, relieved):
    drawn = chart(name, relieved)
    assert isinstance(drawn, alt.TopLevelMixin)
    assert drawn.to_dict(validate=True)["$schema"].endswith(f"v{VEGALITE}.1.json")


def test_the_converter_knows_the_version_that_altair_writes():
    major_and_minor = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    assert major_and_minor == VEGALITE
    assert VEGALITE in vl_convert.get_vegalite_versions()


def test_an_unknown_chart_is_named_with_those_there_are(relieved):
    with pytest.raises(
        UnknownChartError, match=r"no chart 'headcuont'. Did you mean 'headcount'\? There are: headcount,"
    ):
        svg("headcuont", relieved)


def test_a_picture_is_no_altair_chart(relieved):
    with pytest.raises(UnknownChartError, match=r"'map' is a picture.*headcount, headcount-by-command, coverage"):
        chart("map", relieved)


def test_ids_of_charts_begin_with_their_names_so_that_a_page_can_hold_all(relieved):
    found = []
    for name in CHARTS:
        drawn = ET.fromstring(svg(name, relieved))  # noqa: S314 - as above
        ids = [element.get("id") for element in drawn.iter() if element.get("id")]
        if name in ALTAIR and name != "coverage":
            assert [i for i in ids if not i.startswith(f"{name}-")] == []
        found += [i for i in ids if not i.startswith(("hatch-", "cross-"))]  # the patterns are the same in all pictures
    assert len(found) == len(set(found))


@EVERY
def test_every_colour_is_of_the_palette_so_that_a_page_can_dye_it(name, relieved):
    used = re.findall(r'(?:fill|stroke|color)(?:="|:)(?!none|transparent|url|inherit)([^";]+)', svg(name, relieved))
    assert used
    assert set(used) - {shade.light for shade in PALETTE.values()} == set()


@EVERY
@pytest.mark.parametrize("theme", [Theme.DARK, Theme.CONTRAST], ids=str)
def test_a_theme_leaves_no_light_colour_behind(name, theme, relieved):
    drawn = svg(name, relieved, theme)
    kept = {shade.of(theme) for shade in PALETTE.values()}
    left = [role for role, shade in PALETTE.items() if shade.light not in kept and f'"{shade.light}"' in drawn]
    assert left == []
    assert f'"{PALETTE["ink"].of(theme)}"' in drawn


@EVERY
def test_names_are_words_and_never_elements(name):
    evil = '<script>alert("x")</script>\'"><img src=x onerror=y>'
    m = mission(
        row(Nation, code="ESP", name=evil, fair_share="1"),
        row(Site, id="base", name=evil, lat="1", lon="2"),
        row(Activity, id="train", name=evil, kind="training", site="base", command="OLD", hand_to="NEW"),
        billet(3),
        contingent("es", "ESP", 2, name=evil),
        weeks=3,
        release=("ESP",),
    )
    account = account_of(m.model_copy(update={"title": evil, "marking": evil}), plan(m, tour("es", 2), fill("es", 2)))
    drawn = ET.fromstring(svg(name, account))  # noqa: S314 - as above
    assert {e.tag.rpartition("}")[2] for e in drawn.iter()} & {"script", "img", "foreignObject", "a"} == set()


def test_an_unlawful_plan_is_called_so_in_every_chart():
    m = mission(site(), activity(), billet(2), contingent("es", "ESP", 1), weeks=3)
    account = account_of(m, plan(m, tour("es", 1), fill("es", 2)))
    assert "UNLAWFUL" in svg("headcount", account)


def test_more_nations_than_colours_are_taken_together():
    codes = [f"X{a}{b}" for a in "AB" for b in "ABCDEF"]
    parts = [part for n, code in enumerate(codes) for part in contingent(code.lower(), code, 20 - n)]
    m = mission(site(), activity(), billet(9), *map(nation, codes), *parts, weeks=3)
    account = account_of(m, plan(m, *(tour(code.lower(), 20 - n) for n, code in enumerate(codes))))
    drawn = svg("headcount", account)
    assert "5 others" in drawn
    assert "XAG" not in drawn
    assert all(code in drawn for code in codes[:7])


SCRIPT = """
import hashlib, sys
from builders import activity, billet, contingent, fill, handover, in_place, mission, need, onward, plan, row, tour
from contingent.domain.tables import Site
from contingent.report.account import account_of
from contingent.report.charts.registry import CHARTS, svg
m = mission(row(Site, id="base", name="Base", lat="33", lon="44"), activity(hand_to="NEW"), billet(9),
            in_place("us", "USA", 9), contingent("es", "ESP", 9, commands="NEW"), need(count=5, who="USA"),
            weeks=60, release=("USA",))
p = plan(m, tour("us", 9, -4, 6), tour("es", 8, 4, command="NEW"), fill("us", 9, 0, 6), fill("es", 8, 6), handover(6),
         onward("us", 5, 8))
account = account_of(m, p)
for name in CHARTS:
    print(name, hashlib.sha256(svg(name, account).encode()).hexdigest())
"""


def test_drawings_are_the_same_in_any_time_zone_locale_and_order_of_hashing():
    paths = os.pathsep.join(str(Path(path).resolve()) for path in sys.path if path)
    told = []
    for zone, locale, seed in (("UTC", "C", "0"), ("Pacific/Auckland", "de_DE.UTF-8", "77")):
        surroundings = {**os.environ, "PYTHONPATH": paths, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=surroundings, capture_output=True, text=True, check=True
        )
        told.append(done.stdout)
    assert told[0] == told[1]
    assert len(told[0].splitlines()) == len(CHARTS)
    assert hashlib.sha256(b"").hexdigest() not in told[0]


def test_control_characters_in_names_do_not_end_the_program():
    m = mission(site(), activity(), billet(2), contingent("es", "ESP", 2), weeks=8)
    spoilt = tuple(n.model_copy(update={"name": "Sp\x07ain\x1f \\u0007"}) for n in m.nations)
    m = m.model_copy(update={"title": "a\x01b", "nations": spoilt})
    drawing = svg("headcount", account_of(m, plan(m, tour("es", 2, 0), fill("es", 2))))
    assert "Sp\ufffdain" in drawing
    assert not set(drawing) & {"\x01", "\x07", "\x1f"}


def test_inside_a_page_charts_leave_title_and_marking_to_it_and_files_keep_them(relieved):
    mission = relieved.mission.model_copy(update={"title": "Quite a title", "marking": "RESTRICTED " * 30})
    account = account_of(mission, relieved.plan)
    for name in ALTAIR:
        if CHARTS[name].picture is None:
            files, page = svg(name, account), svg(name, account, alone=False)
            assert "Quite a title" in files.partition("<text")[2]
            assert "RESTRICTED" in files
            assert "Quite a title" not in page
            assert "RESTRICTED" not in page
    assert "People in the host" in svg("headcount", account, alone=False).partition("<text")[2]


def test_inside_a_page_charts_are_wider_than_in_files(relieved):
    widths = [float(ET.fromstring(svg("headcount", relieved, alone=a)).get("width")) for a in (True, False)]  # noqa: S314
    assert widths[1] >= widths[0] + 200


def test_a_long_name_in_a_legend_is_not_cut():
    name = "Coalition (Combined Joint Task Force of a Great Many Nations - Operation Inherent Resolve)"
    m = mission(row(Nation, code="ESP", name=name), site(), activity(), billet(2), contingent("es", "ESP", 2), weeks=3)
    drawn = ET.fromstring(svg("headcount", account_of(m, plan(m, tour("es", 2)))))  # noqa: S314 - drawn by ourselves
    assert f"ESP  {name}" in {"".join(text.itertext()) for text in drawn.iter() if text.tag.endswith("text")}

"""The map: nobody is dropped from it, and what has to be said of borders is said."""

import re

import pytest

from builders import activity, billet, contingent, day, fill, handover, mission, plan, row, tour
from contingent.domain.tables import Site
from contingent.report.account import account_of
from contingent.report.pictures.land import DISCLAIMER, KOSOVO, NOT_AGREED
from contingent.report.pictures.map import chosen_weeks, map_svg, sentence


def place(name, lat=None, lon=None):
    return row(Site, id=name.lower(), name=name, lat=lat, lon=lon)


def at(*sites, weeks=12, host="IRQ", handed=()):
    """Return an account with ten Spaniards at each site, and handovers in some weeks."""
    parts = [part for s in sites for part in contingent(f"es-{s.id}", "ESP", 10)]
    runs = [activity(f"a{n}", sites[0].id, hand_to="NEW") for n in range(len(handed))]
    m = mission(*sites, *runs, *(billet(1, activity=run.id) for run in runs), *parts, weeks=weeks, host=host)
    tours = [tour(f"es-{s.id}", 10, site=s.id) for s in sites]
    fills = [fill(f"es-{sites[0].id}", 1, 0, week, activity=f"a{n}") for n, week in enumerate(handed)]
    return account_of(m, plan(m, *tours, *fills, *(handover(week, f"a{n}") for n, week in enumerate(handed))))


def words_of(drawing):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


@pytest.mark.parametrize(
    ("lat", "lon", "host"),
    [("33.3", "44.4", "IRQ"), ("42.6", "21.1", "XKX"), ("34.1", "74.8", "IND"), ("-18.1", "178.4", "FJI")],
)
def test_the_disclaimer_is_on_every_map(lat, lon, host):
    assert DISCLAIMER in map_svg(at(place("Camp", lat, lon), host=host))


def test_kosovo_has_its_footnote_and_only_where_it_is_seen():
    assert KOSOVO in map_svg(at(place("Camp", "42.6", "21.1"), host="XKX"))
    assert KOSOVO not in map_svg(at(place("Camp", "33.3", "44.4")))


def test_the_border_in_kashmir_is_dashed_and_said_to_be_open():
    drawn = map_svg(at(place("Camp", "34.1", "74.8"), host="IND"))
    assert NOT_AGREED in drawn
    assert "stroke-dasharray" in drawn
    assert NOT_AGREED not in map_svg(at(place("Camp", "33.3", "44.4")))


def test_sites_without_a_position_are_named_with_their_people():
    words = words_of(map_svg(at(place("Known", "33", "44"), place("Hidden"))))
    assert words.count("Not on the map, position not given: Hidden, 10 people (ESP 10).") == 4
    assert words_of(map_svg(at(place("Hidden"))))[0] == "Week of 6 Jan 2020, first week"


def test_every_site_with_people_has_a_circle_and_is_named_while_there_is_room():
    sites = [place(f"Camp{n}", str(30 + n % 5), str(40 + n // 5)) for n in range(25)]
    drawn = map_svg(at(*sites, weeks=1))
    assert drawn.count("<circle") == 25
    words = words_of(drawn)
    assert sum(word.startswith("10 Camp") for word in words) == 18
    assert "Circles without a label: 7 sites with 70 people." in words


def test_empty_sites_are_rings():
    m = mission(place("Camp", "33", "44"), weeks=1)
    assert "<title>Camp: nobody</title>" in map_svg(account_of(m, plan(m)))


def test_weeks_are_the_first_the_last_and_those_with_most_handovers():
    handed = (2, 3, 3, 5, 5, 5, 7, 9)
    account = at(place("Camp", "33", "44"), weeks=12, handed=handed)
    assert chosen_weeks(account) == [
        (day(0), "first week"),
        (day(2), "1 activity handed over"),
        (day(3), "2 activities handed over"),
        (day(5), "3 activities handed over"),
        (day(7), "1 activity handed over"),
        (day(11), "last week"),
    ]


def test_without_handovers_weeks_are_evenly_apart():
    account = at(place("Camp", "33", "44"), weeks=12)
    assert [week for week, _ in chosen_weeks(account)] == [day(0), day(4), day(8), day(11)]


@pytest.mark.parametrize(("weeks", "maps"), [(1, 1), (2, 2), (3, 3), (4, 4)])
def test_short_missions_have_fewer_maps(weeks, maps):
    assert len(chosen_weeks(at(place("Camp", "33", "44"), weeks=weeks))) == maps


def test_sites_on_both_sides_of_the_date_line_are_near_each_other():
    drawn = map_svg(at(place("West", "-17", "179"), place("East", "-17", "-179"), weeks=1, host="FJI"))
    xs = sorted(float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawn))
    assert len(xs) == 2
    assert 100 < xs[0] < xs[1] < 452
    assert "Fiji" in words_of(drawn)


def test_maps_stay_small(large):
    assert len(map_svg(large)) < 150_000
    spread = [place("North", "70", "25"), place("South", "-50", "-70"), place("East", "35", "140")]
    assert len(map_svg(at(*spread, weeks=1))) < 150_000


def test_the_sentence():
    account = at(place("Known", "33", "44"), place("Hidden"))
    where = "20 people at 2 sites, most at Known (10)"
    assert sentence(account) == f"{where} in the first week; {where} in the last."

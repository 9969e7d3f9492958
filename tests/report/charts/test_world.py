"""Who owns which point of the map, and that nobody is left off it."""

import hashlib
from importlib import resources

import pytest

from contingent.report.world.shapes import world

MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM
CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI
FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR
KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU
NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA
UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""

POINTS = {
    "Simferopol": (34.10, 44.95, "UKR"),
    "Sevastopol, inland": (33.60, 44.60, "UKR"),
    "Laayoune": (-13.20, 27.15, "ESH"),
    "Rio de Oro, inland": (-14.50, 23.70, "ESH"),
    "Gaza": (34.45, 31.50, "PSE"),
    "Pristina": (21.17, 42.66, "XKX"),
    "Hargeisa": (44.06, 9.56, "SOM"),
    "North of Nicosia": (33.36, 35.20, "CYP"),
    "Srinagar": (74.80, 34.08, "IND"),
    "Aksai Chin": (79.00, 35.20, "CHN"),
    "Juba": (31.60, 4.85, "SSD"),
    "Singapore": (103.82, 1.35, "SGP"),
    "Malta": (14.40, 35.90, "MLT"),
    "Bahrain": (50.55, 26.10, "BHR"),
}


def is_inside(lon, lat, ring):
    crossings = 0
    for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y0 > lat) != (y1 > lat) and lon < x0 + (lat - y0) * (x1 - x0) / (y1 - y0):
            crossings += 1
    return crossings % 2 == 1


def owners(lon, lat):
    return [
        country.code
        for country in world().countries.values()
        if any(
            is_inside(lon, lat, outer) and not any(is_inside(lon, lat, hole) for hole in holes)
            for outer, *holes in country.polygons
        )
    ]


@pytest.mark.parametrize("place", POINTS)
def test_who_owns_a_point(place):
    lon, lat, owner = POINTS[place]
    assert owners(lon, lat) == [owner]


def test_the_open_sea_is_nobodys():
    assert owners(-40.0, 30.0) == []


def test_every_member_of_the_united_nations_has_a_shape():
    members = set(MEMBERS.split())
    assert len(members) == 193
    assert members - set(world().countries) == set()


def test_shapes_that_no_state_calls_its_own_are_drawn_with_their_state():
    assert {"SOL", "CYN"} & set(world().countries) == set()


def test_a_border_inside_a_merged_state_is_gone():
    northern_cyprus = (33.2, 35.15)  # on the line across the island
    near = [
        border
        for border in world().borders
        if any(abs(x - northern_cyprus[0]) < 0.2 and abs(y - northern_cyprus[1]) < 0.05 for x, y in border.points)
    ]
    assert [border for border in near if not border.is_coast] == []


def test_borders_in_kashmir_are_not_agreed_and_others_are():
    disputed = [border for border in world().borders if not border.is_agreed]
    assert disputed
    assert all(70 < x < 82 and 30 < y < 38 for border in disputed for x, y in border.points)
    assert any(border.is_agreed and not border.is_coast for border in world().borders)


def test_the_file_is_the_one_that_the_notice_names():
    package = resources.files("contingent.report.world")
    digest = hashlib.sha256(package.joinpath("countries-50m.json").read_bytes()).hexdigest()
    assert digest in package.joinpath("NOTICE.md").read_text(encoding="utf-8")
    assert "Redistribution" in package.joinpath("LICENSE.txt").read_text(encoding="utf-8")

"""GeoJSON (RFC 7946): sites, who is there, and every assignment; each feature with the days for which it holds."""

import json
import math
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from contingent.core.version import __version__
from contingent.domain.plan import PLAN_TABLES
from contingent.domain.tables import Row, Site
from contingent.domain.vocabulary import Confidence
from contingent.export.marks import ILLUSTRATIVE, Marks
from contingent.export.words import ENDS, Names, notice, stamp
from contingent.report.account import Account
from contingent.report.json_form import json_form
from contingent.report.sites import SiteRow

Point = tuple[float, float]
"""Longitude and latitude. [degree]"""

_KIND: Final = {
    "tours": "tour",
    "moves": "move",
    "rehats": "rehat",
    "fills": "fill",
    "handovers": "handover",
    "onward": "onward",
}

WEEK: Final = timedelta(days=7)

HALF: Final = 180.0
"""Longitude of the meridian at which maps end. [degree]"""


def geojson(account: Account) -> bytes:
    """Return the collection; what has no coordinates is there too, without a geometry."""
    writer = _Writer(account)
    features = [*writer.sites(), *writer.presence(), *writer.assignments()]
    mission = account.mission
    about = {
        "mission": mission.id,
        "title": mission.title,
        "marking": mission.marking,
        "start": str(mission.start),
        "weeks": mission.weeks,
        "verdict": stamp(account),
        "notice": notice(account),
        "meaning": ENDS,
        "written_by": f"contingent {__version__}",
    }
    head = json.dumps({"type": "FeatureCollection", "contingent": about}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{head[:-1]}, "features": [\n{lines}\n]}}\n'.encode()


class _Writer:
    """Makes the features of one account."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._names = Names(account.mission)
        self._marks = Marks(account.mission)
        self._end = account.mission.calendar.monday(account.mission.weeks)
        self._point = {site.id: _point(site) for site in account.mission.sites}
        self._site_of = {row.id: row.site for row in account.mission.activities}

    def sites(self) -> Iterator[dict[str, object]]:
        for site in self._account.mission.sites:
            properties = {
                "kind": "site",
                "site": site.id,
                "name": site.name,
                "host": site.host or self._account.mission.host,
                "beds": site.beds,
                "opens": site.opens,
                "closes": site.closes,
                ILLUSTRATIVE: site.confidence is Confidence.ILLUSTRATIVE,
            }
            yield _feature(f"site/{site.id}", _at(self._point[site.id]), properties)

    def presence(self) -> Iterator[dict[str, object]]:
        """Yield the people of each nation at each site, weeks in which their number stays taken together."""
        for rows in _stretches(self._account.tables.sites):
            first, last = rows[0], rows[-1]
            properties = {
                "kind": "presence",
                "site": first.site,
                "site_name": self._names.site[first.site],
                "nation": first.nation,
                "nation_name": self._names.nation.get(first.nation, first.nation),
                "people": first.people,
                "begin": first.week,
                "end": last.week + WEEK,
                ILLUSTRATIVE: self._marks.is_illustrative(first),
            }
            name = f"presence/{first.site}/{first.nation}/{first.week}"
            yield _feature(name, _at(self._point[first.site]), properties)

    def assignments(self) -> Iterator[dict[str, object]]:
        """Yield every row of the plan, in the plan's order."""
        for table in PLAN_TABLES:
            for number, row in enumerate(getattr(self._account.plan, table), start=1):
                values = {(field.alias or name): getattr(row, name) for name, field in type(row).model_fields.items()}
                people = values.get("people")
                if people is not None:
                    values["people"] = " ".join(people)
                extra = {"kind": _KIND[table], **self._days(row), ILLUSTRATIVE: self._marks.is_illustrative(row)}
                yield _feature(
                    f"{_KIND[table]}/{number}", self._geometry(row), {**extra, **values, **self._called(row)}
                )

    def _days(self, row: Row) -> dict[str, date | None]:
        """Return the days for which a row holds, for tools that show time; a change of command or place is one day."""
        first = getattr(row, "arrive", None) or getattr(row, "from_", None)
        last = getattr(row, "depart", None) or getattr(row, "until", None)
        week = getattr(row, "week", None)
        return {"begin": week, "end": week} if week is not None else {"begin": first, "end": last or self._end}

    def _called(self, row: Row) -> dict[str, str]:
        """Return the printed names of what a row names."""
        names: dict[str, str] = {}
        if hasattr(row, "contingent"):
            names["contingent_name"] = self._names.contingent[row.contingent]
            names["nation"] = self._names.nation_of[row.contingent]
        if hasattr(row, "activity"):
            names["activity_name"] = self._names.activity[row.activity]
            names["site"] = self._site_of[row.activity]
        if hasattr(row, "elsewhere"):
            names["elsewhere_name"] = self._names.elsewhere[row.elsewhere]
        return names

    def _geometry(self, row: Row) -> object:
        if hasattr(row, "from_site") and hasattr(row, "to_site"):
            return _line(self._point[row.from_site], self._point[row.to_site])
        site = self._site_of[row.activity] if hasattr(row, "activity") else getattr(row, "site", None)
        return _at(self._point[site]) if site is not None else None


def _stretches(rows: Iterable[SiteRow]) -> Iterator[list[SiteRow]]:
    """Yield weeks in a row in which as many of one nation are at one site; the rows are by site and week."""
    open_: dict[tuple[str, str], list[SiteRow]] = {}
    for row in rows:
        at = (row.site, row.nation)
        so_far = open_.get(at)
        if so_far and so_far[-1].people == row.people and so_far[-1].week + WEEK == row.week:
            so_far.append(row)
            continue
        if so_far:
            yield so_far
        open_[at] = [row]
    yield from open_.values()


def _point(site: Site) -> Point | None:
    return None if site.lat is None or site.lon is None else (float(site.lon), float(site.lat))


def _at(point: Point | None) -> dict[str, object] | None:
    return None if point is None else {"type": "Point", "coordinates": point}


def _line(begin: Point | None, end: Point | None) -> dict[str, object] | None:
    """Return the line between two points, cut where it crosses the 180th meridian, as RFC 7946 3.1.9 asks."""
    if begin is None or end is None:
        return None
    if abs(begin[0] - end[0]) <= HALF:
        return {"type": "LineString", "coordinates": [begin, end]}
    edge = math.copysign(HALF, begin[0])
    to_edge, beyond = edge - begin[0], end[0] + edge
    share = to_edge / (to_edge + beyond) if to_edge + beyond else 0.0
    lat = begin[1] + share * (end[1] - begin[1])
    return {"type": "MultiLineString", "coordinates": [[begin, (edge, lat)], [(-edge, lat), end]]}


def _feature(name: str, geometry: object, properties: dict[str, Any]) -> dict[str, object]:
    plain = {key: json_form(value) for key, value in properties.items()}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": plain}

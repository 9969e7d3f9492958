"""Look into a Vega-Lite specification."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise


def layers_of(spec):
    """Yield every unit of a specification with its data resolved, in order."""
    for part in spec.get("vconcat", [spec]):
        for layer in part.get("layer", [part]):
            at = layer.get("data", part.get("data", spec.get("data", {})))
            rows = spec.get("datasets", {}).get(at.get("name"), at.get("values", []))
            yield layer, rows


def rows_of(chart, mark, number=0):
    """Return the data of the layer so many of those with a mark."""
    found = [rows for layer, rows in layers_of(chart.to_dict()) if layer["mark"]["type"] == mark]
    return found[number]


def monday(epoch):
    return datetime.fromtimestamp(epoch / 1000, UTC).date()


def people_by_week(rows, first, weeks):
    """Return how many people the areas hold in each week: steps last until the next corner of their run."""
    days = [first + timedelta(weeks=week) for week in range(weeks)]
    totals = dict.fromkeys(days, 0)
    for run in dict.fromkeys(row["run"] for row in rows):
        corners = [row for row in rows if row["run"] == run]
        for here, after in pairwise(corners):
            for day in days:
                if monday(here["x"]) <= day < monday(after["x"]):
                    totals[day] += here["y2"] - here["y"]
    return list(totals.values())

"""Best and bound over time as one picture a size."""

import json
from collections.abc import Iterator, Sequence
from statistics import median

import vl_convert
from record import Record

MOMENTS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0)
"""When best and bound are told in the tables. [s]"""
STEPS = 60
_LOOK = {
    "view": {"stroke": None},
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "axis": {"gridColor": "#e3e3e3", "labelFontSize": 12, "titleFontSize": 12},
    "header": {"labelFontSize": 13, "titleFontSize": 13},
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "symbolStrokeWidth": 3, "labelLimit": 260},
}
_COLOURS = ["#0b5394", "#b45f06", "#38761d", "#741b47", "#7f6000", "#444444", "#1b7f8c", "#a61c00"]


def draw(records: Sequence[Record]) -> str:
    """Return the curves of one size as SVG: a row a mix, a column a goal, a colour a method."""
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": list(_points(records))},
        "facet": {
            "row": {"field": "mix", "title": None},
            "column": {"field": "goal", "title": None, "sort": ["essential posts", "posts by priority"]},
        },
        "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": 400,
            "height": 260,
            "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
            "encoding": {
                "x": {
                    "field": "seconds",
                    "type": "quantitative",
                    "scale": {"type": "log", "nice": False},
                    "title": "seconds since the files were opened",
                },
                "y": {"field": "share", "type": "quantitative", "title": "not covered, % of the posts asked"},
                "color": {"field": "method", "type": "nominal", "scale": {"range": _COLOURS}, "title": "method"},
                "strokeDash": {
                    "field": "line",
                    "type": "nominal",
                    "scale": {"domain": ["best", "bound"], "range": [[1, 0], [5, 4]]},
                    "title": None,
                },
            },
        },
        "config": _LOOK,
    }
    return vl_convert.vegalite_to_svg(json.dumps(spec))


def _points(records: Sequence[Record]) -> Iterator[dict[str, object]]:
    """Yield medians over the seeds; a moment counts where most of the runs know a number."""
    longest = max(r.seconds for r in records)
    times = [0.3 * (longest / 0.3) ** (i / STEPS) for i in range(STEPS + 1)]
    for mix in dict.fromkeys(r.mix for r in records):
        for method in dict.fromkeys(r.method for r in records):
            runs = [r for r in records if (r.mix, r.method) == (mix, method)]
            for goal, words in (("essential", "essential posts"), ("coverage", "posts by priority")):
                for seconds in times:
                    known = [(r.at(seconds, goal), r.scale(goal)) for r in runs]
                    for place, line in enumerate(("best", "bound")):
                        shares = [100 * told[place] / scale for told, scale in known if told[place] is not None]
                        if shares and 2 * len(shares) > len(runs):
                            point = {"mix": mix, "method": method, "goal": words, "line": line}
                            yield {**point, "seconds": round(seconds, 3), "share": round(median(shares), 4)}

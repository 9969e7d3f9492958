"""The page of the benchmark: medians as tables, curves as pictures. Written by the program, never by hand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from ahead import SOON, Ahead, ahead, better_plan, pairs
from curves import MOMENTS, draw
from record import POSTS as GOALS
from record import Record

HEADS = {"essential": "essential posts", "coverage": "posts by priority"}
_MEMORY = ("read", "build", "solve", "verify", "report: page")
_KEY = ("size", "mix", "method")
Key = tuple[str, str, str]
"""Size, mix, method."""


def write_page(
    records: Sequence[Record],
    repeats: Sequence[Record],
    machine: dict[str, str],
    folder: Path,
    page: str = "benchmarks",
) -> None:
    """Write a page and its pictures, which are named after it."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = {r.method: r.why for r in records if r.status == "missing"}
    records = [r for r in records if r.method not in missing]
    pictures = []
    for size in dict.fromkeys(r.size for r in records):
        own = [r for r in records if r.size == size]
        if any(r.samples for r in own):
            name = f"{page}-{size}.svg"
            (folder / name).write_text(draw(own), encoding="utf-8")
            pictures.append((size, name))
    parts = [
        _head(records),
        *_sections(records),
        _pictures(pictures),
        _machine(records, machine),
        _table("Peers that are not there", "And why.", ["method", "why"], [[m, why] for m, why in missing.items()]),
        _noise(records, repeats),
    ]
    (folder / f"{page}.md").write_text("\n".join(parts), encoding="utf-8")


def _head(records: Sequence[Record]) -> str:
    seeds = max(len({r.seed for r in records if (r.size, r.mix, r.method) == k}) for k in _groups(records))
    limits = ", ".join(sorted({f"{r.seconds:g} s on {r.workers} workers" for r in records}))
    return (
        "# Benchmarks\n\n"
        "Written by `python3 run.py bench`; not by hand. "
        "Missions come from `contingent generate`: each seed is another one. "
        f"Medians over up to {seeds} seeds, least and most in brackets. Limits: {limits}. "
        "Every plan, of ours and of every peer, is judged and counted by our verifier; bounds of peers are their "
        "own claims.\n\n"
        "The gap of a goal about posts is (best - bound) / post-weeks asked: what of the demand might still be "
        "covered. For the first goal, essential posts, all posts asked are the measure; for the second, posts by "
        "priority, best, bound and measure are weighted by priority. The **gap of demand** of a run is the larger of "
        "the two. Before there is a plan nothing counts as covered, before there is a bound 0 counts as proven; a run "
        "without a lawful plan has a gap of 100 %. Bounds of the second goal hold for plans that are as good in the "
        "first as the run's own.\n"
    )


def _sections(records: Sequence[Record]) -> Iterator[str]:
    groups = _groups(records)
    yield _table(
        "Gaps and first plans",
        "Of the runs of a line, `lawful` says how many gave a plan that the verifier passed. `10 s` is as told by the "
        "method at that moment, `end` is counted on the verified plan.",
        [
            "size",
            "mix",
            "method",
            "lawful",
            "first plan, s",
            "bound within 1 %, s",
            *(f"{HEADS[g]}, {w}" for g in GOALS for w in ("10 s", "end")),
        ],
        [_gap_row(key, runs) for key, runs in groups.items()],
    )
    yield _table(
        "Who is ahead",
        "For each size and mix the method with the smallest gap of demand, among those with lawful plans.",
        ["size", "mix", "at 10 s", "at the end"],
        [_ahead(size, mix, groups) for size, mix in dict.fromkeys(key[:2] for key in groups)],
    )
    yield _table(
        "Ours against each peer",
        "Gap of demand, ours / the peer's, medians [%]; and on how many missions who is ahead: ours - even - the peer, "
        "**bold** where a peer is. At the end, where both prove the same, ahead is who took a tenth of the other's "
        "time. The better plan is the one that leaves less open, whatever is proven: first of essential posts, then of "
        "posts by priority.",
        ["size", "mix", "peer", "gap at 10 s", "ahead", "gap at the end", "ahead", "closed, s", "better plan"],
        [_against(key, both) for key, both in pairs(records).items()],
    )
    yield _table(
        "Best and bound over time",
        "Share of the demand that is not covered (best) and that no plan can cover (bound), medians. [%]",
        [*_KEY, "goal", *(f"{m:g} s" for m in MOMENTS)],
        [row for key, runs in groups.items() for row in _moments(key, runs)],
    )
    phases = [p for p in dict.fromkeys(p for r in records for p in r.phases) if p != "all"]
    yield _table(
        "Phases",
        "Median time of each phase [s], and the processors that a run had on average: where that is much below what "
        "it could use, others were using the machine.",
        [*_KEY, *phases, "processors"],
        [
            [*key, *(_median((r.phases.get(p) for r in runs), "{:.2f}") for p in phases), _processors(runs)]
            for key, runs in groups.items()
        ],
    )
    yield _table(
        "Memory by phase",
        "Most memory held up to the end of each phase, medians; building ends with the first word of the engine. [MiB]",
        [*_KEY, *_MEMORY],
        [
            [*key, *(_median((r.peaks.get(p) for r in runs), "{:,.0f}") for p in _MEMORY)]
            for key, runs in groups.items()
        ],
    )
    yield _table(
        "Size and memory",
        "Build is compiling and building together, per million non-zeros; memory is the most that the process and what "
        "it started ever held, with Python and all packages.",
        [*_KEY, "rows", "columns", "non-zeros", "build, s per million", "peak, MiB"],
        [_size_row(key, runs) for key, runs in groups.items()],
    )
    yield _table(
        "Planning again after one pledge is withdrawn",
        "The pledge with most people in the plan is withdrawn, and 3 s are given.",
        [*_KEY, "verified plans", "seconds", "tours changed, %"],
        [_again_row(key, runs) for key, runs in groups.items() if any(r.replan for r in runs)],
    )


def _groups(records: Sequence[Record]) -> dict[Key, list[Record]]:
    groups: dict[Key, list[Record]] = {}
    for record in records:
        groups.setdefault((record.size, record.mix, record.method), []).append(record)
    return groups


def _gap_row(key: Key, runs: Sequence[Record]) -> list[str]:
    lawful = sum(r.status == "lawful" for r in runs)
    cells = []
    for goal in GOALS:
        cells.append(_spread([100 * r.gap(10.0, goal) for r in runs if r.samples]))
        cells.append(_spread([100 * g for r in runs if (g := r.final_gap(goal)) is not None]))
    first = [s for r in runs if (s := r.first_plan()) is not None]
    settled = [s for r in runs if (s := r.settled(GOALS)) is not None]
    times = [_spread(first, "{:.1f}"), _spread(settled, "{:.1f}")]
    return [*key, f"{lawful} of {len(runs)}", *times, *cells]


def _ahead(size: str, mix: str, groups: dict[Key, list[Record]]) -> list[str]:
    own = {key[2]: runs for key, runs in groups.items() if key[:2] == (size, mix)}
    lawful = {method: [r for r in runs if r.status == "lawful"] for method, runs in own.items()}
    soon = {m: median(r.gap_of_demand(SOON) for r in runs) for m, runs in lawful.items() if runs}
    late = {m: median(r.gap_of_demand(None) for r in runs) for m, runs in lawful.items() if runs}
    return [size, mix, *(min(gaps, key=gaps.__getitem__) if gaps else "nobody" for gaps in (soon, late))]


def _against(key: Key, both: Sequence[tuple[Record, Record]]) -> list[str]:
    cells = []
    for seconds in (SOON, None):
        cells.append(_two([(100 * a.gap_of_demand(seconds), 100 * b.gap_of_demand(seconds)) for a, b in both]))
        cells.append(_score([ahead(a, b, seconds) for a, b in both]))
    closed = " / ".join(_median((pair[i].closed() for pair in both), "{:.1f}") for i in (0, 1))
    return [*key, *cells, closed, _score([better_plan(a, b) for a, b in both])]


def _two(gaps: Sequence[tuple[float, float]]) -> str:
    return " / ".join(f"{median(column):.2f}" for column in zip(*gaps, strict=True))


def _score(found: Sequence[Ahead]) -> str:
    """Return on how many missions ours, nobody, the peer is ahead; those on which neither has a plan aside."""
    ours, even, peer = (found.count(who) for who in (Ahead.OURS, Ahead.EVEN, Ahead.PEER))
    if not ours + even + peer:
        return "neither has a plan"
    return f"{ours} - {even} - **{peer}**" if peer else f"{ours} - {even} - 0"


def _moments(key: Key, runs: Sequence[Record]) -> Iterator[list[str]]:
    for goal in GOALS:
        cells = []
        for moment in MOMENTS:
            best = [100 * b / r.scale(goal) for r in runs if (b := r.at(moment, goal)[0]) is not None]
            bound = [100 * b / r.scale(goal) for r in runs if (b := r.at(moment, goal)[1]) is not None]
            cells.append(f"{_median(best, '{:.2f}')} / {_median(bound, '{:.2f}')}")
        if any(cell != "- / -" for cell in cells):
            yield [*key, goal, *cells]


def _size_row(key: Key, runs: Sequence[Record]) -> list[str]:
    numbers = [_median((r.program.get(n) for r in runs), "{:,.0f}") for n in ("rows", "columns", "non-zeros")]
    rates = [
        1e6 * (r.phases["compile"] + r.phases["build"]) / r.program["non-zeros"]
        for r in runs
        if r.program.get("non-zeros") and {"compile", "build"} <= r.phases.keys()
    ]
    return [*key, *numbers, _median(rates, "{:.2f}"), _median((r.peak for r in runs), "{:,.0f}")]


def _processors(runs: Sequence[Record]) -> str:
    return _median((r.cpu / r.phases["all"] for r in runs if r.cpu and r.phases.get("all")), "{:.2f}")


def _again_row(key: Key, runs: Sequence[Record]) -> list[str]:
    made = [r.replan for r in runs if r.replan]
    lawful = sum(m["lawful"] for m in made)
    changed = [100 * m["changed"] for m in made if "changed" in m]
    return [*key, f"{lawful:.0f} of {len(made)}", _spread([m["seconds"] for m in made], "{:.1f}"), _spread(changed)]


def _median(numbers: Iterable[float | None], form: str) -> str:
    known = [n for n in numbers if n is not None]
    return form.format(median(known)) if known else "-"


def _spread(numbers: Sequence[float], form: str = "{:.2f}") -> str:
    """Return the median, with the least and the most where there are several."""
    if not numbers:
        return "-"
    tell: Callable[[float], str] = form.format
    ends = f" ({tell(min(numbers))}-{tell(max(numbers))})" if len(numbers) > 1 else ""
    return tell(median(numbers)) + ends


def _table(title: str, words: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [f"## {title}\n", f"{words}\n", _line(heads), _line(["---"] * len(heads)), *map(_line, rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _pictures(pictures: Sequence[tuple[str, str]]) -> str:
    if not pictures:
        return ""
    shown = [f"### {size}\n\n![Best and bound over time, {size}]({name})\n" for size, name in pictures]
    words = (
        "The same medians as curves: best as a full line, bound as a broken one; where they meet, nothing is open.\n"
    )
    return "\n".join(["## Curves\n", words, *shown])


def _machine(records: Sequence[Record], machine: dict[str, str]) -> str:
    rows = [[name, value] for name, value in machine.items()]
    told = _table("Machine and versions", "What all of it ran on.", ["what", "value"], rows)
    settings = {r.method: (r.version, r.settings) for r in records if r.version}
    used = [
        [method, version, " ".join(f"{k}={v}" for k, v in set_.items() if not k.startswith("verdict"))]
        for method, (version, set_) in settings.items()
    ]
    failed = [[r.case, r.method, r.status, r.why.replace("|", "/")[:160]] for r in records if r.status != "lawful"]
    return "\n".join(
        [
            told,
            _table(
                "Settings", "As each method was set in the last of its runs.", ["method", "version", "settings"], used
            ),
            _table("Runs without a lawful plan", "And why.", ["mission", "method", "status", "why"], failed),
        ]
    )


def _noise(records: Sequence[Record], repeats: Sequence[Record]) -> str:
    loads = [r.load for r in records]
    words = (
        "The brackets in the tables above hold the spread over seeds, which are different missions. "
        "Here one mission was run several times with one method. "
        f"Before the runs {median(loads):.1f} processes wanted a core on average (at most {max(loads):.1f}); "
        "times of busy runs are too long."
    )
    if not repeats:
        return f"## Noise\n\n{words.replace('Here one mission was run several times with one method. ', '')}\n"
    phases = ("read", "build", "solve", "verify")
    row = [f"{repeats[0].case}, {repeats[0].method}", str(len(repeats))]
    row.append(_spread([s for r in repeats if (s := r.first_plan()) is not None]))
    row += [_spread([r.phases[p] for r in repeats if p in r.phases]) for p in phases]
    row += [_spread([100 * g for r in repeats if (g := r.final_gap(goal)) is not None]) for goal in GOALS]
    heads = ["mission and method", "runs", "first plan, s", *(f"{p}, s" for p in phases)]
    heads += [*(f"gap, {HEADS[g]}, %" for g in GOALS)]
    return _table("Noise", words, heads, [row])

"""Two worlds that differ only in what is hidden from a nation give it the same files, byte for byte.

The formats are those of the registries, so that a new one is under test from its first day. A second part lets accounts
leak on purpose: a test that no leak fails proves nothing.
"""
# ruff: noqa: S311 - drawn at random, and nobody is to guess anything

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from rich.console import Console
from typer.testing import CliRunner

from contingent.app.decide import decisions_form
from contingent.app.export_plan import RENDERERS, Format, Options, render
from contingent.app.plan_folder import save_plan
from contingent.cli.commands import app
from contingent.domain.checks import CODES, check
from contingent.domain.checks.names import names_of
from contingent.domain.mission import TABLES
from contingent.domain.plan import PLAN_TABLES, Handover, Tour
from contingent.domain.tables import Row, Source, Sourced
from contingent.export.decisions import decision_calendar
from contingent.files import write_mission, write_plan
from contingent.files.workbook import mission_workbook
from contingent.report.account import Account
from contingent.report.charts.registry import CHARTS, sentence, svg
from contingent.report.charts.save import Form, saved
from contingent.report.decisions_terminal import DecisionsTerminal
from contingent.report.json_form import json_form
from contingent.report.releasable import account_for, mission_notice, notice, released
from contingent.report.tables import tabulate
from contingent.report.terminal import Terminal
from contingent.verify.references import unknown_references
from properties.worlds import VIEWER, Visible, World, crowded, visible_part, worlds

SEEDS = range(200)
"""Each gives a world without secrets and two with some: a pair."""

BATCH = 50
"""Seeds that one test takes, so that several workers share them."""

FEW = range(3)
"""Seeds for formats that take their time: pages, PDF files and drawings."""

Output = Callable[[Account], object]
"""Whatever can be compared: bytes, texts, folders as mappings."""


def terminal(account: Account) -> str:
    stream = StringIO()
    shown = Terminal(Console(file=stream, width=120, color_system=None), plain=True)
    shown.heading(account.mission, account.verdict, notice(account))
    shown.report(account.tables, is_view=account.viewer is not None)
    return stream.getvalue()


def decisions(account: Account) -> tuple[str, str, bytes]:
    """Write what `contingent decide` prints and saves beyond the exports."""
    stream = StringIO()
    DecisionsTerminal(Console(file=stream, width=120, color_system=None), plain=True).decisions(
        account.tables.decisions
    )
    return stream.getvalue(), json.dumps(json_form(decisions_form(account, None))), decision_calendar(account)


def folders(account: Account) -> dict[str, bytes]:
    """Write the mission and the plan as folders."""
    with TemporaryDirectory() as scratch:
        write_plan(account.plan, scratch)
        write_mission(account.mission, Path(scratch, "mission"))
        files = sorted(path for path in Path(scratch).rglob("*") if path.is_file())
        return {path.relative_to(scratch).as_posix(): path.read_bytes() for path in files}


def tables(account: Account) -> str:
    return json.dumps(json_form(account.tables))


def account_itself(account: Account) -> tuple[object, ...]:
    rest = (account.verdict, account.viewer)
    return (account.mission.model_dump_json(), account.plan.model_dump_json(), repr(account.tables), *rest)


def exported(form: Format) -> Output:
    return lambda account: render(account, form)


def drawn(name: str) -> Output:
    return lambda account: (sentence(name, account), svg(name, account))


LENGTHY = {Format.PARQUET, Format.HTML, Format.PDF}

QUICK: dict[str, Output] = {
    "account": account_itself,
    "tables": tables,
    "terminal": terminal,
    "decisions": decisions,
    "folders": folders,
    **{f"export {form}": exported(form) for form in RENDERERS if form not in LENGTHY},
}
"""Outputs that are made of every pair."""

SLOW: dict[str, Output] = {
    "mission workbook": lambda account: mission_workbook(account.mission, notice=mission_notice(account.viewer)),
    **{f"export {form}": exported(form) for form in RENDERERS if form in LENGTHY},
    "export slides": lambda account: render(account, Format.PDF, Options(slides=True)),
    **{f"chart {name}": drawn(name) for name in CHARTS},
    **{f"chart as {form}": (lambda account, f=form: saved("headcount", account, f)) for form in Form},
}
"""Outputs that are made of some pairs. They are made of accounts alone, and the accounts of all pairs are compared."""


def view(of: World) -> Account:
    return account_for(of.mission, of.plan, VIEWER)


def differing(outputs: dict[str, Output], left: Account, right: Account) -> set[str]:
    return {name for name, output in outputs.items() if output(left) != output(right)}


# The property


@pytest.mark.parametrize("first", SEEDS[::BATCH])
def test_outputs_do_not_tell_worlds_apart_that_differ_only_in_what_is_hidden(first):
    for seed in range(first, first + BATCH):
        without, left, right = map(view, worlds(seed))
        assert differing(QUICK, left, right) == set(), f"seed {seed}"
        assert account_itself(without) == account_itself(left), f"seed {seed}, against the world without secrets"


@pytest.mark.parametrize("name", SLOW)
def test_a_format_does_not_tell_worlds_apart(name):
    for seed in FEW:
        _, left, right = views(seed)
        assert SLOW[name](left) == SLOW[name](right), f"seed {seed}"


@cache
def worlds_of(seed: int) -> tuple[World, ...]:
    return worlds(seed)


@cache
def views(seed: int) -> tuple[Account, ...]:
    return tuple(map(view, worlds_of(seed)))


@pytest.mark.parametrize(
    "words",
    [
        ("show", "plan", "--as", VIEWER),
        ("show", "plan", "--as", VIEWER, "--json"),
        ("show", "plan", "--as", VIEWER, "--chart", "gantt", "--save", "x.svg"),
        ("export", "plan", "x.json", "--as", VIEWER),
        ("export", "plan", "x.ics", "--as", VIEWER, "--json"),
        ("export", "plan", "x", "--format", "csv", "--as", VIEWER),
        ("export", "plan/mission", "x.xlsx", "--as", VIEWER),
        ("decide", "plan", "--as", VIEWER),
        ("decide", "plan", "--as", VIEWER, "--today", "2020-02-01", "--save", "x.ics", "--json"),
        ("decide", "plan", "--as", VIEWER, "--save", "x.csv"),
        ("decide", "plan", "--as", VIEWER, "--save", "x.json"),
    ],
    ids=" ".join,
)
def test_commands_do_not_tell_worlds_apart(words, tmp_path, monkeypatch):
    """From folders on, with comments, courses of action and warnings: what is written, printed, told by the code."""
    answers = []
    for i, of in enumerate(worlds_of(3)[1:]):
        here = tmp_path / str(i)
        save_plan(of.mission, of.plan, here / "plan")
        coas = here / "plan" / "mission" / "coas"
        coas.mkdir()
        (coas / f"secret-{i}.toml").write_text(f'title = "Secret {i}"\n')
        with (here / "plan" / "mission" / "mission.toml").open("a") as head:
            head.write(f"# secret {i}\n")
        before = {path for path in here.rglob("*") if path.is_file()}
        monkeypatch.chdir(here)
        answer = CliRunner().invoke(app, words)
        made = sorted(path for path in here.rglob("*") if path.is_file() and path not in before)
        assert answer.exit_code == 0, answer.output
        assert made or answer.stdout
        files = [(path.relative_to(here).as_posix(), path.read_bytes()) for path in made]
        answers.append((answer.stdout, answer.stderr, files))
    assert answers[0] == answers[1]


def test_every_format_is_under_test():
    assert {f"export {form}" for form in Format} <= QUICK.keys() | SLOW.keys()
    assert {f"chart {name}" for name in CHARTS} <= SLOW.keys()


# What the worlds are


def test_the_worlds_are_in_order_and_differ_in_every_table():
    differences = set()
    for seed in range(20):
        _, left, right = worlds_of(seed)
        for one in (left, right):
            assert errors(one) == []
        differences |= {t for t in TABLES if getattr(left.mission, t) != getattr(right.mission, t)}
        differences |= {t for t in PLAN_TABLES if getattr(left.plan, t) != getattr(right.plan, t)}
        assert left.mission.digest != right.mission.digest
    assert differences == TABLES.keys() | PLAN_TABLES.keys()


def test_views_are_in_order():
    for seed in range(20):
        for account in views(seed):
            assert errors(World(account.mission, account.plan)) == []


def errors(of: World) -> list[str]:
    wrong = [str(fault) for fault in check(of.mission) if CODES[fault.code].severity == "error"]
    return wrong + list(unknown_references(of.mission, of.plan))


def test_all_that_is_visible_is_in_the_view():
    for seed in range(20):
        visible = visible_part(Random(f"visible {seed}"))
        account = views(seed)[1]
        for table in TABLES:
            wanted = [without_audience(r) for r in visible.rows if type(r) is TABLES[table]]
            found = [without_audience(r) for r in getattr(account.mission, table)]
            is_host = table == "nations" and visible.host_is_hidden
            assert found[is_host:] == wanted
        assert len(account.plan.tours) == sum(type(r) is Tour for r in visible.plan)
    assert account.mission.planning.release == visible.release


def without_audience(r: Row) -> Row:
    return r.model_copy(update={"release_to": ()}) if isinstance(r, Sourced) else r


def test_secret_words_are_nowhere():
    words = (b"GBR", b"JSOC", b"sigint", b"akrotiri", b"raid", b"hunt", b"Secret", b"h-c1", b"seconds")
    for seed in range(20):
        account = views(seed)[1]
        written = b"".join([*folders(account).values(), *map(str.encode, (tables(account), terminal(account)))])
        assert [word for word in words if word in written] == []
        whole = worlds_of(seed)[1]
        of_all = b"".join(folders(Account(whole.mission, whole.plan, None, account.tables)).values())
        assert [word for word in words if word in of_all]


# The converse: what is visible is not lost


def test_a_change_of_any_visible_row_changes_the_view():
    for seed in range(5):
        visible = visible_part(Random(f"visible {seed}"))
        before = released_from(visible, seed)
        for part in ("rows", "plan"):
            rows = getattr(visible, part)
            for i, one in enumerate(rows):
                if part == "rows" or isinstance(one, Tour | Handover):
                    changed = replace(visible, **{part: [*rows[:i], other(one), *rows[i + 1 :]]})
                    assert released_from(changed, seed) != before, f"seed {seed}, {one!r}"


def released_from(visible: Visible, seed: int) -> tuple[str, str]:
    of = crowded(visible, Random(seed))
    mission, plan = released(of.mission, of.plan, VIEWER)
    return mission.model_dump_json(), plan.model_dump_json()


def test_a_change_of_a_tour_shows_in_every_output():
    visible = visible_part(Random("visible 0"))
    before = view(crowded(visible, Random(0)))
    i = next(i for i, one in enumerate(visible.plan) if isinstance(one, Tour))
    changed = replace(visible, plan=[*visible.plan[:i], other(visible.plan[i]), *visible.plan[i + 1 :]])
    after = view(crowded(changed, Random(0)))
    assert differing(QUICK, before, after) == QUICK.keys()


def other(one: Row) -> Row:
    """Return a row that says something else, and names the same."""
    match one:
        case Source():
            return one.model_copy(update={"title": "another title"})
        case Tour():
            return one.model_copy(update={"heads": one.heads + 100})
        case Handover():
            return one.model_copy(update={"week": one.week + timedelta(days=7)})
    return one.model_copy(update={"note": "another note"})


# Leaks on purpose


def leak_all_numbers(of: World, honest: Account) -> Account:
    return replace(honest, tables=tabulate(of.mission, of.plan))


def leak_one_number(of: World, honest: Account) -> Account:
    numbers = replace(honest.tables.numbers, offered=tabulate(of.mission, of.plan).numbers.offered)
    return replace(honest, tables=replace(honest.tables, numbers=numbers))


def leak_of_head(field: str) -> Callable[[World, Account], Account]:
    def leak(of: World, honest: Account) -> Account:
        return replace(honest, plan=honest.plan.model_copy(update={field: getattr(of.plan, field)}))

    return leak


def leak_names_of_tours(of: World, honest: Account) -> Account:
    shown = {(t.contingent, t.people, t.heads, t.arrive): t.tour for t in of.plan.tours}
    tours = (t.model_copy(update={"tour": shown[t.contingent, t.people, t.heads, t.arrive]}) for t in honest.plan.tours)
    return replace(honest, plan=honest.plan.model_copy(update={"tours": tuple(tours)}))


def leak_sources(of: World, honest: Account) -> Account:
    return with_mission(honest, sources=of.mission.sources)


def leak_audiences(of: World, honest: Account) -> Account:
    told = {c.id: c.release_to for c in of.mission.contingents}
    rows = (c.model_copy(update={"release_to": told[c.id]}) for c in honest.mission.contingents)
    return with_mission(honest, contingents=tuple(rows))


def leak_hidden_members_of_lists(of: World, honest: Account) -> Account:
    told = {c.id: c.sites for c in of.mission.contingents}
    rows = (c.model_copy(update={"sites": told[c.id]}) for c in honest.mission.contingents)
    return with_mission(honest, contingents=tuple(rows))


def leak_the_host(of: World, honest: Account) -> Account:
    (host,) = (n for n in of.mission.nations if n.code == "IRQ")
    return with_mission(honest, nations=tuple(host if n.code == "IRQ" else n for n in honest.mission.nations))


def leak_what_is_hidden_only_by_name(of: World, honest: Account) -> Account:
    """Look at `release_to` alone, as a first attempt would."""
    mine = {VIEWER, "nato", "south"}
    rows = {
        t: tuple(r for r in getattr(of.mission, t) if not r.release_to or mine & {*r.release_to}) for t in ("caveats",)
    }
    return with_mission(honest, **rows)


def leak_the_order_of_fills(of: World, honest: Account) -> Account:
    """Number rows as the whole plan does."""
    place = {f.model_dump_json(exclude={"heads"}): str(i) for i, f in enumerate(of.plan.fills)}
    keys = [place.get(f.model_dump_json(exclude={"heads"}), "") for f in honest.plan.fills]
    return replace(honest, plan=honest.plan.model_copy(update={"made_by": {"rows": " ".join(keys)}}))


def leak_work_of_hidden_people(of: World, honest: Account) -> Account:
    """Show every fill whose names are known, whoever carries it."""
    names = names_of(honest.mission)
    fills = (f for f in of.plan.fills if f.activity in names.activities and f.contingent in names.contingents)
    return replace(honest, plan=honest.plan.model_copy(update={"fills": tuple(fills)}))


def leak_how_many_findings(of: World, honest: Account) -> Account:
    return with_mission(honest, marking=f"{len(list(check(of.mission)))} findings")


def with_mission(account: Account, **change: object) -> Account:
    mission = account.mission.model_copy(update=change)
    return replace(account, mission=mission, plan=account.plan.model_copy(update={"digest": mission.digest}))


LEAKS = {
    **{f"leak_{field}": leak_of_head(field) for field in ("made_by", "goals", "verdict", "digest", "tours", "onward")},
    **{
        leak.__name__: leak
        for leak in (
            leak_all_numbers,
            leak_one_number,
            leak_names_of_tours,
            leak_sources,
            leak_audiences,
            leak_hidden_members_of_lists,
            leak_the_host,
            leak_what_is_hidden_only_by_name,
            leak_the_order_of_fills,
            leak_work_of_hidden_people,
            leak_how_many_findings,
        )
    },
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_found(name):
    found = set()
    for seed in range(10):
        _, left, right = worlds_of(seed)
        leaking = [LEAKS[name](of, account) for of, account in zip((left, right), views(seed)[1:], strict=True)]
        found |= differing({"account": account_itself}, *leaking)
        if found and "folders" not in found:
            found |= differing({"folders": folders}, *leaking)
    assert found >= ({"account"} if "number" in name else {"account", "folders"})


def test_a_leak_of_one_number_shows_in_formats():
    _, left, right = worlds_of(0)
    leaking = [leak_one_number(of, account) for of, account in zip((left, right), views(0)[1:], strict=True)]
    assert {"tables", "terminal", "export json", "export csv", "export xlsx"} <= differing(QUICK, *leaking)


@pytest.mark.parametrize("name", [name for name in SLOW if name != "chart goals"])
def test_a_format_shows_what_is_visible(name):
    """One that is always the same would tell nothing apart, and be of no use."""
    first = SLOW[name](views(0)[1])
    assert any(SLOW[name](views(seed)[1]) != first for seed in range(1, 4))

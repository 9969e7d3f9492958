"""Exports are written whole or not at all, and are the same everywhere."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from builders import activity, billet, contingent, fill, mission, people, plan, site, tour
from contingent.app.export_plan import FOLDERS, RENDERERS, Format, earlier_calendar, export_plan, format_of, render
from contingent.app.plan_folder import RefusedError
from contingent.domain.vocabulary import Confidence
from contingent.export.calendar import CalendarError
from contingent.export.marks import Marks
from contingent.report.account import account_of
from export.accounts import account
from export.reading import READERS

ROOT = Path(__file__).parents[2]
FORMATS = sorted(READERS)


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMATS)
def test_a_plan_is_written_and_written_again(form, tmp_path):
    target = tmp_path / "new" / f"plan.{form}"
    for seed in (5, 6):
        export_plan(account(seed), target, form)
        made = render(account(seed), form)
        assert (target.read_bytes() if isinstance(made, bytes) else files_in(target)) == made
    assert [entry.name for entry in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize("form", [Format.JSON, Format.CSV])
@pytest.mark.parametrize("call", ["os.fsync", "os.fdopen", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_what_cannot_be_finished_leaves_what_was_there(form, call, tmp_path, monkeypatch):
    target = tmp_path / f"plan.{form}"
    export_plan(account(5), target, form)
    before = files_in(tmp_path)
    monkeypatch.setattr(call, _no_space)
    with pytest.raises(OSError, match="No space left"):
        export_plan(account(6), target, form)
    assert files_in(tmp_path) == before


def _no_space(*_):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("form", sorted(FOLDERS))
def test_a_folder_with_something_else_is_refused(form, tmp_path):
    export_plan(account(5), tmp_path / "plan", form)
    (tmp_path / "plan" / "plan" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"holds plan/mine\.txt, which no export writes"):
        export_plan(account(6), tmp_path / "plan", form)
    assert (tmp_path / "plan" / "plan" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RefusedError, match="is a file, and csv is a folder"):
        export_plan(account(5), tmp_path / "file", Format.CSV)
    with pytest.raises(RefusedError, match="is a folder"):
        export_plan(account(5), tmp_path, Format.JSON)


def test_the_old_folder_comes_back_when_the_new_one_cannot_take_its_place(tmp_path, monkeypatch):
    target = tmp_path / "plan"
    export_plan(account(5), target, Format.CSV)
    before = files_in(target)
    rename = Path.rename

    def fails(self, to):
        if self.name == "new" and to == target:
            raise OSError(5, "Input/output error")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="Input/output"):
        export_plan(account(6), target, Format.CSV)
    assert files_in(target) == before


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.XLSX", Format.XLSX),
        ("a.ics", Format.ICS),
        ("a.doc", None),
        ("a", None),
        ("xlsx", None),
        ("a.csv", Format.CSV),
    ],
)
def test_an_ending_says_the_format(name, form):
    assert format_of(Path(name)) is form


def test_an_earlier_calendar_that_is_too_large_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.ics"
    export_plan(account(5), path, Format.ICS)
    assert earlier_calendar(path, account(5)).events
    monkeypatch.setattr("contingent.app.export_plan.MAX_CALENDAR", 100)
    with pytest.raises(CalendarError, match="more than 100 bytes"):
        earlier_calendar(path, account(5))


@pytest.mark.parametrize("form", FORMATS)
def test_a_mission_of_long_ago_is_written(form):
    of = mission(site(), *contingent("es", "ESP", 2), weeks=4, start=date(1890, 1, 6))
    old = tour("es", 2, date(1890, 1, 13))
    assert render(account_of(of, plan(of, old)), form)


def test_every_format_has_a_renderer():
    assert set(RENDERERS) == set(Format)


SCRIPT = """
import hashlib, locale, sys
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from contingent.app.export_plan import Format, render
from export.accounts import account
for name in sys.argv[1:]:
    made = render(account(11), Format(name))
    text = made if isinstance(made, bytes) else b"".join(k.encode() + v for k, v in sorted(made.items()))
    print(name, hashlib.sha256(text).hexdigest())
"""


def test_bytes_are_the_same_in_every_zone_locale_and_order_of_sets(tmp_path):
    def made(**environment):
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        shell = {key: value for key, value in os.environ.items() if key not in {"LC_ALL", "LANG", "TZ"}}
        script = subprocess.run(
            [sys.executable, "-c", SCRIPT, *FORMATS],
            env={**shell, "PYTHONPATH": path, **environment},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        return script.stdout

    here = made(TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    there = made(TZ="Asia/Kathmandu", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="2")
    assert here == there
    assert here.count("\n") == len(FORMATS)


NAMES_ONLY = {
    "http://schemas.microsoft.com/project",
    "http://schemas.openxmlformats.org",
    "http://schemas.microsoft.com/office",
    "http://purl.org/dc",
    "http://www.w3.org",
}
"""Names of vocabularies, which nobody fetches."""


@pytest.mark.parametrize("form", [form for form in FORMATS if form is not Format.XLSX])
def test_no_address_is_in_a_file_but_names_of_vocabularies(form):
    made = render(account(11), form)
    for raw in [made] if isinstance(made, bytes) else made.values():
        found = re.findall(rb"https?://[^\"<>\s]*", raw)
        assert [a for a in found if not any(a.decode().startswith(name) for name in NAMES_ONLY)] == []


def test_a_row_is_illustrative_if_anything_that_it_names_is():
    of = mission(
        site(),
        activity(),
        billet(2),
        *contingent("es", "ESP", 2),
        people("es", 1, "med").model_copy(update={"confidence": Confidence.ILLUSTRATIVE}),
        *contingent("us", "USA", 2),
    )
    rows = (tour("es", 2), tour("es", 1, people="med"), tour("us", 2), fill("es", 1), fill("us", 1))
    found = account_of(of, plan(of, *rows))
    marks = Marks(of)
    assert [marks.is_illustrative(row) for row in found.plan.tours] == [False, True, False]
    assert [marks.is_illustrative(row) for row in found.plan.fills] == [False, False]
    assert {row.contingent: marks.is_illustrative(row) for row in found.tables.holdings} == {"es": True, "us": False}
    assert {row.nation: marks.is_illustrative(row) for row in found.tables.nations} == {"ESP": True, "USA": False}
    assert marks.words(found.plan.tours[1]) == "Rests on illustrative rows of: people."
    assert all(marks.is_illustrative(row) for row in found.tables.weeks), "a total rests on all that it counts"
    assert not any(Marks(mission(site(), weeks=3)).is_illustrative(row) for row in found.tables.weeks)

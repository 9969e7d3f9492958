"""The notebook of the documentation runs, and shows what it shows there: here on a mission that plans in a second."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOK = ROOT / "docs" / "notebooks" / "iraq-2020.ipynb"


@pytest.fixture(scope="module")
def written():
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def run_again(written):
    """The same cells, executed on the first mission."""
    again = nbformat.from_dict(written)
    for cell in again.cells:
        for was, now in (('"../../missions/iraq-2020", 60', '"../../missions/first", 20'), ("workers=2", "workers=1")):
            cell.source = cell.source.replace(was, now)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT / "src"))
        client = NotebookClient(again, timeout=120, kernel_name="python3", record_timing=False)
        client.resources = {"metadata": {"path": str(NOTEBOOK.parent)}}
        client.execute()
    return again


def shapes(notebook):
    """Return for each cell what kinds of output it has, and the headings of the tables in them."""
    return {
        cell.id: [
            (sorted(out.data), re.findall(r"<caption>[^<]*", out.data.get("text/html", ""))) for out in cell.outputs
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def test_it_shows_what_it_showed(written, run_again):
    assert "first" in "".join(cell.source for cell in run_again.cells)
    assert shapes(run_again) == shapes(written)


def test_it_shows_missions_plans_charts_and_frames(written):
    found = shapes(written)
    assert [kinds for kinds, _ in found["map"]] == [["image/svg+xml", "text/plain"]]
    assert found["plan"][0][1] == ["<caption>Goals, in order", "<caption>Handovers"]
    assert all(out for name, out in found.items() if name != "renderer")


def test_it_is_small_and_names_no_machine_and_no_hour(written):
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert len(text) < 250_000
    assert not re.search(r"/(home|root|tmp|work|Users)/", text)
    assert all("execution" not in cell.metadata for cell in written.cells)

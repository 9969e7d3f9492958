"""Bad examples: the good mission with one thing changed, and the finding that it must give."""

import shutil
import tomllib
from pathlib import Path

from contingent.app.export_mission import export_mission_workbook
from contingent.core.findings import Finding
from contingent.files import check_source, read_mission, read_plan, write_mission
from files.workbook.spoil import spoilt

HERE = Path(__file__).parent
GOOD = HERE / "good"
BAD = HERE / "bad"
CODES = sorted(p.name for p in BAD.iterdir())


def expected(code: str) -> dict:
    return tomllib.loads((BAD / code / "expect.toml").read_text())


def build(code: str, folder: Path) -> Path:
    """Lay the changed files of an example over the good mission; return the folder, or the workbook, to read."""
    mission, wanted = folder / "mission", expected(code)
    if "workbook" in wanted:
        path = folder / wanted["workbook"]
        path.write_bytes(spoilt(wanted))
        return path
    if "export" in wanted:
        write_mission(read_mission(GOOD).mission, mission)  # laid out as a workbook brings it back
    else:
        shutil.copytree(GOOD, mission)
    shutil.copytree(BAD / code, mission, dirs_exist_ok=True)
    (mission / "expect.toml").unlink()
    for name in wanted.get("remove", ()):
        (mission / name).unlink()
    for entry in wanted.get("make", ()):
        make(mission / entry["file"], **entry)
    return mission / wanted.get("path", "")


def make(path: Path, file: str = "", text: str = "", times: int = 1, **more: object) -> None:
    """Make a file that cannot well be kept as it is: huge, binary, a link, a folder."""
    if more.get("folder"):
        path.mkdir()
    elif "link" in more:
        (path.parent.parent / "outside.csv").write_text("where,seats\n")
        path.symlink_to(str(more["link"]))
    elif "hex" in more:
        path.write_bytes(bytes.fromhex(str(more["hex"])))
    else:
        with path.open("a" if more.get("append") else "w", newline="") as out:
            out.write(text * times)


def findings_of(path: Path, *, exported: bool = False) -> tuple[Finding, ...]:
    """Everything that is found in a mission, its courses of action and its plan; or when it becomes a workbook."""
    if exported:
        return export_mission_workbook(path, path.with_suffix(".xlsx"))
    plan = read_plan(path / "plan", read_mission(path).mission).findings if (path / "plan").is_dir() else ()
    return (*check_source(path), *plan)

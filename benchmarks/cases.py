"""The missions of the benchmark: generated ones by size, mix and seed, and the bundled ones."""

from dataclasses import dataclass
from pathlib import Path

from contingent.app.generate_mission import generate
from contingent.generator.knobs import Knobs, Mix, Size

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = "bundled"


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """One mission."""

    size: str
    """S, M, L, XL, or the name of the group of bundled missions."""
    mix: str
    """Mix of a generated mission, or the name of a bundled one."""
    seed: int = 0

    @property
    def name(self) -> str:
        """A word for it, as files have it."""
        return f"{self.size}-{self.mix}-{self.seed}" if self.size != BUNDLED else self.mix


def cases(sizes: list[str], mixes: list[str], seeds: int) -> list[Case]:
    """Return the missions that were asked for, small ones first."""
    made = [Case(size, mix, seed) for size in sizes if size != BUNDLED for mix in mixes for seed in range(1, seeds + 1)]
    if BUNDLED in sizes:
        folders = sorted(p.parent.name for p in (ROOT / "missions").glob("*/mission.toml"))
        made = [Case(BUNDLED, name) for name in folders] + made
    return made


def folder_of(case: Case, into: Path) -> Path:
    """Return the folder of a mission; a generated one is written where it is not there yet."""
    if case.size == BUNDLED:
        return ROOT / "missions" / case.mix
    folder = into / case.name
    if not (folder / "mission.toml").exists():
        generate(Knobs(Size(case.size), case.seed, Mix(case.mix)), folder)
    return folder

"""A realistic mission from a seed: the story of ``contingent generate``."""

from pathlib import Path

from contingent.domain.mission import Mission
from contingent.files import write_mission
from contingent.files.disk import is_taken, write_text
from contingent.generator.figures import figures_of, told
from contingent.generator.knobs import Knobs
from contingent.generator.mission import generate_mission


def generate(knobs: Knobs, folder: Path) -> Mission | None:
    """Write a generated mission with its figures; None, and nothing written, where the folder already holds something.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    if is_taken(folder):
        return None
    mission = generate_mission(knobs)
    write_mission(mission, folder)
    write_text(folder, "README.md", _readme(knobs, mission))
    return mission


def _readme(knobs: Knobs, mission: Mission) -> str:
    rows = "\n".join(f"| {name} | {value} |" for name, value in told(figures_of(mission)))
    asked = f"--size {knobs.size} --seed {knobs.seed} --mix {knobs.mix} --scarcity {knobs.scarcity:g}"
    asked += "" if knobs.indivisible is None else f" --indivisible {knobs.indivisible:g}"
    return (
        f"# {mission.title}\n\nEvery row of it is invented. Made by `contingent generate {asked}`: the same call makes "
        f"the same files.\n\n| figure | value |\n|---|---|\n{rows}\n"
    )

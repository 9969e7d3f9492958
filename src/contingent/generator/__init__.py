"""Realistic missions from a seed: every row invented, for tests, benchmarks and trying things out."""

from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission

__all__ = ["Knobs", "Mix", "Size", "generate_mission"]

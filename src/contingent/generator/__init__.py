"""Realistic missions from a seed: every row invented, for tests, benchmarks and trying things out."""

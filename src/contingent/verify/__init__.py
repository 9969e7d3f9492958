"""The referee. Reads a mission and a plan, and knows nothing of how plans are made.

Imports `domain` and `core` only, and is written from docs/concepts/conventions.md without a look at the formulation.
"""

from contingent.verify.referee import CHECKS, is_lawful, measure_goals, verify

__all__ = ["CHECKS", "is_lawful", "measure_goals", "verify"]

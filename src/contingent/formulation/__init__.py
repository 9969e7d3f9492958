"""Instance to one sparse mixed-integer program, and its solution back to a plan. One file a rule, one for the goals."""

from contingent.formulation.build import Formulation, formulate
from contingent.formulation.decode import decode

__all__ = ["Formulation", "decode", "formulate"]

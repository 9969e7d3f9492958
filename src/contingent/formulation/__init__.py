"""Instance to one sparse mixed-integer program, and its solution back to a plan. One file a rule, one for the goals."""

from contingent.formulation.build import Formulation, formulate
from contingent.formulation.decode import decode
from contingent.formulation.follow import follow

__all__ = ["Formulation", "decode", "follow", "formulate"]

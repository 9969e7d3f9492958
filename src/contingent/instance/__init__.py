"""A mission as integers and arrays: the planning model's data, before any variable exists.

Index letters, the same in code and mathematics: ``a`` activity, ``b`` billet line (activity and skill),
``k`` contingent, ``g`` group of people, ``s`` site, ``m`` command, ``t`` week.
"""

from contingent.instance.compile import compile_mission
from contingent.instance.instance import Instance

__all__ = ["Instance", "compile_mission"]

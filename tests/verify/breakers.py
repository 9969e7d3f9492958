"""Ways to break a lawful plan: each changes one thing and names the rule that must be found broken.

A breaker looks into the mission for a limit, and changes the plan so that it is passed. It returns nothing where the
plan has no such limit, so that the same breakers can be let loose on any lawful plan.
"""

from verify import break_needs, break_places, break_tours, break_work
from verify.breaking import BREAKERS

__all__ = ["BREAKERS", "break_needs", "break_places", "break_tours", "break_work"]

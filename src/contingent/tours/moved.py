"""How many people do otherwise than in a known plan."""

from numba import njit

from contingent.tours.index import Case
from contingent.tours.problem import Counts
from contingent.tours.state import CELLS, State


@njit(cache=True, nogil=True)
def moved(case: Case, state: State, rows: Counts, tours: Counts) -> float:
    """Count the people of tours that only one of two plans has, half of them each. [person]

    Parameters
    ----------
    rows, tours
        The known plan, as in ``Found``.
    """
    people = 0
    for u in range(rows.shape[0]):
        ours, theirs = state.rows[u], rows[u]
        units = _only(state.tours[u], ours, tours[u], theirs) + _only(tours[u], theirs, state.tours[u], ours)
        people += case.unit_size[u] * units
    return people / 2


@njit(cache=True, nogil=True)
def _only(tours: Counts, rows: int, others: Counts, other_rows: int) -> int:
    """Count the units on tours of one plan beyond those on the same tours of the other."""
    units = 0
    for row in range(rows):
        if _on(tours[row], tours, row) == 0:  # a tour that stands in several rows is counted at its first
            units += max(0, _on(tours[row], tours, rows) - _on(tours[row], others, other_rows))
    return units


@njit(cache=True, nogil=True)
def _on(tour: Counts, tours: Counts, rows: int) -> int:
    """Count the units that make a tour."""
    units = 0
    for row in range(rows):
        is_same = True
        for cell in range(CELLS - 1):
            is_same = is_same and tours[row, cell] == tour[cell]
        if is_same:
            units += tours[row, CELLS - 1]
    return units

"""Parts of a plan that can be planned anew while the rest stays: by site, and by stretch of time."""

from collections.abc import Iterator

import numpy as np

from contingent.formulation.build import Formulation
from contingent.formulation.program import ZERO, Ints
from contingent.instance.instance import Bools


def decisions(made: Formulation) -> Ints:
    """Return the columns of who comes, goes, moves and changes command, and of handovers: all others follow."""
    columns = np.unique(np.concatenate([made.journeys.crossing.ravel(), made.handovers.over.ravel()]))
    kept: Ints = columns[columns != ZERO]
    return kept


def crossings(made: Formulation) -> Ints:
    """Return the columns of who comes, goes, moves and changes command."""
    columns = np.unique(made.journeys.crossing)
    kept: Ints = columns[columns != ZERO]
    return kept


def by_site(made: Formulation) -> Iterator[Bools]:
    """Yield, site by site, the columns of all contingents that can be there and of its handovers. Shape (n,)."""
    places: dict[int, set[int]] = {}
    for stage in made.journeys.stages:
        places.setdefault(stage.site, set()).add(stage.force)
    for site, forces in sorted(places.items()):
        if len(forces) > 1:
            activities = [a for a, task in enumerate(made.instance.tasks) if task.site == site]
            yield _freed(made, forces, activities, slice(None))


def by_weeks(made: Formulation, length: int) -> Iterator[Bools]:
    """Yield stretches of ``length`` weeks, each half over the one before: all columns of those weeks. Shape (n,)."""
    everybody = set(range(len(made.instance.forces)))
    activities = list(range(len(made.instance.tasks)))
    for first in range(0, max(made.instance.weeks - length // 2, 1), max(length // 2, 1)):
        yield _freed(made, everybody, activities, slice(first, first + length))


def _freed(made: Formulation, forces: set[int], activities: list[int], weeks: slice) -> Bools:
    free = np.ones(made.program.matrix.shape[1], dtype=bool)
    free[decisions(made)] = False
    for itinerary in made.journeys.all:
        if made.journeys.units[itinerary.unit].force in forces:
            stages = [made.journeys.stages[j] for j in itinerary.stages]
            columns = made.journeys.crossing[[stages[0].enter, *(s.leave for s in stages)], weeks]
            free[columns[columns != ZERO]] = True
    over = made.handovers.over[activities, weeks]
    free[over[over != ZERO]] = True
    return free

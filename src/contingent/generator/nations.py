"""Nations: hosts, those to be released, large and small contributors."""

from dataclasses import dataclass
from decimal import Decimal

from contingent.domain.tables import Nation
from contingent.generator.dice import Dice
from contingent.generator.knobs import Knobs
from contingent.generator.words import INVENTED, nation_code, nation_name


@dataclass(frozen=True, slots=True)
class Nations:
    """The rows of nations, and who gives how much."""

    rows: tuple[Nation, ...]
    leads: tuple[str, ...]
    """Those to be released."""
    givers: tuple[str, ...]
    """The other contributors."""
    weights: tuple[int, ...]
    """How often each of them gives, against the others."""

    def deal(self, dice: Dice, count: int) -> list[str]:
        """Return the nations of so many contingents: everyone gives at least one where there are enough."""
        everyone = self.givers[:count]
        more = [self.givers[i] for i in dice.of("more").spread(self.weights, max(1, count - len(everyone)))]
        return dice.of("order").shuffled([*everyone, *more[: count - len(everyone)]])


def nations(knobs: Knobs, dice: Dice) -> Nations:
    """Return the nations: the first are hosts, then those to be released, then the others."""
    shape = knobs.shape
    hosts, first = shape.theatres, shape.theatres + shape.leads
    codes = [nation_code(n) for n in range(shape.nations)]
    rows, weights = [], []
    for n, code in enumerate(codes):
        roll = dice.of("nation", n)
        weight = roll.whole(1, 5) * roll.whole(1, 4)
        group = "partners" if roll.is_so(0.25) and n >= first else "allies"
        share = Decimal(weight if n >= first else 30) if n >= hosts and roll.is_so(0.85) else None
        groups = ("hosts",) if n < hosts else (group,)
        rows.append(Nation(code=code, name=nation_name(n), groups=groups, fair_share=share, confidence=INVENTED))
        weights.append(weight)
    return Nations(tuple(rows), tuple(codes[hosts:first]), tuple(codes[first:]), tuple(weights[first:]))

"""Lists of asks that are a little smaller than one that was found: none may reach as much."""


def smaller_lists(asks):
    """Yield the mission without each of the asks, and with one person less of each."""
    pledged = asks.pledged
    for ask in asks.asks:
        rest = tuple(k for k in pledged.contingents if k.id != ask.id)
        others = tuple(p for p in pledged.people if p.contingent != ask.id)
        yield pledged.model_copy(update={"contingents": rest, "people": others})
        if ask.number > 1:
            fewer = tuple(
                p.model_copy(update={"count": p.count - 1}) if p.contingent == ask.id else p for p in pledged.people
            )
            yield pledged.model_copy(update={"people": fewer})

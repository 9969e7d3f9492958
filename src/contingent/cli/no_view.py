"""Questions that are not answered as a nation may see the answer: it rests on rows that the nation may not see."""

from typing import Annotated

import typer

NoView = Annotated[
    str | None,
    typer.Option("--as", metavar="NATION", help="Always refused: the answer rests on what a nation may not see."),
]


def refuse_view(viewer: str | None, reason: str) -> None:
    """Leave if a view is asked for. To be called before anything is read: the refusal is the same whatever is hidden.

    Parameters
    ----------
    reason
        What the answer rests on, and what to do instead.
    """
    if viewer is not None:
        raise typer.BadParameter(reason, param_hint="--as")

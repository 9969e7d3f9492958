"""`contingent compare`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.arguments import AsJson, Plain
from contingent.cli.exits import ExitCode

if TYPE_CHECKING:
    from contingent.report.comparison.compare import Comparison


def compare(
    folders: Annotated[
        list[Path], typer.Argument(metavar="PLAN PLAN ...", help="Folders of two to five plans.", show_default=False)
    ],
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE.html", help="Write the comparison as a page too.", show_default=False),
    ] = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Put plans of one mission side by side, and say which differences are proved.

    The goals of all are counted as the course of the first plan counts.
    """
    from contingent.app.compare_plans import (
        IncomparableError,
        RefusedError,
        compare_planned,
        read_plans,
        refuse_wrong_page,
        save_comparison,
    )
    from contingent.cli.printing import must_be_usable

    try:
        if save is not None:
            refuse_wrong_page(save)
        plans = read_plans(folders)
        must_be_usable((f for planned in plans.values() for f in planned.findings), as_json=as_json, notices=False)
        comparison = compare_planned(plans)
    except IncomparableError as refusal:
        raise typer.BadParameter(str(refusal), param_hint="PLAN") from refusal
    except RefusedError as refusal:
        raise typer.BadParameter(str(refusal), param_hint="--save") from refusal
    if save is not None:
        try:
            save_comparison(comparison, save)
        except OSError as error:
            raise typer.BadParameter(f"{save} cannot be written: {error.strerror}.", param_hint="--save") from error
    tell(comparison, save, plain=plain, as_json=as_json)
    raise typer.Exit(ExitCode.DONE)


def tell(comparison: "Comparison", page: Path | None, *, plain: bool, as_json: bool, **more: object) -> None:
    """Print a comparison, and where its page is; ``more`` goes into the document."""
    from contingent.cli.printing import output, print_json
    from contingent.report.comparison.terminal import ComparisonTerminal
    from contingent.report.comparison.words import answer

    if as_json:
        print_json(**more, answer=answer(comparison), page=page, comparison=comparison)
        return
    console = output(plain=plain)
    ComparisonTerminal(console, plain).report(comparison)
    if page is not None:
        console.print(f"\nWrote the page to {page}.", soft_wrap=True)

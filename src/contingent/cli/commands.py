"""The commands by name, and the last line of defence."""

import io
import sys
import traceback
from typing import Annotated

import typer

from contingent.cli.alternatives import alternatives
from contingent.cli.ask import ask
from contingent.cli.check import check
from contingent.cli.compare import compare
from contingent.cli.decide import decide
from contingent.cli.exits import ExitCode
from contingent.cli.export import export
from contingent.cli.generate import generate
from contingent.cli.import_ import import_
from contingent.cli.new import new
from contingent.cli.plan import plan
from contingent.cli.schema import schema
from contingent.cli.show import show
from contingent.cli.verify import verify
from contingent.cli.why import why
from contingent.cli.worth import worth
from contingent.core.version import __version__

EPILOG = "Exit codes: 0 done or lawful, 1 no plan or unlawful, 2 errors in the data or the call, 3 a defect of ours."

app = typer.Typer(
    name="contingent",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
for command in (
    new,
    check,
    plan,
    verify,
    show,
    why,
    ask,
    worth,
    alternatives,
    decide,
    compare,
    export,
    schema,
    generate,
):
    app.command()(command)
app.command("import")(import_)  # the word is Python's own


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"contingent {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", metavar="", callback=_print_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", metavar="", help="After a defect of ours, print where it happened.")
    ] = False,
) -> None:
    """Plan who comes to a mission, who takes over from whom, and who may go home."""


def main() -> None:
    """Run the command line; every defect of ours ends as one line and exit code 3."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # names may have letters that a terminal lacks
    try:
        app(prog_name="contingent")
    except Exception as error:  # noqa: BLE001 - the only place where everything is caught, to say how to report it
        if "--debug" in sys.argv:
            traceback.print_exc()
        kind = type(error).__name__
        typer.echo(
            f"contingent {__version__}: defect: {kind}: {' '.join(str(error).split())[:300]}\n"
            "This is our mistake, not yours. Please report it with what the call prints after `contingent --debug`.",
            err=True,
        )
        sys.exit(ExitCode.DEFECT)

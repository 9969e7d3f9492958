"""`contingent schema`."""

from typing import Annotated

import typer


def schema(
    markdown: Annotated[
        bool, typer.Option("--markdown", metavar="", help="Print the reference of the tables as Markdown.")
    ] = False,
    document: Annotated[
        bool,
        typer.Option("--document", metavar="", help="Print JSON Schema of what `contingent export` writes as .json."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", metavar="", help="Print JSON Schema; it is what is printed anyway.")
    ] = False,
) -> None:
    """Print what a mission and a plan may hold: JSON Schema of all tables."""
    from contingent.app.describe_tables import json_schemas, reference_page
    from contingent.cli.printing import print_json

    if markdown and (as_json or document):
        raise typer.BadParameter("choose one of --markdown, --document and --json")
    if document:
        from contingent.export.json_document import schema_text

        typer.echo(schema_text(), nl=False)
    elif markdown:
        typer.echo(reference_page(), nl=False)
    else:
        print_json(**json_schemas())

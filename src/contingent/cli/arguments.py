"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

MissionFolder = Annotated[
    Path, typer.Argument(metavar="MISSION", help="Folder of the mission, or its workbook (.xlsx).", show_default=False)
]
CourseName = Annotated[
    str | None,
    typer.Option("--coa", metavar="NAME", help="Course of action: a file of MISSION/coas, without its ending."),
]
Viewer = Annotated[
    str | None,
    typer.Option("--as", metavar="NATION", help="Only what this nation may see (column release_to); without verdict."),
]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="Print one JSON document and nothing else.")]
Plain = Annotated[
    bool, typer.Option("--plain", metavar="", help="No boxes, colours or charts: for screen readers and pipes.")
]
Workers = Annotated[
    int, typer.Option("--workers", min=1, max=64, metavar="N", help="Threads that plan and prove at a time.")
]
Save = Annotated[
    Path | None,
    typer.Option(
        "--save",
        metavar="FILE",
        help="Also write the answer: .json, .csv, or with the plan's report as .html or workbook as .xlsx.",
        show_default=False,
    ),
]

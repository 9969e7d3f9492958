"""Where words go: results to the standard output, all else to the standard error."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NoReturn, TextIO

import typer
from rich.console import Console
from rich.text import Text

from contingent.cli.exits import ExitCode
from contingent.core.findings import Finding, Severity, has_errors
from contingent.report.json_form import json_form

MAX_SHOWN = 50
"""Findings that a terminal shows; --json has them all. [finding]"""

PLAIN_WIDTH = 1000
"""Characters in a line that is never folded. [character]"""

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def output(*, plain: bool = False) -> Console:
    """Return the console for results; if ``plain``, without colours, and so wide that nothing is folded or cut."""
    return Console(no_color=plain, highlight=False, markup=False, width=PLAIN_WIDTH if plain else None)


def aside() -> Console:
    """Return the console for progress and complaints."""
    return Console(stderr=True, highlight=False, markup=False)


def teller(*, silent: bool) -> Callable[[str], None]:
    """Return what prints a line of progress; if ``silent``, nothing."""
    console = aside()

    def told(line: str) -> None:
        if not silent:
            console.print(line, style="dim", soft_wrap=True)

    return told


def print_json(**document: object) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(json_form(document), ensure_ascii=not is_unicode(sys.stdout), indent=2) + "\n")


def is_unicode(stream: TextIO) -> bool:
    """Tell whether a stream takes every letter."""
    return stream.encoding.lower().replace("-", "").startswith("utf")


def print_findings(findings: Iterable[Finding], console: Console) -> None:
    """Print one line for each finding, in the order given."""
    listed = list(findings)
    for finding in listed[:MAX_SHOWN]:
        line = Text(f"{finding.place}: ")
        line.append(f"{finding.severity} {finding.code}", style=_STYLE[finding.severity])
        console.print(line.append(f": {finding.problem} {finding.remedy}"), soft_wrap=True)
    if len(listed) > MAX_SHOWN:
        console.print(f"and {len(listed) - MAX_SHOWN:,} more; --json prints all")


def counted(findings: Iterable[Finding]) -> str:
    """Return how many findings there are, by severity, in words."""
    counts = Counter(finding.severity for finding in findings)
    words = [f"{counts[s]:,} {s}{'' if counts[s] == 1 else 's'}" for s in Severity if counts[s]]
    return ", ".join(words) or "no findings"


def refuse(findings: Iterable[Finding], *, as_json: bool) -> NoReturn:
    """Print findings that forbid what was asked, and leave."""
    listed = list(findings)
    if as_json:
        print_json(findings=listed)
    else:
        console = aside()
        print_findings(listed, console)
        console.print(counted(listed))
    raise typer.Exit(ExitCode.FINDINGS)


def must_be_usable(findings: Iterable[Finding], *, as_json: bool, notices: bool = True) -> None:
    """Leave if any finding is an error; else print warnings, and ``notices`` if wanted, unless they go into JSON."""
    listed = list(findings)
    if has_errors(listed):
        refuse(listed, as_json=as_json)
    if not as_json:
        print_findings((f for f in listed if notices or f.severity is not Severity.NOTICE), aside())

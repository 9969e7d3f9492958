"""The command line: parse, call one use case, show. Heavy rooms are imported by the commands, so that help is quick."""

from contingent.cli.commands import main

__all__ = ["main"]

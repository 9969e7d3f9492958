"""Folders that appear whole or not at all, and never in the place of something else."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contingent.core.errors import ContingentError


class RefusedError(ContingentError):
    """Nothing may be written there; the message says why."""


def refusal_for(folder: Path, mark: str, kind: str) -> str:
    """Say why nothing can be written to ``folder``; blank where it can: it is new, empty, or holds the file ``mark``.

    Parameters
    ----------
    kind
        What a folder with that file is, in words.
    """
    if folder.is_dir():
        if not (folder / mark).is_file() and any(folder.iterdir()):
            return f"{folder} holds something else than {kind}. Name a new or an empty folder."
    elif folder.exists() or folder.is_symlink():
        return f"{folder} is a file. Name a new or an empty folder."
    parent = next(parent for parent in folder.absolute().parents if parent.exists())
    return "" if parent.is_dir() and os.access(parent, os.W_OK) else f"{parent} cannot be written."


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give the path of a fresh folder to be filled, which then takes the place of ``folder``.

    If filling it fails, what was there stays as it was.

    Raises
    ------
    OSError
        The system refuses.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        fresh, before = Path(scratch, "new"), Path(scratch, "old")
        yield fresh
        if not folder.exists():
            fresh.rename(folder)
            return
        folder.rename(before)
        try:
            fresh.rename(folder)
        except OSError:
            before.rename(folder)
            raise

"""Where compiled code is kept between runs: a folder of its own for each version of the sources.

The compiler's own cache asks only whether a function's own file has changed, and would go on with what it had compiled
of the others.
"""

import functools
import hashlib
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import numba

_HERE = Path(__file__).parent
_NAME = "compiled-"
_ALL = "all"
"""A file beside the code that says that all of it has been compiled."""


def keep_compiled() -> None:
    """Make the compiler keep code beside the sources; where that cannot be written, among the user's files."""
    folder = _folder()
    if os.access(folder.parent, os.W_OK):
        for older in folder.parent.glob(f"{_NAME}*"):
            if older != folder:
                shutil.rmtree(older, ignore_errors=True)
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined] # it is made from the environment


def is_all_compiled() -> bool:
    """Tell whether all code has been compiled, so that it only has to be loaded."""
    return (_folder() / _ALL).exists()


def note_all_compiled() -> None:
    """Note that all code has been compiled, if it is kept."""
    with suppress(OSError):
        (_folder() / _ALL).touch()


@functools.cache
def _folder() -> Path:
    """Return the folder for these sources, this compiler and this Python."""
    digest = hashlib.sha256(f"{numba.__version__} {sys.version}".encode())
    for source in sorted(_HERE.glob("*.py")):
        digest.update(source.read_bytes())
    folder = _HERE / "__pycache__" / f"{_NAME}{digest.hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path.home() / ".cache" / "contingent" / folder.name
    return folder

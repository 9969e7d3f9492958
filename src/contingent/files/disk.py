"""Bytes from and to the disk: nothing outside the folder, nothing too large, nothing half-written."""

import os
import stat
import tempfile
from pathlib import Path

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding
from contingent.files.limits import MAX_BYTES

BOM = "\ufeff"


def is_taken(folder: Path) -> bool:
    """Tell whether something is where a new folder is wanted; an empty folder is nothing."""
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def read_text(folder: Path, name: str, limit: int = MAX_BYTES) -> str | Finding | None:
    """Read a file of a folder.

    Returns
    -------
    str | Finding | None
        The text with its byte order mark and ends of line as they are; what is wrong; or nothing where no file is.
    """
    place, path = Place(name), folder / name
    try:
        if not path.is_symlink() and not path.exists():
            return None
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            return finding("symlink-outside", place, f"{name} is a link to a file outside the folder.")
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            return finding("not-a-file", place, f"{name} is not a plain file.")
        if status.st_size > limit:
            return finding("file-too-large", place, f"{name} has {status.st_size} bytes.", limit=str(limit))
        with real.open("rb") as file:
            raw = file.read(limit)
    except (OSError, RuntimeError) as problem:  # pathlib reports a loop of links as RuntimeError
        return finding("unreadable", place, f"{name} cannot be read: {_words(problem)}.")
    return _decoded(raw, place)


def _words(problem: Exception) -> str:
    return (problem.strerror or "input error") if isinstance(problem, OSError) else "its links go in a circle"


def _decoded(raw: bytes, place: Place) -> str | Finding:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return finding("not-utf8", place, f"{place.file} is UTF-16 text.")
    at = raw.find(b"\0")
    if at >= 0:
        line = raw.count(b"\n", 0, at) + 1
        return finding("nul-byte", Place(place.file, line), f"Line {line} holds a NUL byte.")
    try:
        return raw.decode()
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        bad = f"Line {line} holds the byte {raw[problem.start]:#04x}, which is not UTF-8."
        return finding("not-utf8", Place(place.file, line), bad)


def write_text(folder: Path, name: str, text: str) -> None:
    """Write a file as UTF-8, as `write_bytes` does."""
    write_bytes(folder / name, text.encode())


def write_bytes(path: Path, raw: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new, never a part.

    Raises
    ------
    OSError
        The system refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(path.stat().st_mode) if path.is_file() else 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    # the only way to ask for it is to set it
    mask = os.umask(0o077)
    os.umask(mask)
    return mask

"""Parquet: a folder with one file a table, its columns typed; written by DuckDB in memory, which asks no network."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from contingent.core.version import __version__
from contingent.export.flat import Cell, Column, FlatTable, Kind, flat_tables
from contingent.export.text import printable
from contingent.export.words import notice
from contingent.report.account import Account

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

_TYPE: Final = {
    Kind.TEXT: ("VARCHAR", "object"),
    Kind.WHOLE: ("BIGINT", "Int64"),
    Kind.NUMBER: ("DOUBLE", "Float64"),
    Kind.DATE: ("DATE", "datetime64[s]"),
    Kind.FLAG: ("BOOLEAN", "boolean"),
}
"""Type in the file, and type on the way there."""


def parquet_tables(account: Account) -> dict[str, bytes]:
    """Return the files by their names, such as `plan/tours.parquet`; dates are DATE, blank cells are null."""
    import duckdb  # heavy

    about = {
        "mission": account.mission.id,
        "title": account.mission.title,
        "marking": account.mission.marking,
        "notice": notice(account),
        "written_by": f"contingent {__version__}",
    }
    limits: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,  # rows keep their order, and equal plans give equal bytes
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=limits) as base, tempfile.TemporaryDirectory(prefix="contingent-") as scratch:
        file = Path(scratch, "table.parquet")
        return {f"{table.name}.parquet": _file(base, table, about, file) for table in flat_tables(account)}


def _file(base: "duckdb.DuckDBPyConnection", table: FlatTable, about: dict[str, str], file: Path) -> bytes:
    import pandas as pd  # heavy

    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    frame = pd.DataFrame({c.name: _series(c, values) for c, values in zip(table.columns, cells, strict=True)})
    base.register("cells", frame)
    columns = ", ".join(f"CAST({_name(c.name)} AS {_TYPE[c.kind][0]}) AS {_name(c.name)}" for c in table.columns)
    notes = ", ".join(f"{key}: {_word(printable(value))}" for key, value in about.items())
    base.execute(
        f"COPY (SELECT {columns} FROM cells) TO {_word(str(file))} "  # noqa: S608 - names of ours, words quoted
        f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{notes}}})"
    )
    base.unregister("cells")
    return file.read_bytes()


def _series(column: Column, values: Sequence[Cell]) -> "pd.Series[Any]":
    import pandas as pd  # heavy

    listed = [printable(value) if isinstance(value, str) else value for value in values]
    return pd.Series(listed, dtype=_TYPE[column.kind][1])


def _name(column: str) -> str:
    return f'"{column}"'


def _word(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"

"""CSV: a folder with the summary, the tables of the plan and those of the report; RFC 4180, UTF-8."""

import csv
import io

from contingent.export.flat import Cell, FlatTable, flat_tables
from contingent.export.text import never_formula, printable
from contingent.report.account import Account


def csv_tables(account: Account) -> dict[str, bytes]:
    """Return the files by their names, such as `plan/tours.csv`; each table is there, with rows or without."""
    return {f"{table.name}.csv": sheet_of(table) for table in flat_tables(account)}


def sheet_of(table: FlatTable) -> bytes:
    """Return one table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_word(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def _word(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return never_formula(printable(cell))
    return str(cell)

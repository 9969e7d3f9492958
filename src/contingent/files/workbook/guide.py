"""The first sheet: what the workbook is, and how to use it."""

from inspect import getdoc

from xlsxwriter.worksheet import Worksheet

from contingent.domain.mission import TABLES, Mission
from contingent.files.workbook.names import COURSES, HEAD, NAMES
from contingent.files.workbook.pen import Pen

_STEPS = (
    "A mission as Contingent reads it: one sheet a table, one row a thing. Change it, save it as .xlsx, and run:",
    "contingent check mission.xlsx     lists all that is wrong, by cell, such as contingents!H17",
    "contingent check mission.xlsx --annotate copy.xlsx     marks and explains each such cell in a copy",
    "contingent plan mission.xlsx     plans it",
    "contingent import mission.xlsx FOLDER     turns it into a folder of text files",
)
_RULES = (
    "Above each column stands what it holds. What is 'required' must be filled; what else is blank has its default.",
    "The note at the name of a column says what it means. Many cells offer a choice; lists are separated by spaces.",
    "Dates are days, written 2020-02-17. 'from' is the first day, 'until' the first day no more.",
    "Rows may be added, removed, sorted and filtered; columns may be moved; columns and sheets not needed left out.",
    "Values count, not looks. Of a formula its last value is read. Hidden sheets are not read. Do not merge cells.",
    "Rows in italics are illustrative, made up to be realistic: the column 'confidence' says so.",
    f"The sheets read-me and {NAMES} serve people and drop-downs and are not read.",
    "Sheets and columns of your own are reported and not read.",
)


def write_guide(pen: Pen, sheet: Worksheet, mission: Mission, courses: int, notice: str) -> None:
    """Write the first sheet; ``notice`` stands below the title if it is not blank."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 100)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    pen.write(sheet, 0, 0, mission.title or mission.id, "title")
    row = 1
    for line in filter(None, (" ".join(mission.marking.split()), notice)):
        pen.write(sheet, row, 0, line, "subtitle")
        row += 1
    for title, lines in (("How to use it", _STEPS), ("What to know", _RULES)):
        row += 1
        pen.write(sheet, row, 0, title, "subtitle")
        for line in lines:
            row += 1
            pen.write(sheet, row, 0, line)
        row += 1
    row += 1
    pen.write(sheet, row, 0, "The sheets", "subtitle")
    row += 1
    for number, title in enumerate(("sheet", "rows", "one row is")):
        pen.write(sheet, row, number, title, "header")
    listed: list[tuple[str, int | str, str]] = [(HEAD, "", "A key of the mission's head, and how it is to be planned.")]
    listed += [(name, len(getattr(mission, name)), (getdoc(TABLES[name]) or "").split("\n")[0]) for name in TABLES]
    listed += [(COURSES, courses, "A line of a course of action; the number is that of courses.")]
    for name, count, words in listed:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", pen.look("link"), name)
        pen.write(sheet, row, 1, float(count) if isinstance(count, int) else count, "left")
        pen.write(sheet, row, 2, words)

"""How much of a file is read at all: generous for missions, small for bombs."""

MAX_BYTES = 8_000_000
"""Largest file that is read. [byte]"""
MAX_TOML_BYTES = 1_000_000
"""Largest TOML file that is read. [byte]"""
MAX_ROWS = 50_000
"""Most lines of a table. [line]"""
MAX_LINE = 262_144
"""Longest line. [character]"""
MAX_CELL = 100_000
"""Longest cell; texts are held shorter by their columns. [character]"""
MAX_COLUMNS = 100
"""Most columns of a table. [column]"""
MAX_DEPTH = 16
"""Deepest nesting of brackets or dotted keys in a TOML file. [level]"""
MAX_DIGITS = 15
"""Most digits of a number. [digit]"""
MAX_FINDINGS = 500
"""Most findings about the rows of a table; after so many it is read no further. [finding]"""
MAX_CHANGES = 2_000
"""Most entries of one kind in a course of action. [entry]"""
MAX_WORKBOOK_BYTES = 20_000_000
"""Largest workbook that is read. [byte]"""
MAX_PARTS = 1_000
"""Most files inside a workbook. [file]"""
MAX_PART_BYTES = 25_000_000
"""Most that all files of a workbook that are read may hold, unpacked. [byte]"""
MAX_RATIO = 200
"""How much smaller than its content a packed file of a workbook may be."""
MAX_CELLS = 300_000
"""Most cells of a workbook that hold something. [cell]"""
MAX_AREA = 1_000_000
"""Most cells of a sheet, blank ones between others included. [cell]"""
MAX_CHARACTERS = 20_000_000
"""Longest text of all cells of a workbook together. [character]"""
FIRST_YEAR = 1990
"""Earliest year of a date."""
LAST_YEAR = 2100
"""Latest year of a date."""

"""Every code that a finding may have: how severe it is, what it means, what to do.

This is the one list: ``docs/reference/findings.md`` is made from it, and each code has a bad example in the tests.
"""

from dataclasses import dataclass

from contingent.core.findings import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    severity: Severity
    meaning: str
    remedy: str
    """What to do, with places for the words of the case, such as ``{column}``."""


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

FILES = {
    "missing-folder": Code(E, "The path is not a folder.", "Give the folder of a mission, the one that holds {file}."),
    "missing-file": Code(E, "A file that every folder must have is not there.", "Add {file}."),
    "not-a-file": Code(E, "A folder or device has the name of a file.", "Put a plain file there, or take it away."),
    "unreadable": Code(E, "The system refuses to read a file.", "Mend its permissions or the link."),
    "symlink-outside": Code(E, "A link leads out of the folder.", "Put the file itself into the folder."),
    "file-too-large": Code(E, "A file is larger than any mission needs.", "Keep it below {limit} bytes."),
    "too-many-rows": Code(E, "A file has more lines or entries than any mission needs.", "Keep it to {limit} of them."),
    "line-too-long": Code(E, "A line is longer than any table needs.", "Keep it below {limit} characters."),
    "cell-too-long": Code(E, "A text is longer than its column allows.", "Keep it to {limit} characters."),
    "not-utf8": Code(E, "The bytes of a file are not UTF-8 text.", "Save it as UTF-8."),
    "nul-byte": Code(E, "A file holds a NUL byte, which no text has.", "Save it again as plain text."),
    "unknown-file": Code(N, "A CSV or TOML file is not part of the folder.", "{hint}It was not read."),
}

TABLES = {
    "missing-header": Code(E, "A table has no line with the names of its columns.", "Begin with: {columns}"),
    "blank-column": Code(E, "A column has no name.", "Name it, or take it away."),
    "unknown-column": Code(E, "The table has no such column.", "{hint}Columns: {columns}."),
    "missing-column": Code(E, "A column that the table needs is not there.", "Add the column {column}."),
    "duplicate-column": Code(E, "Two columns have one name.", "Keep one of them."),
    "too-many-columns": Code(E, "A line has more cells than any table.", "Keep it below {limit}."),
    "wrong-delimiter": Code(E, "Cells are not separated by commas.", "Save the table with commas between the cells."),
    "ragged-row": Code(
        E, "A row has more or fewer cells than the header.", "Give one cell for each of the {limit} columns."
    ),
    "unclosed-quote": Code(
        E, "A cell begins with a quote that never ends.", "Close the quote; write a quote in a text twice."
    ),
    "text-after-quote": Code(E, "Text follows the end of a quoted cell.", "Write a quote within a text twice."),
    "stray-carriage-return": Code(E, "A line ends in the middle.", "Save the file with LF or CRLF ends of line."),
    "duplicate-row": Code(E, "Two rows have one name.", "Keep one of them, or rename the other."),
    "repeated-row": Code(W, "A row is there twice.", "Take one away, unless both are meant; both count."),
}

CELLS = {
    "missing-value": Code(E, "A cell that must have a value is blank.", "Give {column}."),
    "not-a-number": Code(E, "A cell that must be a number is none.", "Give {wanted}."),
    "not-whole": Code(E, "A number that must be whole has a fraction.", "Give {wanted}."),
    "not-finite": Code(E, "A number is infinite or no number.", "Give {wanted}."),
    "negative": Code(E, "A number that cannot be negative is.", "Give {wanted}."),
    "too-small": Code(E, "A number is smaller than its column allows.", "Give {limit} or more."),
    "too-large": Code(E, "A number is larger than its column allows.", "Give {limit} or less."),
    "too-many-decimals": Code(E, "A number has more decimals than are kept.", "Round it to {limit} decimals."),
    "not-a-date": Code(E, "A cell that must be a date is none.", "Write year-month-day, such as 2020-02-17."),
    "no-such-day": Code(E, "The calendar does not have the day.", "Mend the day or the month."),
    "year-out-of-range": Code(E, "A year is outside what any mission needs.", "Give a year from {first} to {last}."),
    "not-yes-or-no": Code(E, "A cell that must be yes or no is neither.", "Give yes or no, or leave it blank."),
    "not-allowed": Code(E, "A word is not one of those that the column knows.", "{hint}Allowed: {allowed}."),
    "bad-id": Code(E, "A name has letters that names cannot have.", "Use {wanted}."),
    "bad-nation-code": Code(
        E, "A nation is not given by its code.", "Give three capital letters of ISO 3166-1, such as ITA."
    ),
    "bad-refusal": Code(E, "A caveat does not say what it refuses.", "Give site:x, kind:x, activity:x or command:x."),
    "formula": Code(W, "A spreadsheet would run the text as a formula.", "Begin the text with a letter."),
    "repeated-id": Code(W, "A list names the same thing twice.", "Name it once."),
    "blank-name": Code(W, "A row has no name to print.", "Give {column}."),
}

TOML = {
    "bad-toml": Code(E, "The file is not TOML.", "Mend the line; texts stand in double quotes."),
    "duplicate-key": Code(E, "A key or table is given twice.", "Keep one of them."),
    "nested-too-deep": Code(
        E, "Brackets or dotted keys are nested deeper than any mission needs.", "Keep to {limit} levels."
    ),
    "unknown-key": Code(E, "The file has a key that means nothing here.", "{hint}Keys: {columns}."),
    "missing-key": Code(E, "A key that the file needs is not there.", "Add the key {column}."),
    "wrong-type": Code(E, "A value is of the wrong kind.", "Give {wanted}."),
    "unsupported-format": Code(
        E, "The file is of a version that this program does not read.", "This program reads format {limit}."
    ),
}

WORKBOOKS = {
    "bad-workbook": Code(
        E, "The file is not a workbook that can be read.", "Save it as .xlsx, without a password, in a spreadsheet."
    ),
    "workbook-too-large": Code(
        E, "A workbook unpacks to more than any mission needs.", "Keep it below {limit}; clear what is not needed."
    ),
    "workbook-with-macros": Code(E, "A workbook holds programs.", "Save it as .xlsx, without macros."),
    "external-link": Code(
        W, "A workbook takes values from other files.", "The values last saved are read; replace the links by values."
    ),
    "missing-sheet": Code(E, "A sheet that every workbook must have is not there.", "Add the sheet {file}."),
    "duplicate-sheet": Code(E, "Two sheets are the same table.", "Keep one of them."),
    "hidden-sheet": Code(W, "A sheet is hidden, and what nobody sees is not read.", "Show the sheet to have it read."),
    "unknown-sheet": Code(N, "A sheet is not part of a mission.", "{hint}It was not read."),
    "extra-column": Code(N, "A sheet has a column that its table does not have.", "{hint}It was not read."),
    "merged-cells": Code(W, "Cells are merged, so that only the first has a value.", "Undo it, and fill each cell."),
    "formula-cell": Code(N, "A cell of a workbook holds a formula.", "Its value as last saved was read."),
    "formula-without-value": Code(
        E, "A formula was never computed.", "Open the workbook in a spreadsheet and save it, or write the value."
    ),
    "error-cell": Code(E, "A formula failed.", "Mend it, or write the value."),
    "comments-not-kept": Code(N, "A file has comments, which a workbook cannot hold.", "Keep the folder to keep them."),
    "layout-not-kept": Code(
        N,
        "A table is laid out otherwise than this program does it.",
        "Every value is kept; keep the folder to keep it.",
    ),
    "file-not-kept": Code(N, "A file is not part of the mission.", "It is not in the workbook; keep the folder."),
}

COURSES = {
    "unknown-course": Code(E, "There is no such course of action.", "{hint}Courses: {allowed}."),
    "circular-course": Code(E, "Courses of action build on each other in a circle.", "Take one `on` away."),
    "unknown-table": Code(E, "A change is to a table that missions do not have.", "{hint}Tables: {allowed}."),
    "set-matches-nothing": Code(E, "A change finds no row.", "Mend where, or take the change away."),
    "remove-matches-nothing": Code(E, "There is no row to remove.", "Mend where, or take the removal away."),
    "change-without-effect": Code(W, "A change sets what the mission says already.", "Take it away, or mend it."),
}

PLANS = {
    "plan-of-another-mission": Code(
        W, "The plan names another mission than the one given.", "Give the mission that it plans."
    ),
    "mission-has-changed": Code(
        W, "The mission differs from the one that was planned.", "Verify the plan, or plan again."
    ),
}

HEAD = {
    "start-not-monday": Code(E, "The mission does not start on a Monday.", "Give the Monday {before} or {after}."),
    "slack-out-of-range": Code(E, "A slack is no share.", "Give a number from 0 to 1."),
    "slack-without-goal": Code(
        W, "A goal has a slack but is not pursued.", "Add the goal to goals, or take the slack away."
    ),
    "repeated-goal": Code(E, "A goal is listed twice.", "Name it once."),
    "no-goals": Code(E, "No goal is listed.", "List one or more, or leave goals out to pursue all."),
    "release-without-contingent": Code(
        W, "A nation to be released has nobody.", "Add its contingents, or take it away."
    ),
    "marking-of-many-lines": Code(W, "The marking does not fit on one line.", "Shorten it."),
}

_MEND = "{hint}Add it to {table}, or mend the name."

REFERENCES = {
    "unknown-nation": Code(E, "A nation is named that no row of nations has.", _MEND),
    "unknown-command": Code(E, "A command is named that no row of commands has.", _MEND),
    "unknown-skill": Code(E, "A skill is named that no row of skills has.", _MEND),
    "unknown-site": Code(E, "A site is named that no row of sites has.", _MEND),
    "unknown-activity": Code(E, "An activity is named that no row of activities has.", _MEND),
    "unknown-kind": Code(E, "A kind of activity is named that no activity has.", _MEND),
    "unknown-contingent": Code(E, "A contingent is named that no row of contingents has.", _MEND),
    "unknown-source": Code(E, "A source is named that no row of sources has.", _MEND),
    "unknown-who": Code(
        E, "A name is no nation, group, contingent or command that the column allows.", "{hint}Give {wanted}."
    ),
    "unknown-where": Code(E, "A name is no site and no host.", "{hint}Give {wanted}."),
    "unknown-what": Code(E, "A name is no activity and no kind of activity.", "{hint}Give {wanted}."),
    "unknown-audience": Code(E, "A row may be seen by a nation or group that is not known.", "{hint}Give {wanted}."),
    "ambiguous-name": Code(E, "One name means two things.", "Rename one of them."),
    "missing-contingent": Code(
        E, "A condition does not say which contingent it waits for.", "Give it in the column value."
    ),
}

CONTRADICTIONS = {
    "until-before-from": Code(
        E, "Something ends before it begins, or on the same day.", "Give an until later than {limit}."
    ),
    "closes-before-opens": Code(
        E, "A site closes before it opens, or on the same day.", "Give a day later than {limit}."
    ),
    "latest-before-earliest": Code(
        E, "A handover must be done before it may be.", "Give a latest that is not before {limit}."
    ),
    "latitude-out-of-range": Code(E, "A latitude is beyond a pole.", "Give degrees from -90 to 90."),
    "essential-above-count": Code(E, "More posts are essential than there are.", "Give {limit} or less."),
    "hand-to-same-command": Code(
        E, "An activity is to be handed to the command that holds it.", "Name another, or leave it blank."
    ),
    "with-without-hand-to": Code(
        E, "An activity is handed over with others, but one of them stays.", "Give hand_to, or leave with blank."
    ),
    "with-itself": Code(E, "An activity is handed over with itself.", "Name the others."),
    "contingent-without-command": Code(E, "A contingent may serve under no command.", "Name one or more commands."),
    "in-place-without-site": Code(E, "A contingent is in place, but nobody knows where.", "Give its site."),
    "in-place-without-since": Code(
        E, "A contingent is in place, but nobody knows since when.", "Give the day on which it came."
    ),
    "since-not-before-start": Code(
        E, "A contingent is in place since a day that is not before the start.", "Give a day before {limit}."
    ),
    "since-without-in-place": Code(
        E, "A contingent is not in place, but came.", "Give state in-place, or leave since blank."
    ),
    "site-without-in-place": Code(
        W, "A contingent is not in place, but is at a site.", "Give state in-place, or use the column sites."
    ),
    "in-place-site-not-allowed": Code(
        E, "A contingent is where it may not serve.", "Add the site to sites, or mend it."
    ),
    "tour-max-below-min": Code(E, "The longest tour is shorter than the shortest.", "Give {limit} or more."),
    "tour-over-before-start": Code(
        E, "Those in place should have left before the start.", "Give a later since or a longer tour_max."
    ),
    "condition-on-itself": Code(E, "A contingent waits for itself.", "Name the other contingent."),
    "coverage-above-hundred": Code(E, "A target wants more than all posts filled.", "Give a percentage from 0 to 100."),
    "handed-over-to-no-command": Code(
        E, "A target counts handovers to something else than a command.", "Give a command, or * for any."
    ),
    "elsewhere-who-is-command": Code(
        E, "A need elsewhere is to be met by a command.", "Give a nation, a group, a contingent or *."
    ),
}

START = {
    "in-place-at-closed-site": Code(
        W, "At the start a contingent is at a site that is not open.", "They must leave at once; mend opens or closes."
    ),
    "in-place-against-caveat": Code(
        W, "At the start a contingent does what its nation refuses.", "They must leave at once; mend the caveat."
    ),
    "in-place-over-beds": Code(
        W, "At the start more people are at a site than it has beds.", "Some must leave at once; mend beds or people."
    ),
    "in-place-over-mandate": Code(
        W, "At the start a nation has more people than it allows.", "Some must leave at once; mend max or people."
    ),
    "in-place-without-mandate": Code(
        W,
        "At the start a nation has people where no mandate of it is in force.",
        "They must leave at once; add a mandate.",
    ),
    "in-place-over-ceiling": Code(
        W, "At the start more people are present than a ceiling allows.", "Some must leave at once; mend max or people."
    ),
    "in-place-without-consent": Code(
        W, "At the start a contingent is where the host does not want it.", "They must leave at once; add a consent."
    ),
}

REMARKS = {
    "fact-without-source": Code(
        W, "A row is said to be a fact, but not by whom.", "Give a source, or another confidence."
    ),
    "position-incomplete": Code(W, "A site has one of latitude and longitude.", "Give both, or none."),
    "outside-mission": Code(
        N, "A row is in force in no week of the mission.", "It has no effect; mend its days if it should."
    ),
    "activity-after-site-closes": Code(
        W, "An activity runs while its site is not open.", "Its posts stay empty then; end it, or move it."
    ),
    "activity-without-billets": Code(W, "An activity has no posts.", "Add its billets."),
    "billet-outside-activity": Code(W, "Posts exist only while their activity does not run.", "Mend from or until."),
    "handover-never": Code(
        W,
        "An activity does not run in the weeks in which it may be handed over.",
        "Mend earliest, latest, from or until.",
    ),
    "window-without-hand-to": Code(
        W, "Days of a handover are given, but nobody to hand to.", "Give hand_to, or leave the days blank."
    ),
    "hand-to-nobody": Code(
        W,
        "No pledge that counts may serve under the command that is to take over.",
        "Add the command to a contingent's commands.",
    ),
    "skill-nobody-has": Code(
        W, "A skill is asked that nobody in any contingent has.", "Add people with it, or mend the name."
    ),
    "enabler-not-enabler": Code(
        W,
        "A site needs enablers with a skill that is not marked as enabler.",
        "Write yes in the column enabler of skills.",
    ),
    "enabler-asks-nothing": Code(W, "A need for enablers asks for nobody.", "Give per or minimum."),
    "contingent-without-people": Code(W, "A contingent has nobody.", "Add its rows of people."),
    "stale-pledge": Code(
        W, "A pledge was to be renewed before the mission's start.", "Ask the nation, and set review_by or state."
    ),
    "condition-never-met": Code(
        N, "A condition is not expected to be met.", "The contingent does not come; give expected if it may."
    ),
    "pending-consent": Code(N, "A host has not decided.", "It counts as {counted}: see count_pending_consent."),
    "consent-assumed": Code(
        N, "No row of consents speaks for a host, and its leave is assumed.", "Add the host's word to consents."
    ),
    "no-consent": Code(
        W, "No row of consents speaks for a host, so that nobody may be there.", "Add the host's word to consents."
    ),
    "consent-of-no-host": Code(W, "A nation consents that is host to no site.", "Name a host."),
    "what-unused": Code(W, "A target of strength names activities, which are not looked at.", "Leave what blank."),
}

CODES: dict[str, Code] = {
    **FILES,
    **TABLES,
    **CELLS,
    **TOML,
    **WORKBOOKS,
    **COURSES,
    **PLANS,
    **HEAD,
    **REFERENCES,
    **CONTRADICTIONS,
    **START,
    **REMARKS,
}
"""Every code."""

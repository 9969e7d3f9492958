"""A PDF with its objects in order: the converter numbers and writes them in any, and a file must always be the same."""

import re
from itertools import pairwise

_TAIL = re.compile(
    rb"xref\n0 \d+\n((?:\d{10} \d{5} [nf][ \r]+\n)+)trailer\n(.*?)startxref\n\d+(\n%%EOF\s*)$", flags=re.DOTALL
)
"""The table of places, the trailer, and the end."""
_NAMES = re.compile(rb"(?:^ +/[a-z]+\d+ \d+ 0 R\n)+", flags=re.MULTILINE)
"""Names of resources with the objects that they stand for, one a line."""
_NUMBER = re.compile(rb"\b(\d+)(?= 0 R\b)")
"""The number in a reference to an object."""


def in_order(pdf: bytes) -> bytes:
    """Give the objects of a PDF new numbers, as they are reached from its root, and write them in that order.

    For files of the converter: one table of places, and no object inside another's stream.

    Raises
    ------
    ValueError
        The file has no table of places.
    """
    tail = _TAIL.search(pdf)
    if tail is None:
        raise ValueError("a PDF without a table of places")
    begins = {int(line[:10]): number for number, line in enumerate(tail[1].splitlines()) if line.rstrip()[-1:] == b"n"}
    edges = [*sorted(begins), tail.start()]
    objects = {begins[begin]: _parts(pdf[begin:end]) for begin, end in pairwise(edges)}
    new = _numbers(tail[2], {number: head for number, (head, _) in objects.items()})
    written, places = bytearray(pdf[: edges[0]]), list[int]()
    for number in new:
        head, rest = objects[number]
        places.append(len(written))
        written += b"%d 0 obj" % new[number] + _renumbered(head, new) + rest
    table = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    size = len(places) + 1
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, _renumbered(tail[2], new))
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f\r\n%strailer\n%sstartxref\n%d%s" % (
        size,
        table,
        trailer,
        start,
        tail[3],
    )
    return bytes(written)


def _parts(written: bytes) -> tuple[bytes, bytes]:
    """Return what an object says of itself, with the names in it sorted and without its number, and its stream."""
    head, stream, rest = written.partition(b"\nstream\n")
    said = head.partition(b" 0 obj")[2]
    return _NAMES.sub(lambda names: b"".join(sorted(names[0].splitlines(keepends=True))), said), stream + rest


def _numbers(trailer: bytes, heads: dict[int, bytes]) -> dict[int, int]:
    """Return the new number of each object, in order: those that are named first come first."""
    new: dict[int, int] = {}
    waiting = [int(number) for number in _NUMBER.findall(trailer)]
    while waiting:
        number = waiting.pop(0)
        if number not in new and number in heads:
            new[number] = len(new) + 1
            waiting += [int(named) for named in _NUMBER.findall(heads[number])]
    return new


def _renumbered(said: bytes, new: dict[int, int]) -> bytes:
    return _NUMBER.sub(lambda number: b"%d" % new[int(number[0])], said)

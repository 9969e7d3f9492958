"""How many of something, in words that a reader does not stumble over."""


def counted(count: int, one: str, many: str = "") -> str:
    """Write so many of something."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"

"""How many of something there are, as English writes it."""


def counted(number: int, one: str, more: str | None = None) -> str:
    """Write a number with its noun; without `more` the plural has an s.

    >>> counted(1, "case"), counted(2, "case"), counted(0, "entry", "entries")
    ('1 case', '2 cases', '0 entries')
    """
    return f"{number} {one if number == 1 else more or f'{one}s'}"

"""The number that a published seed gives an application in a lottery: anybody can work it out again."""

import hashlib


def lot_of(seed: str, name: str) -> int:
    r"""Give the number of an application: SHA-256 of the seed, a line feed and the application's id, all in UTF-8.

    The 32 bytes are read as one number, the first byte the highest; the least number comes first. In a shell:
    `printf '%s\n%s' 'SEED' 'ID' | sha256sum`.

    >>> f"{lot_of('2026-11-23 4 8 15 16 23 42', 'V-17'):064x}"
    '8ca28ab227e02df287ce770341e02f56145a2c24218d5fb45eeeaab70fdb05e7'
    """
    return int.from_bytes(hashlib.sha256(f"{seed}\n{name}".encode()).digest())


def lots_of(seed: str, names: list[str]) -> list[int]:
    """Give the numbers of many applications, as `lot_of` does."""
    begun = hashlib.sha256(f"{seed}\n".encode())
    found = []
    for name in names:
        drawn = begun.copy()
        drawn.update(name.encode())
        found.append(int.from_bytes(drawn.digest()))
    return found

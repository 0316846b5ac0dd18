"""Where the records of a list stand beside the file of the applications that they belong to."""

from pathlib import Path


def beside(file: Path, name: str) -> Path:
    """Give the file of a list's records.

    >>> str(beside(Path("people.parquet"), "offer"))
    'people.offer.parquet'
    """
    return file.with_name(f"{file.stem}.{name}{file.suffix}")

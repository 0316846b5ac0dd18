"""What the process of an isolated region may use."""

from attrs import asdict, field, frozen

MIB = 2**20


def _positive(_: object, attribute: object, value: float) -> None:
    if value <= 0:
        msg = f"{getattr(attribute, 'name', '?')} is {value}: give more than nothing"
        raise ValueError(msg)


@frozen(kw_only=True)
class Limits:
    """The limits of one isolated region.

    Args:
        seconds: how long one call of a rule function may take, by the clock on the wall.
        load_seconds: how long the region may take to load, by the same clock.
        memory: the bytes of address space of its process.
        cpu_seconds: the seconds of processor after which the system ends its process, should nobody else have done so.
        failures: after so many calls in a row that cost a process, the region is set aside until it is loaded again.
        kept: whether the process is kept from one call to the next; else each call has one of its own.

    >>> Limits(seconds=0.5).memory // MIB
    1024
    """

    seconds: float = field(default=1.0, validator=_positive)
    load_seconds: float = field(default=10.0, validator=_positive)
    memory: int = field(default=1024 * MIB, validator=_positive)
    cpu_seconds: int = field(default=600, validator=_positive)
    failures: int = field(default=5, validator=_positive)
    kept: bool = True

    def to_dict(self) -> dict[str, float]:
        """Give the limits for the process that is to keep them."""
        return asdict(self)

"""Messages between two processes of which one is not trusted: JSON behind its length, over pipes, until a moment."""

import json
import os
import select
import struct
from collections.abc import Mapping
from time import monotonic
from typing import Any

from attrs import frozen

LENGTH = struct.Struct(">I")
MOST_BYTES = 4_000_000
"""A message is no longer: a thousand rule functions are declared in less."""
_PART = 65_536


class Broken(Exception):
    """The other side has not answered as it must; the text says what it did."""


@frozen
class Channel:
    """Two ends of pipes: one to read from, one to write to."""

    reads: int
    writes: int

    def send(self, message: Mapping[str, Any], until: float | None = None) -> None:
        """Write a message.

        Args:
            message: what JSON can write.
            until: the moment of `monotonic` up to which it may take; without it, as long as it takes.

        Raises:
            Broken: if it took longer, or nobody reads any more.
        """
        raw = json.dumps(message).encode()
        left = memoryview(LENGTH.pack(len(raw)) + raw)
        while left:
            self._wait(self.writes, select.POLLOUT, until)
            try:
                left = left[os.write(self.writes, left[: select.PIPE_BUF]) :]
            except OSError as error:
                raise Broken("closed the pipe from which it is asked") from error

    def receive(self, until: float | None = None, most: int = MOST_BYTES) -> dict[str, Any]:
        """Read a message.

        Raises:
            Broken: if it took longer, was longer than `most`, is no JSON object, or nobody writes any more.
        """
        (length,) = LENGTH.unpack(self._read(LENGTH.size, until))
        if length > most:
            raise Broken(f"wrote {length:,} bytes, where {most:,} may be")
        try:
            message = json.loads(self._read(length, until))
        except (ValueError, RecursionError) as error:
            raise Broken("wrote what is no answer") from error
        if not isinstance(message, dict):
            raise Broken("wrote what is no answer")
        return message

    def _read(self, length: int, until: float | None) -> bytes:
        found = bytearray()
        while len(found) < length:
            self._wait(self.reads, select.POLLIN, until)
            part = os.read(self.reads, min(_PART, length - len(found)))
            if not part:
                raise Broken("closed the pipe on which it answers")
            found += part
        return bytes(found)

    @staticmethod
    def _wait(end: int, event: int, until: float | None) -> None:
        """Wait until an end is ready; that its other end is closed, reading or writing then tells."""
        poll = select.poll()
        poll.register(end, event)
        left = None if until is None else max(0.0, until - monotonic()) * 1000
        if not poll.poll(left):
            raise Broken("did not answer in time")

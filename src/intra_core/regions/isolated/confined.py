"""What a process gives up before it runs code that is not trusted: memory, time, files, other processes, the network.

Limits of resources are there on every POSIX system. Beyond them two things that Linux gives to a process without
rights are used where they are there: Landlock, and on x86-64 a filter of system calls. Each is tried, and what holds
is told; none can be taken back.
"""

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

MOST_DESCRIPTORS = 256


def confine(memory: int, cpu_seconds: int, readable: Iterable[str]) -> tuple[str, ...]:
    """Confine this process.

    Args:
        memory: the bytes of address space that it may have.
        cpu_seconds: the seconds of processor that it may use.
        readable: the files and folders that it may go on reading.

    Returns:
        What holds: "limits" always; "landlock", under which no other file is read and none is written; "seccomp",
        under which it starts no process, sends no signal to another one and opens no socket.
    """
    for which, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MOST_DESCRIPTORS),
    ):
        _, hard = resource.getrlimit(which)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, least))
    held = ["limits"]
    if sys.platform == "linux" and _no_new_rights():
        held += ["landlock"] * _landlock(readable)
        held += ["seccomp"] * _seccomp()
    if "seccomp" not in held:
        with suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))  # of no effect on root
    return tuple(held)


_LIBC = ctypes.CDLL(None, use_errno=True)
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2


def _no_new_rights() -> bool:
    return bool(_LIBC.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0)


# Landlock: linux/landlock.h. Its system calls have the same numbers on every processor.

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_BENEATH, _VERSION = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""What can be done with files that each version knows of, and those after it."""
_NETWORK, _SCOPES = 4, 6
"""The versions from which on TCP, and signals and abstract sockets, can be given up."""


def _landlock(readable: Iterable[str]) -> bool:
    version = _LIBC.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    if version < 1:
        return False
    files = _FILES[max(each for each in _FILES if each <= version)]
    wanted = struct.pack("=Q", files)
    if version >= _NETWORK:
        wanted += struct.pack("=Q", 0b11)
    if version >= _SCOPES:
        wanted += struct.pack("=Q", 0b11)
    rules = _LIBC.syscall(_CREATE, wanted, ctypes.c_size_t(len(wanted)), ctypes.c_uint32(0))
    if rules < 0:
        return False
    try:
        for path in readable:
            _allow(rules, path)
        return bool(_LIBC.syscall(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0)) == 0)
    finally:
        os.close(rules)


def _allow(rules: int, path: str) -> None:
    """Let what lies beneath a path be read; a path that is not there needs no leave."""
    with suppress(OSError):
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            access = _READ_FILE | (_READ_FOLDER if Path(path).is_dir() else 0)
            _LIBC.syscall(
                _ADD,
                ctypes.c_int(rules),
                ctypes.c_int(_BENEATH),
                struct.pack("=Qi", access, opened),
                ctypes.c_uint32(0),
            )
        finally:
            os.close(opened)


# The filter of system calls: linux/seccomp.h, linux/filter.h, and the numbers of x86-64.

_X86_64 = 0xC000003E
_LOAD, _IF_EQUAL, _IF_FROM, _IF_BITS, _END = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _PROCESSOR, _FIRST, _THIRD = 0, 4, 16, 32
"""Where the call's number, the processor, and the first and third value of the call stand."""
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_OTHER_NUMBERING = 0x40000000
_CLONE, _CLONE3, _THREAD = 56, 435, 0x00010000
_TO_ITSELF = {"kill": 62, "tgkill": 234}
_PRLIMIT = 302
_REFUSED = {
    "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "ptrace": 101, "socket": 41, "setrlimit": 160, "tkill": 200,
    "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297, "process_vm_readv": 310, "process_vm_writev": 311,
    "pidfd_send_signal": 424, "io_uring_setup": 425, "pidfd_open": 434, "pidfd_getfd": 438,
}  # fmt: skip

Step = tuple[int, int, int, int]
"""An instruction: its code, how many are left out if it holds and if not, and its number."""


def _seccomp() -> bool:
    if platform.machine() != "x86_64" or sys.maxsize < 2**32:
        return False
    steps = list(_filter(os.getpid()))
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *each) for each in steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(code))
    return bool(_LIBC.prctl(_SET_SECCOMP, _FILTER, program, 0, 0) == 0)


def _filter(own: int) -> Iterator[Step]:
    refuse: Step = (_END, 0, 0, _ERROR | errno.EPERM)
    allow: Step = (_END, 0, 0, _ALLOW)
    yield _LOAD, 0, 0, _PROCESSOR
    yield _IF_EQUAL, 1, 0, _X86_64
    yield _END, 0, 0, _KILL
    yield _LOAD, 0, 0, _NUMBER
    yield _IF_FROM, 0, 1, _OTHER_NUMBERING
    yield refuse
    for number in _REFUSED.values():
        yield _IF_EQUAL, 0, 1, number
        yield refuse
    yield _IF_EQUAL, 0, 1, _CLONE3  # its values lie in memory, out of a filter's sight: the C library takes clone
    yield _END, 0, 0, _ERROR | errno.ENOSYS
    yield _IF_EQUAL, 0, 4, _CLONE
    yield _LOAD, 0, 0, _FIRST
    yield _IF_BITS, 1, 0, _THREAD
    yield refuse
    yield allow
    for number in _TO_ITSELF.values():
        yield _IF_EQUAL, 0, 4, number
        yield _LOAD, 0, 0, _FIRST
        yield _IF_EQUAL, 1, 0, own
        yield refuse
        yield allow
    yield _IF_EQUAL, 0, 5, _PRLIMIT  # limits are read, and never set again
    yield _LOAD, 0, 0, _THIRD
    yield _IF_EQUAL, 0, 2, 0
    yield _LOAD, 0, 0, _THIRD + 4
    yield _IF_EQUAL, 1, 0, 0
    yield refuse
    yield allow

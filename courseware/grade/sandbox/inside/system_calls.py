"""System calls that Python has no function for, and the filter of those that a student gets.

Linux on x86_64 and aarch64. The only module that calls the kernel by hand.
"""

import ctypes
import errno
import os
import platform
import struct

# mount(2)
RDONLY, NOSUID, NODEV, NOEXEC = 1, 2, 4, 8
BIND, RECURSIVE, PRIVATE = 1 << 12, 1 << 14, 1 << 18

# unshare(2): mounts, host name, System V IPC, users, processes, network, and all of them.
NEWNS, NEWUTS, NEWIPC = 0x20000, 0x4000000, 0x8000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
NAMESPACES = NEWNS | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET
_NEWCGROUP = 0x2000000

_PDEATHSIG, _DUMPABLE, _SECCOMP, _SUBREAPER, _NO_NEW_PRIVS = 1, 4, 22, 36, 38

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name, *arguments):
    """Call a function of the C library; OSError with its name if it fails."""
    result = getattr(_libc, name)(*arguments)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def _prctl(option, value, pointer=None):
    _call("prctl", option, ctypes.c_ulong(value), pointer, ctypes.c_ulong(0), ctypes.c_ulong(0))


def unshare(flags: int) -> None:
    """Give the calling process namespaces of its own."""
    _call("unshare", ctypes.c_int(flags))


def mount(kind: str, where: str, flags: int, options: str = "") -> None:
    """Mount a file system of its own kind, such as "tmpfs"."""
    name = kind.encode()
    _call("mount", name, where.encode(), name, ctypes.c_ulong(flags), options.encode())


def bind(source: str, where: str) -> None:
    """Show a file or folder, with all that is mounted in it, at another place too."""
    flags = ctypes.c_ulong(BIND | RECURSIVE)
    _call("mount", source.encode(), where.encode(), None, flags, None)


def make_mounts_private() -> None:
    """Let no mount out of this mount namespace, and none in."""
    _call("mount", None, b"/", None, ctypes.c_ulong(RECURSIVE | PRIVATE), None)


def set_parent_death_signal(number: int) -> None:
    """Be sent a signal when the thread that forked this process ends."""
    _prctl(_PDEATHSIG, number)


def set_dumpable(yes: bool) -> None:
    """Say whether processes of the same user may look into this one."""
    _prctl(_DUMPABLE, int(yes))


def set_subreaper() -> None:
    """Become the parent of descendants whose parent ends."""
    _prctl(_SUBREAPER, 1)


def set_no_new_privileges() -> None:
    """Never again gain rights by running a set-user-id program."""
    _prctl(_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Give up every capability: effective, permitted and inheritable (the ambient ones follow)."""
    header = struct.pack("Ii", 0x20080522, 0)
    _call("capset", header, struct.pack("6I", *[0] * 6))


# Numbers on x86_64 and aarch64 (None: not there). Memory that no limit counts, looking into other
# processes, kernel keys, everything that needs rights that nobody inside has, and interfaces that
# a notebook never needs and kernels were broken through.
_DENIED = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "delete_module": (176, 106),
    "fanotify_init": (300, 262),
    "finit_module": (313, 273),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "init_module": (175, 105),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "lookup_dcookie": (212, 18),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "modify_ldt": (154, None),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "mq_open": (240, 180),
    "msgctl": (71, 187),
    "msgget": (68, 186),
    "msgrcv": (70, 188),
    "msgsnd": (69, 189),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41),
    "process_madvise": (440, 440),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "reboot": (169, 142),
    "request_key": (249, 218),
    "semctl": (66, 191),
    "semget": (64, 190),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "setns": (308, 268),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "shmdt": (67, 197),
    "shmget": (29, 194),
    "swapoff": (168, 225),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
    "vmsplice": (278, 75),
}
_CLONE, _CLONE3, _PRLIMIT = (56, 220), (435, 435), (302, 261)
_SOCKET, _SOCKETPAIR = (41, 198), (53, 199)
_FAMILIES = (1, 2, 10)  # UNIX, IPv4, IPv6: there is no network, but asyncio makes sockets

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, AUDIT_ARCH
_X32 = 0x40000000  # numbers from here on are x86_64's second set

# Instructions of the filter (classic BPF) and what it returns.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCH, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data, little-endian


def is_supported() -> bool:
    """Tell whether the filter is known for this machine's processor."""
    return platform.machine() in _MACHINES


def install_filter() -> None:
    """Let this process and all its descendants make harmless system calls only, for good.

    Refused calls fail with EPERM. New namespaces, limits of other processes, and sockets other than
    UNIX and IP are refused too. Raises `OSError` if the kernel does not take it.
    """
    program = b"".join(struct.pack("HBBI", *step) for step in _program())
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    _prctl(_SECCOMP, 2, ctypes.create_string_buffer(head, len(head)))


def _program():
    column, arch = _MACHINES[platform.machine()]
    yield (_LOAD, 0, 0, _ARCH)
    yield (_EQUAL, 1, 0, arch)
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    yield (_AT_LEAST, 0, 1, _X32)
    yield (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    for numbers in _DENIED.values():
        if numbers[column] is not None:
            yield (_EQUAL, 0, 1, numbers[column])
            yield (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    # glibc falls back to clone, whose flags can be seen from here.
    yield (_EQUAL, 0, 1, _CLONE3[column])
    yield (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)
    yield (_EQUAL, 0, 4, _CLONE[column])
    yield (_LOAD, 0, 0, _FIRST_ARGUMENT)
    yield (_ANY_BIT, 0, 1, NAMESPACES | _NEWCGROUP)
    yield (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    yield (_RETURN, 0, 0, _ALLOW)
    yield (_EQUAL, 0, 4, _PRLIMIT[column])
    yield (_LOAD, 0, 0, _FIRST_ARGUMENT)
    yield (_EQUAL, 1, 0, 0)
    yield (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    yield (_RETURN, 0, 0, _ALLOW)
    yield (_EQUAL, 1, 0, _SOCKET[column])
    yield (_EQUAL, 0, len(_FAMILIES) + 2, _SOCKETPAIR[column])
    yield (_LOAD, 0, 0, _FIRST_ARGUMENT)
    for i, family in enumerate(_FAMILIES):
        yield (_EQUAL, len(_FAMILIES) - i, 0, family)
    yield (_RETURN, 0, 0, _ERRNO | errno.EAFNOSUPPORT)
    yield (_RETURN, 0, 0, _ALLOW)

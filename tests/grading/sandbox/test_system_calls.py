"""The table of system calls that are refused, against the kernel's own."""

import re
from pathlib import Path

import pytest

from courseware.grade.sandbox.inside import system_calls

HEADERS = [
    (0, "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    (1, "/usr/include/asm-generic/unistd.h"),  # aarch64 takes this one
]


@pytest.mark.parametrize(("column", "header"), HEADERS)
def test_numbers_are_the_kernels(column, header):
    if not Path(header).exists():
        pytest.skip(f"no {header}")
    lines = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", Path(header).read_text())
    known = {name: int(number) for name, number in lines}
    ours = {name: numbers[column] for name, numbers in system_calls._DENIED.items()}
    special = ("clone", "clone3", "prlimit64", "socket", "socketpair")
    tables = (
        system_calls._CLONE,
        system_calls._CLONE3,
        system_calls._PRLIMIT,
        system_calls._SOCKET,
        system_calls._SOCKETPAIR,
    )
    ours |= {name: table[column] for name, table in zip(special, tables, strict=True)}
    assert ours == {name: known.get(name, ours[name]) for name in ours}
    assert len(ours.keys() & known.keys()) > 60


def test_no_jump_of_the_filter_leaves_it():
    program = list(system_calls._program())
    for at, (code, when, otherwise, _) in enumerate(program):
        if code in (system_calls._EQUAL, system_calls._AT_LEAST, system_calls._ANY_BIT):
            assert at + 1 + max(when, otherwise) < len(program)
    assert program[-1] == (system_calls._RETURN, 0, 0, system_calls._ALLOW)

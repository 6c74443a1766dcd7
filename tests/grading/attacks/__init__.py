"""Submissions that try to earn points that they do not deserve, and those that must keep theirs.

`ATTACKS` have earned nothing; `HONEST` have; `BROKEN` are hardly submissions.
"""

from dataclasses import replace

from .attack import Attack
from .broken import BROKEN as _UNREADABLE
from .broken import Broken
from .cheating import (
    cells,
    comparing,
    detecting,
    exceptions,
    following,
    forging,
    memorised,
    objects,
    outputs,
    patched,
    searching,
    transport,
    values,
)
from .harming import bombs, floods, killing, later, network, poison, writing
from .honest import HONEST, VICTIMS, Honest
from .stopping import STOPPING

__all__ = ["ATTACKS", "BROKEN", "HONEST", "VICTIMS", "Attack", "Broken", "Honest"]

BROKEN = (*_UNREADABLE, *STOPPING)

_FAMILIES = (
    comparing, cells, outputs, exceptions, patched, objects, values, memorised, detecting,
    following, transport, searching, writing, later, network, poison, forging, killing, bombs,
    floods,
)  # fmt: skip

ATTACKS = tuple(
    replace(attack, family=family.__name__.rpartition(".")[2])
    for family in _FAMILIES
    for attack in family.ATTACKS
)

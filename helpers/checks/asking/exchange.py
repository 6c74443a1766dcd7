"""Exchange what a student's object reads from its module, for the time of one call."""

import importlib
import inspect
import types
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np

from . import source
from .arguments import supply


@contextmanager
def exchanged(target: Any, probe: Mapping[str, Any]) -> Iterator[None]:
    """Set the ``names`` and ``stand_ins`` of a probe where an object looks them up; then put back.

    That is the module in which the object was defined, and for stand-ins also default arguments of
    the functions there and base classes of the object.
    """
    stand_ins = {
        name: getattr(importlib.import_module(module), name)(np.random.default_rng(seed))
        for name, (module, seed) in probe["stand_ins"].items()
    }
    values = {**supply(dict(probe["names"])), **stand_ins}
    module = namespace(target) if values else None
    if module is None:
        yield
        return
    before = {name: module[name] for name in values if name in module}
    pairs = [(before[name], new) for name, new in stand_ins.items() if name in before]
    with ExitStack() as put_back:
        for function in _functions(module, target) if pairs else ():
            _exchange_defaults(function, pairs, put_back)
        if pairs and issubclass(type(target), type):
            _exchange_bases(target, pairs, put_back)
        module.update(values)
        try:
            yield
        finally:
            for name in values:
                module.pop(name, None)
            module.update(before)


def namespace(target: Any) -> dict[str, Any] | None:
    """The names that a function or class sees in its module; None if it was not written in one."""
    return getattr(inspect.unwrap(target), "__globals__", None) or source.names_of(target)


def _methods(target):
    return [f for f in vars(target).values() if isinstance(f, types.FunctionType)]


def _functions(module, target):
    """Functions of the student's, those that are methods of the object included."""
    functions = [f for f in module.values() if isinstance(f, types.FunctionType)]
    own = [f for f in functions if f.__globals__ is module]
    return [*own, *(_methods(target) if issubclass(type(target), type) else ())]


def _exchange_defaults(function, pairs, put_back):
    positional, named = function.__defaults__, function.__kwdefaults__
    held = [*(positional or ()), *(named or {}).values()]
    if not any(value is old for value in held for old, _ in pairs):
        return
    put_back.callback(setattr, function, "__defaults__", positional)
    put_back.callback(setattr, function, "__kwdefaults__", named)
    if positional:
        function.__defaults__ = tuple(_other(value, pairs) for value in positional)
    if named:
        function.__kwdefaults__ = {key: _other(value, pairs) for key, value in named.items()}


def _exchange_bases(target, pairs, put_back):
    bases = tuple(_other(base, pairs) for base in target.__bases__)
    if any(new is not old for new, old in zip(bases, target.__bases__, strict=True)):
        put_back.callback(setattr, target, "__bases__", target.__bases__)
        target.__bases__ = bases


def _other(value, pairs):
    return next((new for old, new in pairs if value is old), value)

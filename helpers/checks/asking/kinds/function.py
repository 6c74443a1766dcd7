"""Ask a function: call it."""

import inspect
from typing import Any

MAX_NAMES = 20


class FunctionAsker:
    """Asks a function, as far as other kinds do not do it in another way."""

    def unfit(self, target: Any, probe: dict) -> list[str] | None:
        """Names of the parameters if it cannot be called with the probe's arguments, else None."""
        return parameters_unlike(target, probe["args"], probe["keywords"])

    def ask(self, target: Any, probe: dict) -> Any:
        """Whatever it answers to a probe, as `Probe.to_data` makes it; not plain data yet."""
        return target(*probe["args"], **probe["keywords"])


def parameters_unlike(target: Any, args: tuple, keywords: dict) -> list[str] | None:
    """Names of the parameters of what cannot be called with these arguments, else None."""
    try:
        signature = inspect.signature(target)
    except ValueError as error:  # a method without `self`, or a compiled function
        return [] if "method signature" in str(error) else None
    except Exception:  # whatever an object of the student's own raises
        return None
    try:
        signature.bind(*args, **keywords)
    except TypeError:
        return [str(name)[:40] for name in signature.parameters][:MAX_NAMES]
    return None

"""Judge a function: by what it returns."""

import inspect
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ....exercises.declaration import Comparison, Exercise, Probe
from ...asking.ask import ask_one
from ...asking.kinds import FunctionAsker
from ...contract import Facts, Stub
from .. import compare as comparing
from ..finding import Finding
from ..wording import short_values

SECONDS_OF_OURS = 10.0  # for an answer of ours, and what is said of a student's


class FunctionJudge:
    """Judges a function, as far as other kinds are not judged in another way."""

    # What is asked for, how it begins, and what it must not be handed over by.
    KIND, BEGINS, UNCALLED = "function", "def {}(...)", ", without calling it"
    LEADING = 0  # arguments of the call before those of the probe
    asker: FunctionAsker | None = None  # who asks answers of ours, if not who asks students'

    def unlike(self, facts: Facts, exercise: Exercise) -> str:
        """A sentence on why an object, by its `Facts`, is not what is asked for, or ""."""
        if facts["is_class"]:
            return (
                f"`{exercise.name}` is a class here; the exercise asks for a function."
                f" {self.run_again(exercise)}"
            )
        return "" if facts["callable"] else self.not_given(facts, exercise)

    def run_again(self, exercise: Exercise) -> str:
        """The sentence on a name that has been given to something else since."""
        begins = self.BEGINS.format(exercise.name)
        return f"Run the cell with `{begins}` once more, then the check."

    def not_given(self, facts: Facts, exercise: Exercise) -> str:
        """The sentence for a check that was given nothing of the kind."""
        call = f"`checks.{exercise.tutorial}.{exercise.name}({exercise.name})`"
        given, kind = short_values.kind_of(facts["type"]), self.KIND
        if facts["type"] == "NoneType":
            return f"The check was given {given}: hand it the {kind} itself, {call}{self.UNCALLED}."
        if facts["type"] == "ellipsis":
            return f"The check was given {given}: hand it the {kind} itself, {call}."
        return (
            f"The check was given {given}, not a {kind}. Hand it the {kind}"
            f" itself{self.UNCALLED}: {call}. If that is what you did, the name has been given to"
            f" something else since. {self.run_again(exercise)}"
        )

    def misfit(self, exercise: Exercise, parameters: list[str]) -> str:
        """The sentence for an object with parameters that do not fit the call."""
        named = ", ".join(f"`{name}`" for name in parameters)
        has = f"{len(parameters)}: {named}" if parameters else "none"
        wanted, n = ", ".join(exercise.parameters), len(exercise.parameters)
        return (
            f"`{exercise.name}` is called with {n} argument{'s' * (n != 1)},"
            f" `{exercise.name}({wanted})`, and its `def` line does not allow that (its"
            f" parameters: {has})."
        )

    def look_over(self, value: Any) -> None:
        """Raise `MalformedReport` unless a returned value has the form that it is given."""

    def difference(self, got: Any, right: Any, compare: Comparison) -> Finding | None:
        """Find what is wrong with a returned value."""
        return comparing.difference(got, right, compare)

    def wrong_parts(self, got: Any, right: Any, exercise: Exercise) -> set[str]:
        """Names of the parts of an exercise that are wrong, where findings tell them apart."""
        raise NotImplementedError

    def alike(self, mine: Any, theirs: Any, compare: Comparison) -> bool:
        """Whether an answer (`Answered`) is that of a misconception."""
        one, other = mine.outcome["value"], theirs.outcome["value"]
        return mine.right["value"] is None or comparing.alike(one, other, compare)

    def meets_blank(self, outcome: Mapping[str, Any]) -> bool:
        """Whether a blank `...` that was left is what came out, or what stopped it."""
        # An IndexError speaks of `...` too, as something that may be an index.
        return getattr(outcome.get("value"), "type", "") == "ellipsis" or (
            outcome.get("type", "").endswith(("TypeError", "AttributeError"))
            and "ellipsis" in outcome.get("message", "")
        )

    def call(self, exercise: Exercise, probe: Probe) -> str:
        """The call as code: ``entropy([0.5, 0.5])``."""
        return f"{exercise.name}({short_values.arguments(probe.args, probe.keywords)})"

    def signature(self, exercise: Exercise) -> str:
        """Nearly the answer, for what cannot even be called: how it begins."""
        return f"It begins with `def {exercise.name}({', '.join(exercise.parameters)}):`."

    def steps(self, answer: Any, answered: Any) -> list[tuple[str, str]]:
        """The right way on a probe (`Answered`): what each step is called, and its value."""
        way = _said_by(answer.steps, answered) if answer.steps else []
        return [(words, short_values.short(value)) for words, value in way]

    def unfulfilled(self, answer: Any, answered: Any) -> list[str]:
        """Sentences on what a wrong value should fulfil, and does not, where that can be said."""
        if answer.unfulfilled is None or answered.finding.what not in ("number", "values"):
            return []
        return _said_by(answer.unfulfilled, answered)

    def place(self, exercise: Exercise, probe: Probe, at: int) -> str:
        """Where in a plan something stopped: ", in step 3, `...`"."""
        return ""

    def expected(self, right: Any) -> str:
        """The right answer as a short text, where nothing came that it could be set beside."""
        return short_values.short(right)

    def still_to_write(self, outcome: Stub) -> str:
        """The part of the answer that a stub's error says is to be written, in words, or ""."""
        return ""


def _said_by(function, answered):
    """What a function of the answers returns on a probe; `got` is the student's value, or None."""
    probe, outcome = answered.probe, answered.outcome
    keywords = dict(probe.keywords)
    if "got" in inspect.signature(function).parameters:
        keywords["got"] = outcome["value"] if outcome["state"] == "returned" else None
    data = replace(probe, keywords=keywords).to_data()
    said = ask_one(function, "function", data, SECONDS_OF_OURS)
    if said["state"] != "returned":
        name = f"{function.__name__} of {answered.exercise.name}"
        raise RuntimeError(f"The {name} {said['state']}: {said}")
    return said["value"]

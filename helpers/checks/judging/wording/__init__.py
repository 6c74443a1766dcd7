"""What a student is told of an outcome, in sentences and cases: all English is made here."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ....exercises.declaration import Exercise, Part
from ....explain_errors import at_line, stopped
from ...contract import Case, Facts, Missing, Outcome, Stub
from . import expected_and_got, short_values, values

if TYPE_CHECKING:
    from ..answer_pair import Answered


def sentence(answered: "Answered") -> str:
    """What is wrong with the answer to a probe (`Answered`)."""
    exercise, outcome = answered.exercise, answered.outcome
    finding: Any = answered.finding
    if outcome["state"] != "returned":
        step = answered.judge.place(exercise, answered.probe, outcome["at"])
        return stopped(f"`{exercise.name}`", outcome, step, exercise.name)
    if finding.root == "figure":
        from . import figures  # imported only where figures are judged

        return figures.sentence(finding)
    details = {**finding.details, "function": exercise.name}
    return values.sentence(replace(finding, details=details))


def case(answered: "Answered") -> Case:
    """A probe that was not answered rightly: the call, what is expected and what came."""
    call = answered.judge.call(answered.exercise, answered.probe)
    expected, got = expected_and_got.texts(answered)
    return Case(call, answered.probe.about, expected, got)


def off_by_a_factor(times: float) -> str:
    """The sentence for a number that is off by one factor on all inputs."""
    return f"On all inputs it is {short_values.short(float(times))} times what it should be."


def off_by_an_amount(amount: float) -> str:
    """The sentence for a number that is off by one amount on all inputs."""
    size = short_values.short(float(abs(amount)))
    return f"On all inputs it is {size} too {'large' if amount > 0 else 'small'}."


def earned(exercise: Exercise, parts: tuple[Part, ...]) -> str:
    """What is right already, of an exercise that has parts."""
    names = " and ".join(part.name for part in parts)
    missing = " and ".join(part.name for part in exercise.parts if part not in parts)
    points = sum(part.points for part in parts)
    return f"Right already: {names} ({points} point{'s' * (points != 1)}). Not yet: {missing}."


def follow_through(exercise: Exercise, earlier: Iterable[tuple[Exercise, Facts | Missing]]) -> str:
    """The sentence for an answer that is right but for earlier ones that it calls."""
    what = "class" if exercise.kind == "class" else "function"
    return " ".join([f"This {what} is right.", *(_not_yet(*each) for each in earlier)])


def _not_yet(exercise, facts):
    name = f"`{exercise.name}` (Exercise {exercise.number})"
    if "missing" not in facts:
        return f"What it calls, your {name}, is not yet."
    close = facts["close"]
    guess = f" Is your `{close}` meant to be that?" if close and close != exercise.name else ""
    return f"What it calls, {name}, is not there yet.{guess}"


def unfinished(exercise: Exercise, judge: Any, facts: Facts, outcome: Stub) -> str:
    """The sentence for a NotImplementedError."""
    if not outcome["own"] and outcome["within"]:
        return (
            f"`{exercise.name}` uses `{outcome['within']}`, which is not finished"
            + (f" ({outcome['message']})" if outcome["message"] else "")
            + ": do that first."
        )
    if facts["stop"] and facts["begun"]:
        line = f"the line `raise NotImplementedError(...)` (line {facts['stop']})"
        if not facts["blanks"]:
            return (
                f"You have filled in the blanks. Now delete {line}: it stops your function before"
                " it gets to your code."
            )
        return f"Begun. {blank_left(facts)} Then delete {line}."
    part = judge.still_to_write(outcome)
    still, there = (f" Still to be written: {part}.", " there") if part else ("", "")
    return (
        f"It asks for {exercise.asked}.{still} Replace each `...`{there} by your own code and"
        " delete the line `raise NotImplementedError(...)`."
    )


def missing(facts: Missing) -> str:
    """The sentence for a name that is not defined where the answer is asked for."""
    close = facts["close"]
    if close and close != facts["missing"]:
        return (
            f"There is no `{facts['missing']}` at this point of the notebook, but there is"
            f" `{close}`. Is that what it should be called?"
        )
    return (
        f"There is no `{facts['missing']}` at this point of the notebook. Is there a cell above"
        " that defines it, and does that cell run without an error?"
    )


def blank_left(facts: Facts) -> str:
    """The sentence for blanks that are left, with their places as far as they are known."""
    if not facts["blanks"]:
        return "A blank `...` is still left: replace it by your own expression."
    places = ", ".join(f"line {line}, `{text}`" for line, text in facts["blanks"])
    one = len(facts["blanks"]) == 1
    return f"Still to be filled in: the blank{'' if one else 's'} `...` in {places}."


def hidden(answered: "Answered") -> tuple[str, ...]:
    """What may be said when only fresh probes fail, without giving them away."""
    first = (
        "It is right on the inputs that you can see, but not on others that are drawn anew for"
        " each notebook. Does it work for every input, or for the examples only?"
    )
    outcome = answered.outcome
    if outcome["state"] == "raised":
        error = outcome["type"].split(".")[-1]
        return first, f"It stopped with {error}{at_line(outcome, answered.exercise.name)}."
    return (first, "It took too long.") if outcome["state"] == "endless" else (first,)


def notes(outcomes: list[Outcome]) -> tuple[str, ...]:
    """What else came up: prints and warnings."""
    notes = []
    printed = next((o["printed"].strip() for o in outcomes if o["printed"].strip()), "")
    if printed:
        shown = printed if len(printed) <= 300 else printed[:300] + " …"
        notes.append(f"It printed, on the first input: {shown}")
    warned = list(dict.fromkeys(text for outcome in outcomes for text in outcome["warnings"]))
    if warned:
        notes.append(f"It warned: {'; '.join(warned[:3])}")
    return tuple(notes)

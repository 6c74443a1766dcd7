"""Exercises that ask for a figure, as tests declare them."""

from helpers.exercises import Comparison, Exercise, Probe


def exercise(requirements, *args, parameters=("ax", "x"), remarks=(), parts=()):
    return Exercise(
        "draw",
        "9.1",
        "A drawing",
        "a function that draws",
        2,
        parameters,
        (Probe(args, about="a figure"),),
        lambda rng: [],
        Comparison(requirements=tuple(requirements)),
        kind="figure",
        remarks=tuple(remarks),
        parts=parts,
        tutorial="why_models",
    )


def changed(text, *changes):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text

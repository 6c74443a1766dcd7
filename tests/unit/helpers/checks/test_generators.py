"""Functions of a random generator are judged by the law of what they draw; remarks; no result."""

import time
from dataclasses import replace

import numpy as np
import pytest

from helpers import answers
from helpers.checks.asking import ask, wire
from helpers.checks.asking.arguments import afterwards, supply
from helpers.checks.judging.wording import short_values
from helpers.exercises import Comparison, Exercise, Probe, generator
from helpers.exercises.improvements import slow
from tests.amount import amount

MEAN, SD, N = 250e-12, 100e-12, 20_000


def noisy(mean, sd, n_steps, rng):
    """Normal, shifted and stretched so that mean and standard deviation are exact."""
    z = rng.normal(size=n_steps)
    return mean + sd * (z - z.mean()) / z.std()


def _fresh(rng):
    mean, sd = rng.uniform(1, 3, 2) * 1e-10
    seed = int(rng.integers(1000))
    return [Probe((mean, sd, N, generator(seed)), about="random")]


NOISE = Exercise(
    "noisy",
    "9.1",
    "Noise",
    "a function that draws a noisy current",
    2,
    ("mean", "sd", "n_steps", "rng"),
    (
        Probe((MEAN, SD, N, generator(7)), about="a seed"),
        Probe((0.0, SD, N, generator(8)), about="no mean"),
        Probe((MEAN, 0.0, 5, generator(9)), about="no noise"),
    ),
    _fresh,
    Comparison(rtol=0.05, statistics=("mean", "sd", "correlation")),
    tutorial="why_models",
)
LONG_NOISE = replace(NOISE, compare=replace(NOISE.compare, rtol=0.1), probes=NOISE.probes[:2])
WRONG = {
    "variance": lambda mean, sd, n, rng: mean + sd**2 * rng.normal(size=n),
    "half the width": lambda mean, sd, n, rng: mean + sd * rng.uniform(-1, 1, n),
}
ANSWER = answers.Answer(
    noisy,
    tuple(answers.Misconception(k, f, f"hint of {k}", "nearly") for k, f in WRONG.items()),
)

RIGHT = {
    "normal": "mean + sd * rng.normal(size=n_steps)",
    "standard normal": "rng.standard_normal(n_steps) * sd + mean",
    "normal with its own scale": "rng.normal(mean, sd, n_steps)",
    "uniform": "mean + sd * np.sqrt(12) * (rng.random(n_steps) - 0.5)",
    "of two values": "mean + sd * rng.choice([-1, 1], n_steps)",
    "one after the other": "np.array([rng.normal(mean, sd) for _ in range(n_steps)])",
    "more drawn than used": "rng.normal(mean, sd, 2 * n_steps)[::2]",
}


@pytest.mark.parametrize("case", RIGHT)
def test_any_distribution_and_order_of_the_right_law_passes(case, notebook, afar):
    target = notebook(f"def noisy(mean, sd, n_steps, rng):\n    return {RIGHT[case]}\n", "noisy")
    for seed in (None, 1, 2, 3):
        result = afar(NOISE, ANSWER, target, seed)
        assert result.state == "right", result.message


WRONG_LAWS = {
    "rng.normal(0, sd, n_steps)": ["The mean of what your function returned is", "should be about"],
    "mean + rng.normal(size=n_steps)": ["The mean of", "expected: mean 2.5e-10, standard"],
    "rng.normal(mean, 2 * sd, n_steps)": ["The standard deviation of what your function returned"],
    "mean + sd * np.cumsum(rng.normal(size=n_steps)) / n_steps": ["The standard deviation of"],
    "mean + sd * np.repeat(rng.normal(size=n_steps), 2)[:n_steps]": [
        "The correlation of successive values of what your function returned is 0.5",
        "it should be about 0.",
    ],
    "np.random.normal(mean, sd, n_steps)": [
        "`noisy` draws nothing from the generator `rng` that it is given.",
        "expected: numbers drawn from the generator",
    ],
    "np.random.default_rng(1).normal(mean, sd, n_steps)": ["draws nothing from the generator"],
    "rng.normal(mean, sd)": ["is one number; an array (20000 values"],
    "rng.normal(mean, sd, n_steps + 1)": ["is an array with 20001 values"],
    "rng.normal(mean, sd, n_steps) / 0": ["that are infinite"],
    "rng": ["is an object of type `numpy.random._generator.Generator`"],
}


@pytest.mark.parametrize("value", WRONG_LAWS)
def test_the_statistic_that_is_wrong_is_told(value, notebook, afar):
    target = notebook(f"def noisy(mean, sd, n_steps, rng):\n    return {value}\n", "noisy")
    result = afar(NOISE, answers.Answer(noisy, ()), target)
    assert (result.state, repr(result)) == ("wrong", "0")
    for sentence in WRONG_LAWS[value]:
        assert sentence in result.message
    assert "noisy(2.5e-10, 1e-10, 20000, np.random.default_rng(7))" in result.message


TRACE = "np.random.default_rng(0).normal(size=n_steps)"
NOT_INDEPENDENT = {
    "rng.choice([-1, 1], 1) * np.where(np.arange(n_steps) % 4 < 2, 1, -1)": "2 steps apart have a"
    " correlation of -1.0",
    "np.tile(rng.normal(size=n_steps // 2), 2)": "10000 steps apart have a correlation of 0.5",
    "100 * rng.choice([-1, 1]) * np.isin(np.arange(n_steps), [5, 50])": "nearly all values are",
    "rng.normal(size=n_steps) * np.linspace(0, 3**0.5, n_steps)": "stronger at some steps than at"
    " others",
    "np.r_[0.0, rng.normal(size=n_steps - 1)]": "The value at index 0 of what your function"
    " returned is 2.5e-10, and not random",
    "np.r_[rng.normal(size=n_steps - 1), -mean / sd]": "The value at index 19999 of what your",
    f"{TRACE} + 0 * rng.random()": "goes up and down in the same way with any other one",
    f"{TRACE} + 0.1 * rng.normal(size=n_steps)": "goes up and down in the same way with any other",
}


@pytest.mark.parametrize("noise", NOT_INDEPENDENT)
def test_what_has_the_right_statistics_and_is_not_independent_is_told(noise, notebook, afar):
    cell = f"def noisy(mean, sd, n_steps, rng):\n    return mean + sd * ({noise})\n"
    result = afar(LONG_NOISE, answers.Answer(noisy, ()), notebook(cell, "noisy"))
    assert (result.state, repr(result)) == ("wrong", "0")
    assert NOT_INDEPENDENT[noise] in result.message


@pytest.mark.sampled
@pytest.mark.parametrize("noise", ["exponential(size=n) - 1", "laplace(size=n) / 2**0.5"])
def test_independent_numbers_of_other_distributions_pass_whatever_the_seed(noise, notebook, afar):
    cell = f"def noisy(mean, sd, n, rng):\n    return mean + sd * (rng.{noise})\n"
    target = notebook(cell, "noisy")
    for seed in range(amount(5, 100)):
        result = afar(LONG_NOISE, answers.Answer(noisy, ()), target, seed)
        assert result.state == "right", result.message


def test_the_same_seed_twice_may_give_the_same_numbers_twice(notebook, afar):
    twice = replace(LONG_NOISE, probes=LONG_NOISE.probes[:1] * 2)
    cell = "def noisy(mean, sd, n, rng):\n    return rng.normal(mean, sd, n)\n"
    assert afar(twice, answers.Answer(noisy, ()), notebook(cell, "noisy")).state == "right"


@pytest.mark.parametrize("case", WRONG)
def test_a_misconception_is_known_by_its_law_whatever_is_drawn(case, afar):
    def otherwise(mean, sd, n, rng):
        rng.random(17)
        return WRONG[case](mean, sd, n, rng)

    for seed in (None, 4):
        assert afar(NOISE, ANSWER, otherwise, seed).misconception == case


def test_a_generator_is_new_for_each_probe_and_each_student():
    args = (1.0, generator(3), [generator(3)], {"rng": generator(4)})
    draws = []
    for _ in range(2):
        one, rng, (other,), further = supply(args)
        draws.append([one, rng.random(), other.random(), further["rng"].random()])
    assert draws[0] == draws[1]
    assert draws[0][1] == draws[0][2] != draws[0][3]
    wire.pack(args)


def test_what_has_become_of_a_generator_is_plain_data():
    given = [generator(3), [generator(4)], {"rng": generator(5)}, 6.0]
    now = supply(given)
    now[1][0].random()
    after = wire.unpack(wire.pack(wire.plain(afterwards(given, now))))
    drawn = [after[0]["drawn"], after[1][0]["drawn"], after[2]["rng"]["drawn"], after[3]]
    assert drawn == [False, True, False, 6.0]


def test_a_function_that_breaks_its_generator_is_told_and_no_more(notebook, afar):
    cell = """
        def noisy(mean, sd, n_steps, rng):
            rng.bit_generator.state = {}
            return rng.normal(mean, sd, n_steps)
        """
    assert afar(NOISE, ANSWER, notebook(cell, "noisy")).state == "wrong"


def test_a_generator_that_is_replaced_in_a_list_is_told(afar):
    def right(x):
        return x[0].random()

    def replacing(x):
        value, x[0] = x[0].random(), np.ones(3)
        return value

    probe = Probe(([generator(3)],), about="a list")
    exercise, answer = of_kind(right, (probe,))
    assert afar(exercise, answer, right).state == "right"
    assert afar(exercise, answer, replacing).state == "wrong"


def test_nothing_depends_on_how_the_session_treats_nan_and_infinity(notebook, afar, recwarn):
    target = notebook("def noisy(mean, sd, n, rng):\n    return rng.normal(size=n) / 0", "noisy")
    with np.errstate(all="raise"):
        assert afar(NOISE, ANSWER, target).state == "wrong"
    with np.errstate(all="ignore"):
        afar(NOISE, ANSWER, target)
    assert not [w for w in recwarn if "encountered" in str(w.message)]


def test_a_generator_reads_as_code():
    assert short_values.short(generator(7)) == "np.random.default_rng(7)"


def of_kind(function, probes, **more):
    exercise = Exercise(
        "thing", "9.1", "Thing", "a thing", 2, ("x",), probes, lambda rng: [],
        tutorial="why_models", **more,
    )  # fmt: skip
    return exercise, answers.Answer(function, ())


def compute_for(seconds):
    """Keep the processor busy."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_right_answer_that_is_slow_passes_with_a_remark(afar):
    def slowly(x):
        compute_for(0.25)
        return x + 1

    remarks = (slow(0.2, "A loop over `x` makes it slow."),)
    exercise, answer = of_kind(lambda x: x + 1, (Probe((1.0,)), Probe((2.0,))), remarks=remarks)
    result = afar(exercise, answer, slowly)
    assert (result.state, repr(result)) == ("right", "2")
    assert result.message.count("One remark: A loop over `x` makes it slow.") == 1
    assert "remark" not in afar(exercise, answer, answer.reference).message
    assert "remark" not in afar(exercise, answer, lambda x: compute_for(0.25)).message


def test_where_the_reference_returns_nothing_whatever_is_returned_is_right(afar):
    def zero(x):
        x[:] = 0

    def zero_and_return(x):
        x[:] = 0
        return x

    def one(x):
        x[:] = 1

    def one_and_return(x):
        x[:] = 1
        return x

    compare = Comparison(in_place=("x",))
    exercise, answer = of_kind(zero, (Probe((np.arange(3.0),)),), compare=compare)
    answer = answers.Answer(zero, (answers.Misconception("ones", one, "hint", "nearly"),))
    assert afar(exercise, answer, zero_and_return).state == "right"
    assert afar(exercise, answer, one_and_return).misconception == "ones"


def test_the_report_says_how_long_each_answer_computed_whatever_else_the_computer_does():
    def computing(x):
        compute_for(0.05)

    def waiting(x):
        time.sleep(0.1)

    took = [
        ask.ask_one(one, "function", Probe((1.0,)).to_data())["took"]
        for one in (computing, waiting)
    ]
    assert 0.05 <= took[0] < 1
    assert took[1] < 0.05

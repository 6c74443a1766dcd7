"""What is declared of every exercise holds together, and can be sent to another process."""

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks import instant
from helpers.checks.asking import ask, wire
from helpers.checks.asking.arguments import identical
from helpers.checks.judging import kinds
from tests.amount import amount
from tests.patience import PATIENT

ALL = [e for tutorial in exercises.tutorials() for e in exercises.of(tutorial)]
SEEDS = range(amount(20, 300))


@pytest.fixture(params=ALL, ids=lambda e: f"{e.tutorial}.{e.name}")
def exercise(request):
    return request.param


def test_probes_and_expected_answers_survive_the_wire(exercise):
    reference = answers.find(exercise.tutorial, exercise.name).reference
    for probe in [*exercise.probes, *exercise.fresh(np.random.default_rng(1))]:
        data = probe.to_data()
        assert identical(wire.unpack(wire.pack(data)), data)
        outcome = ask.ask_one(reference, exercise.kind, data)
        assert outcome["state"] == "returned"
        assert identical(wire.unpack(wire.pack(outcome)), outcome)


def test_the_same_seed_makes_the_same_fresh_probes_and_another_seed_others(exercise):
    def fresh(seed):
        return wire.pack([p.to_data() for p in exercise.all_probes(seed)[len(exercise.probes) :]])

    assert fresh(3) == fresh(3)
    assert fresh(3) != fresh(4)


@pytest.mark.sampled
def test_each_probe_names_its_arguments_and_says_what_it_is(exercise):
    for seed in SEEDS:
        for probe in exercise.all_probes(seed):
            assert len(probe.args) + len(probe.keywords) <= len(exercise.parameters)
            assert probe.about
            assert kinds.find(exercise.kind).call(exercise, probe).startswith(exercise.name)


def test_numbers_and_names_are_unique_within_a_tutorial(exercise):
    siblings = exercises.of(exercise.tutorial)
    assert len({e.name for e in siblings}) == len({e.number for e in siblings}) == len(siblings)
    assert type(exercise.points) is int and exercise.points > 0


@pytest.mark.sampled
def test_fresh_pmfs_sum_to_one_and_some_have_empty_bins():
    exercise = exercises.find("why-models", "entropy")
    for seed in SEEDS:
        pmfs = [probe.args[0] for probe in exercise.all_probes(seed)]
        assert all(np.isclose(pmf.sum(), 1) and pmf.min() >= 0 for pmf in pmfs)
        assert any((pmf == 0).any() for pmf in pmfs[len(exercise.probes) :])


@pytest.mark.sampled
def test_fresh_isis_keep_clear_of_the_bin_edges_where_rounding_would_decide():
    for seed in SEEDS:
        for probe in exercises.find("why-models", "information_rates").all_probes(seed):
            isis, bins = probe.args
            nearest = np.abs(isis[:, None] - bins).min(axis=1)
            assert (nearest > 0.04 * np.diff(bins).min()).all()
            assert bins[0] <= isis.min() and isis.max() < bins[-1]


@pytest.mark.sampled
def test_fresh_means_lie_well_inside_the_values():
    exercise = exercises.find("why-models", "max_entropy_pmf")
    for seed in SEEDS:
        for probe in exercise.all_probes(seed)[len(exercise.probes) :]:
            values, mean = probe.args
            assert (np.diff(values) > 0).all()
            assert 0.15 < (mean - values[0]) / (values[-1] - values[0]) < 0.85


_EVENTS = [
    "ax.eventplot([[1e3 * t for t in times] for times in spikes.values()], lineoffsets=[*spikes])"
]
_COLLECT = [
    "x = [1e3 * t for times in spikes.values() for t in times]",
    "y = [j for j in spikes for t in spikes[j]]",
]
RASTERS = {  # how spikes are drawn: the function that is said to be called too often
    "events of all neurons": (_EVENTS, ""),
    "one scatter": ([*_COLLECT, "ax.scatter(x, y)"], ""),
    "one plot": ([*_COLLECT, "ax.plot(x, y, '.')"], ""),
    "a scatter for each neuron": (
        ["for j in spikes: ax.scatter([1e3 * t for t in spikes[j]], [j] * len(spikes[j]))"],
        "scatter",
    ),
    "a plot for each spike": (
        [*_COLLECT, "for k in range(len(x)): ax.plot(x[k], y[k], '.')"],
        "plot",
    ),
}


@pytest.mark.parametrize("case", RASTERS)
def test_a_raster_is_called_slow_only_if_it_takes_many_calls(case):
    lines, called = RASTERS[case]
    names = {}
    body = [*lines, "ax.set(xlabel='Time (ms)', ylabel='Neuron')"]
    exec("def plot_raster(ax, spikes):\n" + "".join(f"    {line}\n" for line in body), names)
    exercise = exercises.find("lif-spikes", "plot_raster")
    result = instant.check(exercise, names["plot_raster"], seconds=PATIENT)
    assert result.state == "right", result.message
    assert result.message.count("One remark") == bool(called)
    if called:
        assert f"`{called}` makes a picture element of its own for each call" in result.message
        assert f"call `{called}` once" in result.message


def test_a_misspelt_name_is_told_with_the_one_that_is_meant():
    with pytest.raises(LookupError, match="Did you mean 'entropy'"):
        exercises.find("why-models", "entropi")
    with pytest.raises(LookupError, match=r"Known: .*why_models"):
        exercises.of("wy_models")

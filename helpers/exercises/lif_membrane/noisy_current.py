"""Exercise 3.1: a noisy current, judged by its law: many numbers, any distribution, any order."""

from ..declaration import Comparison, Exercise, Probe, generator


def _noise(mean, sd, n_steps, seed, about):
    return Probe(args=(float(mean), float(sd), int(n_steps), generator(seed)), about=about)


def _fresh_noise(rng):
    return [
        _noise(
            rng.uniform(50e-12, 400e-12),
            rng.uniform(20e-12, 300e-12),
            rng.integers(8_000, 14_000),
            rng.integers(1 << 30),
            "a random mean and standard deviation",
        )
        for _ in range(2)
    ]


EXERCISE = Exercise(
    name="noisy_current",
    number="3.1",
    title="A noisy current",
    asked="a function that returns a random current for each step, with the given mean and"
    " standard deviation, in amperes",
    points=2,
    parameters=("mean", "sd", "n_steps", "rng"),
    probes=(
        _noise(250e-12, 100e-12, 10_000, 1, "250 pA, with a standard deviation of 100 pA"),
        _noise(2.0, 0.5, 8_000, 2, "large numbers, easy to read"),
        _noise(-50e-12, 300e-12, 12_000, 3, "a negative mean, and strong noise"),
    ),
    fresh=_fresh_noise,
    # Statistics of 10 000 independent numbers are certain to about 0.01 standard deviations; what
    # is far from normal (an exponential distribution) has a standard deviation certain to 0.02.
    compare=Comparison(rtol=0.08, statistics=("mean", "sd", "correlation")),
)

"""Exercise 3.1: a noisy current."""

import numpy as np

from ..declaration import Answer, Misconception


def reference(mean, sd, n_steps, rng):
    """Uniform noise, moved and stretched to the exact mean and standard deviation."""
    noise = rng.random(n_steps)
    return mean + sd * (noise - noise.mean()) / noise.std()


# Wrong answers.


def variance_for_sd(mean, sd, n_steps, rng):
    return mean + sd**2 * rng.standard_normal(n_steps)


def root_of_the_sd(mean, sd, n_steps, rng):
    return rng.normal(mean, np.sqrt(sd), n_steps)


def half_width(mean, sd, n_steps, rng):
    return mean + sd * (2 * rng.random(n_steps) - 1)


def not_centred(mean, sd, n_steps, rng):
    return mean + sd * rng.random(n_steps)


def right_width_not_centred(mean, sd, n_steps, rng):
    return mean + np.sqrt(12) * sd * rng.random(n_steps)


def mean_left_out(mean, sd, n_steps, rng):
    return sd * rng.standard_normal(n_steps)


def sd_left_out(mean, sd, n_steps, rng):
    return mean + rng.standard_normal(n_steps)


def swapped(mean, sd, n_steps, rng):
    return rng.normal(sd, mean, n_steps)


def sd_times_mean(mean, sd, n_steps, rng):
    return mean * (1 + sd * rng.standard_normal(n_steps))


def mean_times_noise(mean, sd, n_steps, rng):
    return mean * (1 + rng.standard_normal(n_steps))


def same_number_throughout(mean, sd, n_steps, rng):
    return np.full(n_steps, mean + sd * rng.standard_normal())


def one_number(mean, sd, n_steps, rng):
    return mean + sd * rng.standard_normal()


def no_noise(mean, sd, n_steps, rng):
    return np.full(n_steps, mean)


def another_generator(mean, sd, n_steps, rng):
    rng = np.random.default_rng()
    return mean + sd * rng.standard_normal(n_steps)


def random_walk(mean, sd, n_steps, rng):
    return mean + np.cumsum(sd * rng.standard_normal(n_steps))


def only_upwards(mean, sd, n_steps, rng):
    return mean + sd * np.abs(rng.standard_normal(n_steps))


_LINE = "`mean + sd * rng.standard_normal(n_steps)`"

MISCONCEPTIONS = (
    Misconception(
        "variance for standard deviation",
        variance_for_sd,
        "The mean is right. You scale the noise by the *variance*, the square of `sd`.",
        f"Multiply by `sd` itself: {_LINE}.",
    ),
    Misconception(
        "root of the standard deviation",
        root_of_the_sd,
        "The mean is right. You scale the noise by the root of `sd`, but `sd` is no variance.",
        f"Multiply by `sd` itself: {_LINE}.",
    ),
    Misconception(
        "standard deviation as half-width",
        half_width,
        "The mean is right, the noise too weak by a factor of 1.7: uniform numbers between −1 and 1"
        " have a standard deviation of 1/√3, not of 1.",
        f"Multiply by `np.sqrt(3)` as well, or draw normal numbers: {_LINE}.",
    ),
    Misconception(
        "not centred",
        not_centred,
        "Your noise is never negative, so it lifts the mean; and it is too weak. `rng.random` draws"
        " between 0 and 1: what are its mean and its standard deviation?",
        f"Draw numbers with mean 0 and standard deviation 1: {_LINE}.",
    ),
    Misconception(
        "right width, not centred",
        right_width_not_centred,
        "The standard deviation is right. The mean is not: `rng.random` has a mean of 1/2.",
        "Subtract 0.5 from the random numbers before you multiply.",
    ),
    Misconception(
        "mean left out",
        mean_left_out,
        "The noise is right. It should be noise *around* `mean`.",
        f"Add the mean: {_LINE}.",
    ),
    Misconception(
        "standard deviation left out",
        sd_left_out,
        "Your noise does not depend on `sd`: its standard deviation is 1, some billion times too"
        " much for a current in amperes.",
        f"Multiply by `sd`: {_LINE}.",
    ),
    Misconception(
        "mean and standard deviation swapped",
        swapped,
        "Your mean is where the standard deviation should be, and the other way round.",
        "`rng.normal` takes the mean first: `rng.normal(mean, sd, n_steps)`.",
    ),
    Misconception(
        "standard deviation as a share of the mean",
        sd_times_mean,
        "You multiply `sd` by `mean`. But `sd` is in amperes already, no share of the mean.",
        f"Multiply the noise by `sd` alone: {_LINE}.",
    ),
    Misconception(
        "mean as standard deviation",
        mean_times_noise,
        "Your noise is as strong as the mean is large. Where does `sd` come in?",
        f"Multiply the noise by `sd`: {_LINE}.",
    ),
    Misconception(
        "one number throughout",
        same_number_throughout,
        "All steps get the same random number. Each should get one of its own.",
        f"Ask the generator for `n_steps` numbers: {_LINE}.",
    ),
    Misconception(
        "one number only",
        one_number,
        "One number comes back; one for each of the `n_steps` steps is asked for.",
        f"Ask the generator for `n_steps` numbers: {_LINE}.",
    ),
    Misconception(
        "no noise",
        no_noise,
        "Your current is constant: nothing in it is random.",
        f"Draw from the generator: {_LINE}.",
    ),
    Misconception(
        "another generator",
        another_generator,
        "The statistics are right, but `rng` was not touched: with numbers from elsewhere nobody"
        " can repeat the simulation.",
        "Draw from the generator that comes in, `rng.standard_normal(n_steps)`: not from"
        " `np.random`, nor from one that you make.",
    ),
    Misconception(
        "random walk",
        random_walk,
        "Your current wanders off: each step adds to the one before. Noise forgets, its steps are"
        " independent.",
        f"Leave out the sum: {_LINE}.",
    ),
    Misconception(
        "only upwards",
        only_upwards,
        "Your noise is never negative, so it lifts the mean.",
        f"Leave out the absolute value: {_LINE}.",
    ),
)


# Other right answers.


def normal(mean, sd, n_steps, rng):
    return rng.normal(mean, sd, n_steps)


def scaled(mean, sd, n_steps, rng):
    noise = rng.standard_normal(n_steps)
    return mean + sd * noise


def one_after_the_other(mean, sd, n_steps, rng):
    current = np.zeros(n_steps)
    for k in range(n_steps):
        current[k] = mean + sd * np.sqrt(3) * (2 * rng.random() - 1)
    return current


def coin_flips(mean, sd, n_steps, rng):
    return mean + sd * rng.choice([-1, 1], n_steps)


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "rng.normal": normal,
        "standard normal, scaled": scaled,
        "uniform, drawn one by one": one_after_the_other,
        "coin flips": coin_flips,
    },
)

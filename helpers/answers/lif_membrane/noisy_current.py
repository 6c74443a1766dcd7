"""Exercise 3.1: a noisy current."""

import numpy as np

from ..declaration import right, wrong


def reference(mean, sd, n_steps, rng):
    """Uniform noise, moved and stretched to the exact mean and standard deviation."""
    noise = rng.random(n_steps)
    return mean + sd * (noise - noise.mean()) / noise.std()


def steps(mean, sd, n_steps, rng):
    noise = rng.standard_normal(n_steps)
    current = mean + sd * noise
    return [
        ("the noise, a random number for each step: how many", noise.size),
        ("its mean, about 0", round(float(noise.mean()), 3)),
        ("its standard deviation, about 1", round(float(noise.std()), 3)),
        ("the mean of the current, with the noise stretched and moved", current.mean()),
        ("its standard deviation", current.std()),
    ]


_LINE = "`mean + sd * rng.standard_normal(n_steps)`"


@wrong(
    "The mean is right. You scale the noise by the *variance*, the square of `sd`.",
    nearly=f"Multiply by `sd` itself: {_LINE}.",
)
def variance_for_standard_deviation(mean, sd, n_steps, rng):
    return mean + sd**2 * rng.standard_normal(n_steps)


@wrong(
    "The mean is right. You scale the noise by the root of `sd`, but `sd` is no variance.",
    nearly=f"Multiply by `sd` itself: {_LINE}.",
)
def root_of_the_standard_deviation(mean, sd, n_steps, rng):
    return rng.normal(mean, np.sqrt(sd), n_steps)


@wrong(
    "The mean is right, the noise too weak by a factor of 1.7: uniform numbers between −1 and 1"
    " have a standard deviation of 1/√3, not of 1.",
    nearly=f"Multiply by `np.sqrt(3)` as well, or draw normal numbers: {_LINE}.",
    name="standard deviation as half-width",
)
def half_width(mean, sd, n_steps, rng):
    return mean + sd * (2 * rng.random(n_steps) - 1)


@wrong(
    "Your noise is never negative, so it lifts the mean; and it is too weak. `rng.random` draws"
    " between 0 and 1: what are its mean and its standard deviation?",
    nearly=f"Draw numbers with mean 0 and standard deviation 1: {_LINE}.",
)
def not_centred(mean, sd, n_steps, rng):
    return mean + sd * rng.random(n_steps)


@wrong(
    "The standard deviation is right. The mean is not: `rng.random` has a mean of 1/2.",
    nearly="Subtract 0.5 from the random numbers before you multiply.",
    name="right width, not centred",
)
def right_width_not_centred(mean, sd, n_steps, rng):
    return mean + np.sqrt(12) * sd * rng.random(n_steps)


@wrong("The noise is right. It should be noise *around* `mean`.", nearly=f"Add the mean: {_LINE}.")
def mean_left_out(mean, sd, n_steps, rng):
    return sd * rng.standard_normal(n_steps)


@wrong(
    "Your noise does not depend on `sd`: its standard deviation is 1, some billion times too much"
    " for a current in amperes.",
    nearly=f"Multiply by `sd`: {_LINE}.",
)
def standard_deviation_left_out(mean, sd, n_steps, rng):
    return mean + rng.standard_normal(n_steps)


@wrong(
    "Your mean is where the standard deviation should be, and the other way round.",
    nearly="`rng.normal` takes the mean first: `rng.normal(mean, sd, n_steps)`.",
    raises=True,
)
def mean_and_standard_deviation_swapped(mean, sd, n_steps, rng):
    return rng.normal(sd, mean, n_steps)


@wrong(
    "`mean` and `sd` have changed places.",
    nearly=f"Multiply by `sd`, and add `mean`: {_LINE}.",
    name="sd added, noise times the mean",
)
def mean_and_sd_swapped_in_the_formula(mean, sd, n_steps, rng):
    return sd + mean * rng.standard_normal(n_steps)


@wrong(
    "You multiply `sd` by `mean`. But `sd` is in amperes already, no share of the mean.",
    nearly=f"Multiply the noise by `sd` alone: {_LINE}.",
)
def standard_deviation_as_a_share_of_the_mean(mean, sd, n_steps, rng):
    return mean * (1 + sd * rng.standard_normal(n_steps))


@wrong(
    "Your noise is as strong as the mean is large. Where does `sd` come in?",
    nearly=f"Multiply the noise by `sd`: {_LINE}.",
)
def mean_as_standard_deviation(mean, sd, n_steps, rng):
    return mean * (1 + rng.standard_normal(n_steps))


@wrong(
    "All steps get the same random number. Each should get one of its own.",
    nearly=f"Ask the generator for `n_steps` numbers: {_LINE}.",
)
def one_number_throughout(mean, sd, n_steps, rng):
    return np.full(n_steps, mean + sd * rng.standard_normal())


@wrong(
    "One number comes back; one for each of the `n_steps` steps is asked for.",
    nearly=f"Ask the generator for `n_steps` numbers: {_LINE}.",
)
def one_number_only(mean, sd, n_steps, rng):
    return mean + sd * rng.standard_normal()


@wrong(
    "Your current is constant: nothing in it is random.",
    nearly=f"Draw from the generator: {_LINE}.",
)
def no_noise(mean, sd, n_steps, rng):
    return np.full(n_steps, mean)


@wrong(
    "The statistics are right, but `rng` was not touched: with numbers from elsewhere nobody can"
    " repeat the simulation.",
    nearly="Draw from the generator that comes in, `rng.standard_normal(n_steps)`: not from"
    " `np.random`, nor from one that you make.",
)
def another_generator(mean, sd, n_steps, rng):
    rng = np.random.default_rng()
    return mean + sd * rng.standard_normal(n_steps)


@wrong(
    "Your current wanders off: each step adds to the one before. Noise forgets, its steps are"
    " independent.",
    nearly=f"Leave out the sum: {_LINE}.",
)
def random_walk(mean, sd, n_steps, rng):
    return mean + np.cumsum(sd * rng.standard_normal(n_steps))


@wrong(
    "Your noise is never negative, so it lifts the mean.",
    nearly=f"Leave out the absolute value: {_LINE}.",
)
def only_upwards(mean, sd, n_steps, rng):
    return mean + sd * np.abs(rng.standard_normal(n_steps))


@wrong(
    "The standard deviation is right, the mean is not: you add it before you stretch the noise, so"
    " that it is multiplied by `sd`, too.",
    nearly=f"Multiply before you add, and mind the parentheses: {_LINE}.",
)
def mean_multiplied_as_well(mean, sd, n_steps, rng):
    return sd * (mean + rng.standard_normal(n_steps))


@wrong(
    "The mean is right, the noise too weak by a factor of 3.5: uniform numbers of width 1 have a"
    " standard deviation of 1/√12, not of 1.",
    nearly=f"Multiply by `np.sqrt(12)` as well, or draw normal numbers: {_LINE}.",
    name="standard deviation as width",
)
def width(mean, sd, n_steps, rng):
    return mean + sd * (rng.random(n_steps) - 0.5)


@wrong(
    "Your current never falls below 0. Noise may: what is cut off there is missing from the mean"
    " and the standard deviation.",
    nearly=f"Leave the values as they are: {_LINE}.",
)
def cut_off_at_0(mean, sd, n_steps, rng):
    return np.maximum(mean + sd * rng.standard_normal(n_steps), 0.0)


@wrong(
    "Successive values of your noise are alike: do two steps share a random number? Each should get"
    " one of its own.",
    nearly=f"Draw `n_steps` numbers: {_LINE}.",
)
def each_number_twice(mean, sd, n_steps, rng):
    return mean + sd * np.repeat(rng.standard_normal(n_steps), 2)[:n_steps]


@wrong(
    "Your noise lies around 0 where it should lie around `mean`, and it is as strong as the mean is"
    " large.",
    nearly=f"Multiply by `sd`, and add the mean: {_LINE}.",
)
def mean_times_noise(mean, sd, n_steps, rng):
    return mean * rng.standard_normal(n_steps)


@wrong(
    "The mean is right, the noise too weak by a factor of 1.2: −1, 0 and 1 have a standard"
    " deviation of 0.82, not of 1.",
    nearly=f"Draw from −1 and 1 alone, or normal numbers: {_LINE}.",
)
def three_values(mean, sd, n_steps, rng):
    return mean + sd * rng.integers(-1, 2, n_steps)


@wrong(
    "You return the noise itself, with a standard deviation of 1. Asked for is a current.",
    nearly=f"Multiply by `sd`, and add `mean`: {_LINE}.",
)
def the_noise_only(mean, sd, n_steps, rng):
    return rng.standard_normal(n_steps)


@wrong(
    "You *add* `sd`, and the noise keeps its standard deviation of 1, which is a whole ampere.",
    nearly=f"Multiply by `sd`: {_LINE}.",
)
def sd_added(mean, sd, n_steps, rng):
    return mean + sd + rng.standard_normal(n_steps)


@wrong(
    "Your noise lies around 0, not around `mean`, and is too strong: `mean` and `sd` are added"
    " before they are multiplied by it.",
    nearly=f"Multiply the noise by `sd` alone, then add `mean`: {_LINE}.",
)
def noise_times_the_sum(mean, sd, n_steps, rng):
    return (mean + sd) * rng.standard_normal(n_steps)


@wrong(
    "The mean is right, the noise half as strong as it should be. Is `sd` halved? If your numbers"
    " are uniform: √3 goes with those between −1 and 1, √12 with those between −0.5 and 0.5.",
    nearly=f"Draw numbers with standard deviation 1: {_LINE}.",
)
def half_as_strong(mean, sd, n_steps, rng):
    return mean + sd * np.sqrt(3) * (rng.random(n_steps) - 0.5)


@wrong(
    "Your coin shows 0 and 1: its mean is 1/2, and so is its standard deviation.",
    nearly=f"Let it show −1 and 1, `rng.choice([-1, 1], n_steps)`; or {_LINE}.",
)
def coin_of_0_and_1(mean, sd, n_steps, rng):
    return mean + sd * rng.integers(0, 2, n_steps)


@wrong(
    "Your noise is never positive. `rng.integers(-1, 1, ...)` draws −1 and 0: it ends before 1.",
    nearly=f"A coin that shows −1 and 1 is `rng.choice([-1, 1], n_steps)`; or {_LINE}.",
)
def coin_without_its_1(mean, sd, n_steps, rng):
    return mean + sd * rng.integers(-1, 1, n_steps)


@wrong(
    "The standard deviation is right. The mean is too large by `sd`: your random numbers have a"
    " mean of 1.",
    nearly=f"Subtract 1 from them before you multiply, or draw normal numbers: {_LINE}.",
)
def noise_around_1(mean, sd, n_steps, rng):
    return mean + sd * rng.exponential(1, n_steps)


@wrong(
    "Only the first value is drawn; after it all are still 0. A `return` inside the loop ends the"
    " function in its first pass.",
    nearly=f"Move `return` to the left, to the level of `for`. Or without a loop: {_LINE}.",
)
def return_in_the_loop(mean, sd, n_steps, rng):
    current = np.zeros(n_steps)
    current[0] = mean + sd * rng.standard_normal()
    return current


@wrong(
    "The numbers are right, the unit is not. In code, currents are in amperes.",
    nearly="Leave out the factor 1e12: it belongs where a number is printed or drawn.",
)
def picoamperes(mean, sd, n_steps, rng):
    return 1e12 * rng.normal(mean, sd, n_steps)


@wrong(
    "Your current never falls below 0: its sign is lost. Noise may make it negative.",
    nearly=f"Leave out the absolute value: {_LINE}.",
)
def folded_at_0(mean, sd, n_steps, rng):
    return np.abs(rng.normal(mean, sd, n_steps))


@wrong(
    "Your current has the mean of the notebook, 250 pA, and an SD of 177 pA, whatever comes in."
    " Does your function use the `mean` and the `sd` that it is given?",
    nearly=f"Write `mean` and `sd` where you have numbers now: {_LINE}.",
)
def numbers_of_the_notebook(mean, sd, n_steps, rng):
    return 250e-12 + 177e-12 * rng.standard_normal(n_steps)


@wrong(
    "The standard deviation is right. The mean is twice as large as it should be: is `mean` in your"
    " random numbers already, and added once more?",
    nearly=f"Add it once: {_LINE}, or `rng.normal(mean, sd, n_steps)`.",
)
def mean_added_twice(mean, sd, n_steps, rng):
    return mean + rng.normal(mean, sd, n_steps)


@right(name="rng.normal")
def normal(mean, sd, n_steps, rng):
    return rng.normal(mean, sd, n_steps)


@right(name="standard normal, scaled")
def scaled(mean, sd, n_steps, rng):
    noise = rng.standard_normal(n_steps)
    return mean + sd * noise


@right(name="uniform, drawn one by one")
def one_after_the_other(mean, sd, n_steps, rng):
    current = np.zeros(n_steps)
    for k in range(n_steps):
        current[k] = mean + sd * np.sqrt(3) * (2 * rng.random() - 1)
    return current


@right
def coin_flips(mean, sd, n_steps, rng):
    return mean + sd * rng.choice([-1, 1], n_steps)

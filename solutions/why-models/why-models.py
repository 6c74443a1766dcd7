# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Why models: what could these spikes be for?
#
# *Tutorial 5 of 6. About 70 minutes for the core. Parts marked **go further** are extra. Their exercises
# carry points of their own, and your instructor says whether they count.*
#
# A **what** model describes spikes. A **how** model finds a mechanism that makes them.
# A **why** model asks what they are good for. It names a goal and a limit, works out the best
# that anyone could do under that limit, and compares the neuron with it.
#
# Our goal here is to *say a lot*. Our limit is *few spikes*. Along the way you will
#
# - measure information in bits, with a function that you write,
# - find out which pattern of spikes could say most when spikes are scarce,
# - measure the entropy of recorded neurons, and compare it with the best.
#
# **You need** NumPy arrays and logarithms. Inter-spike intervals, the subject of tutorial 3, are explained again.
#
# **Thanks.** The path of this tutorial follows
# ["Why" models](https://github.com/NeuromatchAcademy/course-content/tree/main/tutorials/W1D1_ModelTypes)
# by Neuromatch Academy (content creators Matt Laporte, Byron Galbraith and Konrad Kording; reviewers
# Dalin Guo, Aishwarya Balwani, Madineh Sarvestani, Maryam Vaziri-Pashkam, Michael Waskom and Ella
# Batty; post-production Gagana B and Spiros Chavlis; CC BY 4.0). Text and code here are new. The
# population recording is a subset of the data that
# [Steinmetz et al. (2019)](https://doi.org/10.1038/s41586-019-1787-x) shared. The grasshopper
# recordings come with [nitime](https://nipy.org/nitime/) (BSD licence).

# %% cellView="form" tags=["hide-input"]
# @title Tools for this tutorial
import matplotlib.pyplot as plt
import numpy as np
from scipy import optimize

import helpers
from helpers import checks, data, demos, feedback, media, plots, predict

helpers.start()

# %% cellView="form" tags=["hide-input"]
# @title Slides of the day (optional)
media.slides(osf="6dxwe", title="Slides on what, how and why models")

# %% cellView="form" tags=["hide-input"]
# @title Video 1: What is a why model? (optional)
media.video(
    youtube="OOIDEr1e5Gg",
    bilibili="BV16t4y1Q7DR",
    title="Why models",
    about="A lecture that introduces why models: explaining a neuron by the goal that it may serve.",
)
feedback.ask("why-models/video-why-models")

# %% [markdown]
# ## Section 1: Optimization and information
#
# A spike is expensive. Ions flow in, pumps carry them back out, and the pumps run on energy. So a
# neuron can only afford so many spikes per second. Still, other neurons depend on what it says.
# That makes an optimization problem:
#
# > *With a fixed number of spikes, which pattern of firing could carry the most information?*
#
# To answer it we need a number for "information". Claude Shannon gave us one in 1948, the
# **entropy** of a random variable $X$:
#
# $$H_b(X) = -\sum_{x \in X} p(x) \, \log_b p(x)$$
#
# | symbol | meaning |
# |---|---|
# | $X$ | a random variable: something whose outcome we do not know beforehand |
# | $x$ | one of its possible outcomes |
# | $p(x)$ | the probability of that outcome |
# | $b$ | base of the logarithm; it sets the unit: $b=2$ gives *bits*, $b=e$ gives *nats* |
# | $H_b(X)$ | entropy: how surprised we are by an outcome, on average |
#
# We use bits throughout. One **bit** is what you learn from the answer to a yes-or-no question when yes and no are
# equally likely: did the coin land heads up? To find out which of four equally likely outcomes it was, you need two
# such questions ("Is it one of the first two?", then "Is it the first of the two that are left?"): 2 bits.
#
# The formula agrees: each of the four has $p = \tfrac14$, and $-\log_2 \tfrac14 = 2$. So read $-\log_2 p(x)$ as the
# surprise of the outcome $x$, in bits. Entropy is the average surprise, in which each outcome counts in proportion
# to its probability. (The Notation table at the end lists all symbols, and the Bonus explains why it
# has to be this formula.)
#
# Our distributions are lists of probabilities: entry $i$ is $p(x_i)$, and all entries sum to 1.
# Such a list is a **probability mass function**, or pmf. The *mass* of a point is its share of the
# total probability. We begin with the simplest pmf of all: 50 points, and all the mass on the one in
# the middle. (`plt.hist` is no help here: it counts samples, and we already have the probabilities.
# `plots.pmf` draws them as steps.)

# %%
n_bins = 50  # number of points
edges = np.linspace(0, 1, n_bins + 1)  # edges of the 50 bins around them

one_point = np.zeros(n_bins)  # shape (50,)
one_point[n_bins // 2] = 1.0  # all the mass in the middle

ax = plots.pmf(one_point, edges, unit=None, xlabel="x", title="All mass on one point")
helpers.show(
    ax, alt="A pmf over 50 bins from 0 to 1: one bar of height 1 in the middle, zero elsewhere."
)

# %% [markdown]
# Draw from this distribution as often as you like: you get the same point each time. A distribution
# like that is called **deterministic**.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/one-point",
    "All the mass sits on one of 50 points. How many bits of entropy is that, and why?",
)

# %% [markdown]
# ### Exercise 1.1: Compute the entropy (core)
#
# Your turn soon. First an example of the two tools that you need, a mask and a logarithm. Four dishes
# began with one bacterium each. How many times did the bacteria double, in the dishes where any
# survived?

# %%
bacteria = np.array([8, 0, 2, 32])  # in each dish
alive = bacteria[bacteria > 0]  # a mask keeps the entries where the comparison is true
doublings = np.log2(alive)  # how many factors of 2: 2 * 2 * 2 = 8, so the first doubled 3 times

print("alive:    ", alive)
print("doublings:", doublings, "on average:", np.mean(doublings))

# %% [markdown]
# Without the mask we would be in trouble: `np.log2(0)` is `-inf`, with a warning.
#
# Now write `entropy(pmf)`, in bits. Two things to watch:
#
# - The logarithm has a base. (`np.log` has base $e$, `np.log10` base 10.)
# - Outcomes that never happen must add nothing. By convention $0 \log 0 = 0$, because
#   $p \log p \to 0$ as $p \to 0$. But NumPy works out `0 * -inf` as `nan`, and one `nan` spoils the whole
#   sum. So leave the zeros out before you take the logarithm.


# %% nbgrader={"grade": false, "grade_id": "entropy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def entropy(pmf):
    """Entropy of a discrete distribution.

    Parameters
    ----------
    pmf : array, shape (n_points,)
        Probabilities (no unit). None is negative, and they sum to 1.

    Returns
    -------
    float
        Entropy in bits.
    """
    ### BEGIN SOLUTION: Exercise 1.1: compute the entropy in bits
    # 1. Keep only the outcomes that can happen: those with a probability above zero.
    possible = pmf[pmf > 0]  # hidden

    # 2. Put them into Shannon's formula, with the logarithm that gives bits.
    bits = -np.sum(possible * np.log2(possible))  # hidden

    # 3. Return that one number. (If -0.00 is printed below, add 0.0 to it: that makes it 0.00.)
    return bits + 0.0
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "entropy-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.why_models.entropy(entropy)
### BEGIN HIDDEN TESTS
checks.why_models.entropy(entropy, seed=1948)
### END HIDDEN TESTS

# %%
with helpers.needs(entropy):
    print(f"one certain point:       {entropy(one_point):.2f} bits")
    print(f"chances 1/2, 1/4, 1/4:   {entropy(np.array([0.5, 0.25, 0.25])):.2f} bits")

# %% cellView="form" tags=["hide-input"]
# @title Your prediction, and how was this exercise?
predict.recall("why-models/one-point")
feedback.ask("why-models/entropy")

# %% [markdown]
# If your check is green: well done, that function carries the rest of this tutorial.
#
# One certain point gives no surprise, so no entropy. By hand: $-1 \cdot \log_2 1 = 0$.
#
# ### Where the mass sits, and how it is shared
#
# Now move the peak to another point. Then split it in two.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/two-points",
    "(a) Move the one peak to another point. (b) Split it into two equal halves. "
    "What is the entropy of each?",
)

# %%
moved_point = np.zeros(n_bins)
moved_point[2] = 1.0

two_points = np.zeros(n_bins)
two_points[n_bins // 3] = 0.5
two_points[2 * n_bins // 3] = 0.5

axes = plots.pmf_panels(
    [moved_point, two_points], edges, titles=["Moved", "Split in two"], unit=None, xlabel="x"
)
helpers.show(
    axes,
    alt="Two pmfs over 50 bins from 0 to 1. (1) One bar of height 1 near 0. "
    "(2) Two bars of height 0.5, at one third and two thirds.",
)

predict.recall("why-models/two-points")
with helpers.needs(entropy):
    print(f"moved: {entropy(moved_point):.2f} bits")
    print(f"split: {entropy(two_points):.2f} bits")

# %% [markdown]
# Entropy does not care *which* point it is. It cares how well you could guess. One peak is certain
# wherever it stands: 0 bits. Two equal peaks are one fair coin flip:
# $-(\tfrac12 \log_2 \tfrac12 + \tfrac12 \log_2 \tfrac12) = 1$ bit.
#
# What if the coin is not fair? Drag the slider. The demo calls *your* `entropy` at every step. Where is
# the top of the curve? And what do you get for weights of 0.2 and 0.8?

# %% cellView="form" tags=["hide-input"]
# @title Interactive demo 1: two peaks that share the mass
demos.why_models.two_peaks(entropy)

# %% [markdown]
# An uneven split is easier to guess, so it has less entropy:
# $-(0.2 \log_2 0.2 + 0.8 \log_2 0.8) \approx 0.72$ bits.
#
# **Try other peaks (go further).** Change the points and their probabilities below, and run the cell again. Can
# you get past 3 bits? How many peaks does it take?

# %%
peaks = {10: 0.1, 20: 0.3, 30: 0.4, 40: 0.2}  # point (0 to 49): probability

my_pmf = np.zeros(n_bins)
for point, probability in peaks.items():
    my_pmf[point] = probability

print(f"your probabilities sum to {np.sum(my_pmf):.2f} (for a pmf it must be 1)")
with helpers.needs(entropy):
    ax = plots.pmf(my_pmf, edges, unit=None, xlabel="x", title=f"{entropy(my_pmf):.2f} bits")
    helpers.show(
        ax, alt="The pmf that you chose: a bar for each peak. The title gives its entropy."
    )

# %% [markdown]
# ### The largest possible entropy
#
# Go on splitting, until all 50 points have the same mass. That is the **uniform distribution**.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/uniform",
    "All 50 points get the same mass. Roughly how many bits? (Hint: 2 × 2 × 2 × 2 × 2 = 32.)",
)

# %%
uniform = np.ones(n_bins) / n_bins

ax = plots.pmf(uniform, edges, unit=None, xlabel="x", title="Uniform: all points alike")
ax.set_ylim(0, 1)
helpers.show(ax, alt="A pmf over 50 bins from 0 to 1: a flat line of height 0.02.")

predict.recall("why-models/uniform")
print(f"log2({n_bins}):       {np.log2(n_bins):.2f} bits")
with helpers.needs(entropy):
    print(f"your function:  {entropy(uniform):.2f} bits")

# %% [markdown]
# Why the logarithm of 50? Let $N$ be the number of points, each with the mass $p_i = 1/N$:
#
# $$\begin{aligned}
# -\sum_{i=1}^{N} p_i \log_b p_i &= -\sum_{i=1}^{N} \frac{1}{N} \log_b \frac{1}{N} \\
#   &= -\log_b \frac{1}{N} = \log_b N
# \end{aligned}$$
#
# No distribution over $N$ points has more entropy than this one. So every entropy over $N$ points lies
# between 0 and $\log_b N$. Keep that in mind: it is a bug detector that costs nothing.
#
# **Think! 1.** Two friends try their own `entropy` on the uniform pmf. One forgot the factor $p$, the
# other took the natural logarithm. Which of the two bugs does the limit $\log_2 50$ catch? What would
# catch the other one?

# %%
for friend, value in [
    ("without the factor p", n_bins * np.log2(n_bins)),
    ("natural logarithm", np.log(n_bins)),
]:
    verdict = "above the limit" if value > np.log2(n_bins) else "within the limits"
    print(f"{friend:>20}: {value:6.2f}, {verdict}")

# %% [markdown]
# <details>
# <summary>One answer</summary>
#
# Without the factor $p$ the sum runs far past the limit. The natural logarithm gives a smaller
# number (the entropy in nats), which stays within the limits. So a limit catches only some bugs. A case
# whose answer you know catches this one: the fair coin must give 1 bit.
#
# </details>

# %% [markdown]
# ## Section 2: Information, neurons, and spikes
#
# *About 30 minutes from the start.*

# %% cellView="form" tags=["hide-input"]
# @title Video 2: Entropy of different distributions (optional)
media.video(
    youtube="o6nyrx3KH20",
    bilibili="BV1df4y1976g",
    title="Entropy of different distributions",
    about="A lecture that compares the entropy of deterministic, uniform and exponential "
    "distributions of inter-spike intervals.",
)
feedback.ask("why-models/video-distributions")

# %% [markdown]
# Suppose a neuron speaks through its **inter-spike intervals** (ISIs), the times between one spike and
# the next. If every spike costs the same, then a fixed energy budget fixes the mean firing rate. And
# the mean rate is one over the mean ISI. So now we can ask our question exactly:
#
# > *Among all ISI distributions with the same mean, which has the largest entropy?*
#
# One warning before we start. **Entropy is what a neuron could say, not what it does say.** Imagine a
# neuron without any noise, in which every difference between ISIs means something. Its ISIs could carry
# as many bits as their entropy. A real neuron is noisy: play it the same sound twice, and the ISIs
# come out a little different. That part of the variety carries no message. So entropy is an upper
# limit on the information, and that is how we use it here.
#
# Three candidates, each meant to have a mean ISI of 25 ms (40 spikes per second):
#
# 1. **Deterministic**: a clock. Every ISI is the same.
# 2. **Uniform**: every ISI from 0 to twice the mean is equally likely.
# 3. **Exponential**: short ISIs are common, long ones rare, like the clicks of a Geiger counter.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/three-neurons",
    "Order the three neurons (exponential, clock, uniform) from least to most entropy.",
)

# %%
mean_isi = 0.025  # s
bins = np.linspace(0, 0.25, n_bins + 1)  # s, shape (51,): edges of 50 bins of 5 ms
centres = (bins[:-1] + bins[1:]) / 2  # s, shape (50,)
mean_bin = np.searchsorted(bins, mean_isi)  # the bin that begins at the mean


def exponential_pmf(mean, edges):
    """Exponential ISIs with this mean (s), as a pmf over the bins between these edges (s)."""
    longer = np.exp(-edges / mean)  # the share of ISIs that are longer than each edge
    return -np.diff(longer)


pmf_single = np.zeros(n_bins)
pmf_single[mean_bin] = 1.0

pmf_uniform = np.zeros(n_bins)
pmf_uniform[: 2 * mean_bin] = 1 / (2 * mean_bin)

pmf_exp = exponential_pmf(mean_isi, bins)

axes = plots.pmf_panels(
    [pmf_single, pmf_uniform, pmf_exp], bins, titles=["Deterministic", "Uniform", "Exponential"]
)
helpers.show(
    axes,
    alt="Three ISI pmfs from 0 to 250 ms. (1) One bar at 25 to 30 ms. (2) Ten equal bars from 0 to "
    "50 ms. (3) Bars that fall exponentially from 0.18.",
)

# %%
predict.recall("why-models/three-neurons")
with helpers.needs(entropy):
    for name, pmf in [
        ("deterministic", pmf_single),
        ("uniform", pmf_uniform),
        ("exponential", pmf_exp),
    ]:
        mean_ms = 1000 * np.sum(pmf * centres)
        print(f"{name:>13}: {entropy(pmf):.2f} bits per interval, mean {mean_ms:.2f} ms")

# %% [markdown]
# The clock can say nothing at all: you know the next ISI before it comes. The exponential could say
# most, even though it crowds its mass at short ISIs: they keep the mean low, so that it can afford a few very
# long ISIs as well. That spreads it over more bins than the uniform.
#
# **Look at the means, too.** On this grid they are not quite equal. We count every ISI as if it lay in the middle of
# its bin. That gives the clock a mean of 27.5 ms, and the exponential one slightly above 25 ms. For the clock that
# changes nothing: one point has zero entropy wherever it stands. But is the exponential ahead only because its
# mean is a little larger? And did we pick the right candidates in the first place? There are infinitely many
# others.

# %% [markdown]
# ### Exercise 2.1: Let the computer search (go further)
#
# Let us not rely on our three candidates. We can search *all* pmfs over the 50 bins whose mean is
# exactly 25 ms, and take the one with the largest entropy.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/search",
    "What will the winner look like? And will it have more bits than our exponential?",
)

# %% [markdown]
# This is a **constrained optimization**: make something as large or as small as possible, while certain sums have
# to come out right. SciPy's `optimize.minimize` does it with the method "SLSQP"
# ([its page](https://docs.scipy.org/doc/scipy/reference/optimize.minimize-slsqp.html)). Here is an example to copy
# and adapt. Three muscles bend your elbow, each with its own lever arm. Together they must produce a torque
# of 6 N m. Which forces do that with the least effort, if effort is the sum of the squared forces?

# %%
lever_arms = np.array([0.02, 0.04, 0.05])  # m, shape (3,)
torque = 6.0  # N m

# 1. A place to start. It need not fulfil the constraint.
first_guess = np.full(3, 50.0)  # N


# 2. What the search makes small: a function of one array that returns a number.
def effort(forces):
    return np.sum(forces**2)


# 3. The constraint: the sum of the forces, weighted by the lever arms, must be the torque.
rows = [lever_arms]  # a row of weights for each sum
torque_is_right = optimize.LinearConstraint(rows, [torque], [torque])  # weights, least, most

# 4. Search. Each force has its bounds: a muscle can pull with up to 500 N, and it cannot push.
result = optimize.minimize(
    effort,
    first_guess,
    method="SLSQP",
    bounds=[(0, 500)] * 3,
    constraints=torque_is_right,
    tol=1e-9,
)

# 5. The result has the answer in its attribute `x`.
print("forces:", np.round(result.x, 1), "N")
print(f"torque: {np.sum(lever_arms * result.x):.2f} N m")

# %% [markdown]
# The longer a muscle's lever arm, the harder it should pull. (Is that what you would have guessed?)
#
# Now write `max_entropy_pmf` in the same five steps. Three things are different:
#
# - SciPy only *minimizes*, and you want the *largest* entropy. Reuse your `entropy`.
# - Two sums have to come out right: the probabilities must sum to 1, and the mean of the distribution must be `mean`.
#   Each sum needs a row of its own, with one weight for each probability. Which weights make a plain sum? And which
#   make the mean, in which each value counts in proportion to its probability? Two rows also need two least
#   values and two most values.
# - Let the bounds of each entry be `(1e-12, 1)`, so that no logarithm meets a zero. There are as many entries as
#   `values`, which need not be 50. And let the search be more patient: with `tol=1e-12` it stops only when it hardly
#   gets any better.


# %% nbgrader={"grade": false, "grade_id": "max-entropy-pmf", "locked": false, "schema_version": 3, "solution": true, "task": false}
def max_entropy_pmf(values, mean):
    """Of all pmfs over `values` with this mean, the one with the largest entropy.

    Parameters
    ----------
    values : array, shape (n_values,)
        The possible outcomes, increasing, in any unit.
    mean : float
        The mean that the distribution must have, in the same unit.

    Returns
    -------
    array, shape (n_values,)
        Probabilities (no unit); they sum to 1.
    """
    ### BEGIN SOLUTION: Exercise 2.1: search for the pmf with the largest entropy
    # 1. A place to start. Any pmf will do, for instance the uniform one.
    n = len(values)  # hidden
    start = np.ones(n) / n  # hidden

    # 2. What the search makes small: a function of the pmf.
    def cost(pmf):  # hidden
        return -entropy(pmf)

    # 3. The constraints: a row of weights for each sum, and what each sum must be.
    weights = [np.ones(n), values]  # hidden
    sums = optimize.LinearConstraint(weights, [1, mean], [1, mean])  # hidden

    # 4. Search.
    found = optimize.minimize(  # hidden
        cost, start, method="SLSQP", bounds=[(1e-12, 1)] * n, constraints=sums, tol=1e-12
    )

    # 5. Return the pmf that was found.
    return found.x
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "max-entropy-pmf-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.why_models.max_entropy_pmf(max_entropy_pmf)
### BEGIN HIDDEN TESTS
checks.why_models.max_entropy_pmf(max_entropy_pmf, seed=1957)
### END HIDDEN TESTS

# %%
predict.recall("why-models/search")
with helpers.needs(entropy, max_entropy_pmf):
    pmf_best = max_entropy_pmf(centres, mean_isi)
    print(
        f"the winner: {entropy(pmf_best):.3f} bits, mean {1000 * np.sum(pmf_best * centres):.2f} ms"
    )
    print(
        f"exponential: {entropy(pmf_exp):.3f} bits, mean {1000 * np.sum(pmf_exp * centres):.2f} ms"
    )

    ax = plots.pmf(pmf_best, bins, label="found by search")
    ax.plot(1000 * centres, pmf_exp, "k.", markersize=4, label="exponential of section 2")
    ax.legend()
    helpers.show(
        ax,
        alt="The pmf found by search, from 0 to 250 ms, falls smoothly from 0.18 towards zero; "
        "the dots of the exponential lie on it.",
    )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("why-models/max-entropy")

# %% [markdown]
# That was a hard one, so congratulations if you got here. Nobody told the search about exponentials, and it
# found one. (It has a few thousandths of a bit less than our exponential, because its mean is exactly 25 ms and
# not a little more.)
#
# <details>
# <summary>Why it must be the exponential: the derivation</summary>
#
# We want the largest $H = -\sum_i p_i \ln p_i$ (in nats; the base does not move the maximum) subject to
# $\sum_i p_i = 1$ and $\sum_i p_i x_i = \bar{x}$, where $x_i$ is the ISI at bin $i$ and $\bar{x}$ the mean ISI.
# Give each constraint a Lagrange multiplier, $a$ and $c$:
#
# $$\begin{aligned}
# L = -\sum_i p_i \ln p_i &- a \Big(\sum_i p_i - 1\Big) \\
#   &- c \Big(\sum_i p_i x_i - \bar{x}\Big)
# \end{aligned}$$
#
# At the maximum, no small change of any $p_i$ helps:
#
# $$\begin{aligned}
# \frac{\partial L}{\partial p_i} &= -\ln p_i - 1 - a - c \, x_i = 0 \\
#   \Rightarrow\quad p_i &= e^{-1-a} \, e^{-c x_i}
# \end{aligned}$$
#
# So $p_i$ falls exponentially with $x_i$. The multiplier $a$ makes the sum 1, and $c$ makes the
# mean $\bar{x}$. As $H$ is concave, there is just one maximum. In the limit of narrow bins and
# ISIs of any length, $c = 1/\bar{x}$, the mean firing rate: these are the ISIs of a Poisson process.
#
# </details>

# %% [markdown]
# ## Section 3: The entropy of recorded neurons
#
# *About 38 minutes from the start.*
#
# ### 3.1 From counts to probabilities

# %% cellView="form" tags=["hide-input"]
# @title Video 3: Probabilities from a histogram (optional)
media.video(
    youtube="e2U_-07O9jo",
    bilibili="BV1Jk4y1B7cz",
    title="Probabilities from a histogram",
    about="A lecture that turns a histogram of inter-spike intervals into a probability mass "
    "function.",
)
feedback.ask("why-models/video-histogram")

# %% [markdown]
# So far we made our pmfs up. Real ones must be estimated. Here are two recordings of auditory receptor
# neurons of grasshoppers, 10 s each, made while a tone of fluctuating loudness was played. Their ISIs are
# short, so we count them in 50 bins of 1 ms.

# %%
receptors = data.load("grasshopper")
fine_bins = np.linspace(0, 0.05, n_bins + 1)  # s; edges of 50 bins of 1 ms
isis_receptor = np.diff(receptors[0])  # s, shape (928,)
counts_receptor, _ = np.histogram(isis_receptor, fine_bins)  # shape (50,)

print(f"{receptors.name(0)}: {len(isis_receptor)} ISIs, mean {1000 * isis_receptor.mean():.1f} ms")
ax = plots.isi_histogram(isis_receptor, fine_bins, title=receptors.name(0))
helpers.show(
    ax,
    alt="Histogram of a receptor neuron's ISIs in bins of 1 ms: none below 3 ms, a steep rise to a peak "
    "near 6 ms, then a tail that ends at 43 ms.",
)

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/recorded",
    "With this neuron's mean ISI, in 1-ms bins, an exponential would have 4.87 bits. "
    "How far below that will the recorded neuron be: 0.1 bits, 0.5 bits, 2 bits? "
    "What in the histogram makes you think so?",
)

# %% [markdown]
# ### Exercise 3.1: From counts to a pmf (core)
#
# The estimate of a probability is simply a share:
#
# $$p_i = \frac{n_i}{\sum_j n_j}$$
#
# where $n_i$ is the number of ISIs in bin $i$ and $p_i$ our estimate of the probability that an ISI falls
# into that bin.
#
# An example of how NumPy works with a whole array and a single number at once: a Geiger counter stood for 10 s
# near each of three rocks.

# %%
clicks = np.array([12, 30, 18])  # near each rock
quietest = np.min(clicks)  # one number, from the whole array

print("clicks per second:         ", clicks / 10)  # divides each entry
print("more than the quietest rock:", clicks - quietest)  # subtracts from each entry
print("the counts themselves:     ", clicks)  # as they were: `/` and `-` make new arrays

# %% [markdown]
# Now write `pmf_from_counts(counts)`.


# %% nbgrader={"grade": false, "grade_id": "pmf-from-counts", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pmf_from_counts(counts):
    """Estimate a pmf from the counts of a histogram.

    Parameters
    ----------
    counts : array of int, shape (n_bins,)
        How many observations fell into each bin (no unit); at least one did.

    Returns
    -------
    array of float, shape (n_bins,)
        Estimated probabilities (no unit); they sum to 1. `counts` is left as it is.
    """
    ### BEGIN SOLUTION: Exercise 3.1: turn counts into probabilities
    # 1. How many observations are there in all bins together?
    total = np.sum(counts)  # hidden

    # 2. Return the share of each bin.
    return counts / total
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "pmf-from-counts-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.why_models.pmf_from_counts(pmf_from_counts)
### BEGIN HIDDEN TESTS
checks.why_models.pmf_from_counts(pmf_from_counts, seed=1982)
### END HIDDEN TESTS

# %%
with helpers.needs(pmf_from_counts):
    pmf_receptor = pmf_from_counts(counts_receptor)
    ax = plots.pmf(pmf_receptor, fine_bins, title=receptors.name(0))
    helpers.show(
        ax,
        alt="The receptor neuron's ISI pmf in bins of 1 ms: the same shape as the histogram, with "
        "probabilities up to about 0.14 on the vertical axis.",
    )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("why-models/pmf")

# %% [markdown]
# ### 3.2 From a pmf to bits

# %% cellView="form" tags=["hide-input"]
# @title Video 4: Entropy from a pmf (optional)
media.video(
    youtube="Xjy-jj-6Oz0",
    bilibili="BV1vA411e7Cd",
    title="Calculating entropy from a pmf",
    about="A lecture that computes the entropy of a recorded neuron from its pmf.",
)
feedback.ask("why-models/video-entropy")

# %% [markdown]
# Good: now you can put your two functions together. Next to each neuron's entropy we print that of the exponential
# with the same mean ISI, in bins of the same width that reach far into its tail.


# %%
def exponential_bits(mean):
    """Entropy of exponential ISIs with this mean (s), in bins of 1 ms."""
    return entropy(exponential_pmf(mean, np.arange(0, 40 * mean, 0.001)))


def recorded_bits(intervals):
    """Entropy of recorded ISIs (s), in bins of 1 ms."""
    counts, _ = np.histogram(intervals, fine_bins)
    return entropy(pmf_from_counts(counts))


predict.recall("why-models/recorded")
with helpers.needs(entropy, pmf_from_counts):
    for i, spike_times in enumerate(receptors):
        intervals = np.diff(spike_times)  # s
        print(f"{receptors.name(i)}: {recorded_bits(intervals):.2f} bits per ISI,", end=" ")
        print(f"exponential {exponential_bits(intervals.mean()):.2f} bits")

# %% [markdown]
# Both stay below the exponential. Look at the histogram again: there is nothing below 3 ms. After a spike a
# neuron cannot fire again at once; it is **refractory**. The shortest ISIs, which the exponential uses most,
# are out of its reach.
#
# So let us be fair and give the exponential the same limit. Suppose that the refractory period is as long as
# the shortest ISI. Then the best is an exponential that starts there, and falls more steeply to keep the
# same mean. Before you run the cell: will that explain a tenth of the gap, or half of it, or more?

# %%
with helpers.needs(entropy, pmf_from_counts):
    for i, spike_times in enumerate(receptors):
        intervals = np.diff(spike_times)  # s
        best = exponential_bits(intervals.mean())
        # An exponential that starts later has the same shape: only its mean beyond the start counts.
        late = exponential_bits(intervals.mean() - intervals.min())
        explained = (best - late) / (best - recorded_bits(intervals))
        print(f"{receptors.name(i)}: exponential from {1000 * intervals.min():.1f} ms on,", end=" ")
        print(f"{late:.2f} bits per ISI. That explains {explained:.0%} of the gap.")

# %% [markdown]
# For both neurons the refractory period explains more than half of the gap. This is how a why model helps: it tells
# us what one limit costs, and how much is left for something else to explain.
#
# **Now a whole population.** Steinmetz et al. (2019) recorded from the brains of mice with Neuropixels probes, each
# of which has hundreds of electrodes. We use one recording session with one mouse. A program sorted the
# spikes by their shape and place into 734 groups, and we treat each group as one neuron.
#
# The recording is downloaded once. Where that is not possible, a synthetic stand-in of the same size takes its place
# and says so wherever it appears. We look at neuron 283 first.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/neuron-283",
    "How can you tell from a histogram whether a neuron's ISIs are exponential? "
    "Where is the highest bin then?",
)

# %%
population = data.load("steinmetz")
print(f"{len(population)} neurons, {population.duration:.0f} s, {population.source}")

neuron = 283
isis_neuron = np.diff(population[neuron])  # s
in_range = isis_neuron[isis_neuron < bins[-1]]  # those that fall into our bins
counts_neuron, _ = np.histogram(in_range, bins)
predict.recall("why-models/neuron-283")
print(f"ISIs in range: {len(in_range)} of {len(isis_neuron)}")
cv = isis_neuron.std() / isis_neuron.mean()  # standard deviation over mean
print(f"coefficient of variation (CV) of all ISIs: {cv:.2f} (exponential: 1)")
with helpers.needs(entropy, pmf_from_counts):
    pmf_neuron = pmf_from_counts(counts_neuron)
    first = exponential_pmf(isis_neuron.mean(), bins)[0]
    print(f"share of the first bin: {pmf_neuron[0]:.2f} (exponential: {first:.2f})")
    title = f"{population.name(neuron)}: {entropy(pmf_neuron):.2f} bits"
    ax = plots.pmf(pmf_neuron, bins, title=title)
    helpers.show(
        ax,
        alt="ISI pmf of neuron 283 in bins of 5 ms: almost nothing in the first bin, a broad peak near 0.16 "
        "from 5 to 25 ms, then a smooth fall to zero near 100 ms. The title gives its entropy.",
    )

# %% [markdown]
# Is it exponential? An exponential has its highest bin first, and a **coefficient of variation** (CV, the standard
# deviation over the mean) of 1. Compare both with what was printed.
#
# *If you see "synthetic" above:* these spikes are made up. We gave this neuron the ISI histogram of the recorded
# neuron 283, so you can practise on it. But whatever you find in made-up spikes, somebody put there: it tells you
# nothing about the brain.
#
# Now drag the slider through all neurons. The dashed line is the exponential with the same mean.

# %% cellView="form" tags=["hide-input"]
# @title Interactive demo 2: the entropy of every neuron
demos.why_models.entropy_of_neurons(entropy, pmf_from_counts, population)

# %% cellView="form" tags=["hide-input"]
# @title How was this demo?
feedback.ask("why-models/demo-neurons")

# %% [markdown]
# **Think! 2.** Find a neuron with few spikes and one with many. Is the entropy of one "better" than that
# of the other?
#
# <details>
# <summary>One answer</summary>
#
# Careful: the mean rate is not fixed here. A slow neuron with flat, spread-out ISIs can have more bits per
# ISI than a fast one whose ISIs look exponential, because long ISIs leave more room. Compare each neuron
# with the exponential of *its own* mean. Two more traps: ISIs beyond 250 ms are left out, and a neuron
# without a single ISI in range has *no* entropy. That is not the same as 0 bits.
#
# </details>
#
# *In a hurry? The rest of section 3 is for those who go further. The core goes on with section 4.*

# %% [markdown]
# ### 3.3 What refractoriness costs (go further)
#
# We have seen what the refractory period costs two neurons. What about others?

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/refractory",
    "Two neurons cannot fire for 5 ms after a spike. One has a mean ISI of 25 ms, the other of 10 ms. "
    "Which of them loses more bits per spike? How many, roughly?",
)

# %%
predict.recall("why-models/refractory")
t_ref = np.linspace(0, 0.009, 10)  # s
with helpers.needs(entropy):
    fig, ax = plt.subplots()
    for mean in (0.025, 0.010):  # s
        most = np.array([exponential_bits(mean - period) for period in t_ref])
        plots.refractory_cost(t_ref, most, ax, label=f"mean ISI {1000 * mean:.0f} ms")
        formula = np.log2(mean / (mean - t_ref[5]))
        print(f"mean ISI {1000 * mean:.0f} ms, refractory for {1000 * t_ref[5]:.0f} ms:", end=" ")
        print(f"{most[0] - most[5]:.2f} bits lost per spike, by the formula below {formula:.2f}")
    ax.set_ylabel("Largest entropy (bits per spike)")
    helpers.show(
        ax,
        alt="The most bits per spike, in bins of 1 ms, against the refractory period from 0 to 9 ms. With a mean "
        "ISI of 25 ms it falls slowly, from 6.1 to 5.4 bits; with a mean of 10 ms steeply, from 4.8 to 1.5 bits.",
    )

# %% [markdown]
# The faster a neuron fires, the more its refractory period costs.
#
# Where does the formula come from? Hold the mean ISI $\bar{x}$ fixed and forbid all ISIs shorter than
# $t_\mathrm{ref}$. Then the best that is left is an exponential that starts at $t_\mathrm{ref}$ and has the
# mean $\bar{x} - t_\mathrm{ref}$ beyond it. With narrow bins, the entropy of an exponential grows as the logarithm of
# its mean. So the neuron loses
#
# $$\Delta H = \log_2 \frac{\bar{x}}{\bar{x} - t_\mathrm{ref}} \quad \text{bits per spike.}$$

# %% [markdown]
# ### 3.4 How many ISIs are enough? (go further)
#
# A pmf that is estimated from few ISIs looks more ragged than the true one, and part of its tail is missing.
# What does that do to the entropy?

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/enough",
    "You have only 20 ISIs of a neuron. Will the entropy of their pmf come out too high or too low? "
    "And how many ISIs will be enough?",
)

# %% [markdown]
# Putting an estimated pmf into the formula as it is gives the **plug-in estimate**. Miller and Madow found a simple
# correction: add $(K-1)/(2n \ln 2)$ bits, where $K$ is the number of bins that are not empty and
# $n = \sum_i n_i$ the number of ISIs. Let us take small samples of neuron 283's ISIs, 30 of each size, and see. The
# lines show the mean over the samples, and the bands hold the middle 80 % of them.

# %%
predict.recall("why-models/enough")
rng = np.random.default_rng(283)
sizes = np.array([20, 50, 100, 200, 500, 1000, 2000, 5000])  # ISIs per sample
repeats = 30

with helpers.needs(entropy, pmf_from_counts):
    plug_in = np.empty((len(sizes), repeats))  # bits
    corrected = np.empty((len(sizes), repeats))  # bits
    for k, size in enumerate(sizes):
        for r in range(repeats):
            sample_counts, _ = np.histogram(rng.choice(in_range, size), bins)
            plug_in[k, r] = entropy(pmf_from_counts(sample_counts))
            occupied = np.sum(sample_counts > 0)
            corrected[k, r] = plug_in[k, r] + (occupied - 1) / (2 * size * np.log(2))
    ax = plots.entropy_estimates(sizes, plug_in, label="plug-in", title=population.name(neuron))
    plots.entropy_estimates(sizes, corrected, ax, label="Miller–Madow", truth=entropy(pmf_neuron))
    helpers.show(
        ax,
        alt="Entropy estimate against the number of ISIs, on a logarithmic axis. The plug-in estimate "
        "starts about half a bit too low at 20 ISIs and climbs to that of all ISIs by 1000; the Miller–Madow "
        "estimate starts much closer.",
    )

# %% [markdown]
# From few ISIs the plug-in estimate comes out too low on average, and the correction brings it much closer. How many ISIs
# would you ask for, to be within a tenth of a bit?
#
# ### Exercise 3.2: Bits per spike, bits per second (go further)
#
# A slow neuron can say more *per spike*. A fast neuron gets to say something more *often*. Which of
# the two matters depends on what is scarce: spikes, or time. So report both:
#
# - **bits per spike**, the entropy of the ISI pmf (each spike ends one ISI),
# - **bits per second**, how much that is in a second of the spike train.
#
# Both are upper limits at this bin width. A neuron reaches them only if it is free of noise and its ISIs are
# independent of each other.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "why-models/rates",
    "The receptor neurons have a mean ISI of about 11 ms, neuron 283 of about 24 ms. "
    "Which of them has more bits per spike, and which more bits per second?",
)

# %% [markdown]
# The heart has the same two questions: how much blood with each beat, and how much each minute? An example of a
# function that answers both:


# %%
def cardiac_output(volumes, intervals):
    """Blood per beat (ml) and per minute (l), from each beat's volume (ml) and interval (s)."""
    per_beat = np.mean(volumes)
    beats_per_minute = 60 / np.mean(intervals)
    return per_beat, per_beat * beats_per_minute / 1000


ml_per_beat, l_per_minute = cardiac_output(np.array([70, 74, 72]), np.array([0.8, 0.9, 0.7]))
print(f"{ml_per_beat:.0f} ml per beat, {l_per_minute:.1f} l per minute")

# %% [markdown]
# Now write `information_rates(isis, bins)`. Your `entropy` and `pmf_from_counts` do most of the work, so
# finish those first.


# %% nbgrader={"grade": false, "grade_id": "information-rates", "locked": false, "schema_version": 3, "solution": true, "task": false}
def information_rates(isis, bins):
    """Entropy of a spike train per spike and per second.

    Parameters
    ----------
    isis : array, shape (n_isis,)
        Inter-spike intervals in seconds, all of them inside the bins.
    bins : array, shape (n_bins + 1,)
        Edges of the bins, in seconds.

    Returns
    -------
    bits_per_spike : float
        Entropy of the ISI pmf, in bits.
    bits_per_second : float
        The same for each second of the spike train, in bits per second.
    """
    ### BEGIN SOLUTION: Exercise 3.2: bits per spike and bits per second
    # 1. Count the ISIs in the bins (np.histogram), and make a pmf with your function.
    counts, _ = np.histogram(isis, bins)  # hidden
    pmf = pmf_from_counts(counts)  # hidden

    # 2. Bits per spike, with your other function.
    bits_per_spike = entropy(pmf)  # hidden

    # 3. How many seconds does one ISI take, on average? So how many bits come in one second?
    bits_per_second = bits_per_spike / np.mean(isis)  # hidden

    # 4. Return both.
    return bits_per_spike, bits_per_second
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "information-rates-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.why_models.information_rates(information_rates)
### BEGIN HIDDEN TESTS
checks.why_models.information_rates(information_rates, seed=1996)
### END HIDDEN TESTS

# %%
predict.recall("why-models/rates")
with helpers.needs(entropy, pmf_from_counts, information_rates):
    trains = [
        (receptors.name(0), np.diff(receptors[0]), np.linspace(0, 0.05, 51)),
        (receptors.name(1), np.diff(receptors[1]), np.linspace(0, 0.05, 51)),
        (population.name(neuron), in_range, np.linspace(0, 0.25, 251)),
    ]
    for name, train, edges_1ms in trains:
        per_spike, per_second = information_rates(train, edges_1ms)
        print(
            f"{name}: {per_spike:.2f} bits per spike, {per_second:.0f} bits per second (1-ms bins)"
        )

# %% [markdown]
# **The bin width matters.** Bins half as wide add almost one bit per spike to any smooth ISI distribution. So
# never compare two entropies that were measured with different bins.

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("why-models/information-rates")

# %% [markdown]
# ## Section 4: Reflecting on why models
#
# *About 58 minutes from the start.*
#
# ### Think! 3: What makes a why model worth having?
#
# **First talk** about these for six minutes, or think them through alone:
#
# - Where have you met a why model before, in any field? Does your own field have one? Have you built one?
# - What are why models good for? What can one tell you that a what or a how model cannot?
# - When is one possible at all? What must you know, or assume, about goals and limits?
# - What do you learn when the neuron turns out *not* to be optimal?
#
# **Then write three to five sentences** (six minutes; graded by hand, 3 points):
#
# > *The recorded receptor neurons have less entropy per ISI than an exponential with the same mean. Does that show
# > that they do not maximize information?*
#
# What counts: the goal and the limit that our why model assumes (1 point); two things that the shortfall could
# mean (1 point); one measurement whose outcome would tell these two apart (1 point).

# %% [markdown] nbgrader={"grade": true, "grade_id": "think-why-models", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# *For the grader. One good answer among many:*
#
# No. The model assumes that the goal is the largest entropy of the ISIs, and that the only limit is the mean
# firing rate, as a stand-in for energy (1 point). The shortfall can mean that a limit is missing: the membrane
# cannot fire again at once, so short ISIs are out of reach, and with that limit the receptor neurons come closer to the
# best. Or it can mean that the goal is another: a receptor that must report the sound reliably should not
# spend its entropy on noise (1 point; also good: spikes are not all equally costly, ISIs are not independent, the
# bins hide finer timing). To tell these apart, play the *same* sound many times. If the ISIs repeat, their variety
# carries the message; if they differ each time, much of the entropy is noise. Or compare neurons of different rates: if
# refractoriness is the limit, the gap must follow $\log_2 \bar{x}/(\bar{x} - t_\mathrm{ref})$ (1 point).

# %% cellView="form" tags=["hide-input"]
# @title How was the discussion?
feedback.ask("why-models/reflecting")

# %% [markdown]
# ## Summary

# %% cellView="form" tags=["hide-input"]
# @title Video 5: Summary of model types (optional)
media.video(
    youtube="X4K2RR5qBK8",
    bilibili="BV1F5411e7ww",
    title="Summary of model types",
    about="A lecture that looks back on what, how and why models.",
)
feedback.ask("why-models/summary")

# %% [markdown]
# You have written your own measure of information and compared real neurons with the best that they could do.
# Well done! Three kinds of model now look at the same spikes:
#
# - **What.** The ISIs of recorded neurons are skewed, with a long tail and, at the short end, a gap: the
#   refractory period. "Exponential" is a first sketch, not a description.
# - **How.** Excitation and inhibition in balance, on a leaky membrane, can make such irregular ISIs.
# - **Why.** At a fixed mean rate, exponential ISIs have the most entropy, so a neuron without noise could say most with
#   them. The two receptor neurons stay below that, and more than half of what is missing is the price of their
#   refractory period.
#
# And three habits worth keeping: check a function on cases whose answer you know, check an estimate
# against its limits, and ask how much data an estimate needs.
#
# ## Notation
#
# | symbol | meaning | unit (axes) |
# |---|---|---|
# | $X$, $x$ | random variable; one outcome | any |
# | $p(x)$, $p_i$ | probability of outcome $x$; of an ISI in bin $i$ | – |
# | $x_i$ | the $i$-th outcome; the ISI at the centre of bin $i$ | any; s |
# | $\bar{x}$ | mean ISI; its inverse is the mean firing rate | s (ms) |
# | $N$ | number of points or bins | – |
# | $n_i$, $n$ | number of ISIs counted in bin $i$; in all bins | – |
# | $K$ | number of bins that are not empty | – |
# | $b$ | base of the logarithm; 2 for bits, $e$ for nats | – |
# | $H_b(X)$ | entropy of $X$ | bits if $b=2$ |
# | $I_b(x)$ | self-information of outcome $x$ | bits if $b=2$ |
# | ISI | inter-spike interval | s (ms) |
# | $t_\mathrm{ref}$ | refractory period | s (ms) |
# | $L$, $a$, $c$ | Lagrange function and its multipliers | nats, nats, nats/s |
# | $\mathbb{E}$ | expectation: the mean over all outcomes, weighted by their probabilities | as what is averaged |
# | $\Delta H$ | entropy lost to refractoriness | bits per spike |
# | CV | coefficient of variation, standard deviation over mean | – |
#
# ## Bonus: Where the formula comes from
#
# Shannon did not pull his formula out of a hat. He asked what any sensible measure $H(p_1, \dots, p_N)$ of
# uncertainty must do, and wrote down three demands:
#
# 1. **Continuity.** A small change of a probability changes $H$ only a little.
# 2. **More choices, more uncertainty.** If all $N$ outcomes are equally likely, $H$ grows with $N$.
# 3. **Grouping.** It must not matter whether you learn the outcome at once or in steps. If a choice is broken
#    into two in a row, $H$ is the sum of the entropies of the single choices, each weighted by how often
#    you face it.
#
# Here is Shannon's own example of the third. The outcomes have chances $\tfrac12, \tfrac13, \tfrac16$. Choose at once, or
# first flip a fair coin, and only if it falls one way (half of the time) choose between the other two, whose
# chances are then $\tfrac23$ and $\tfrac13$:
#
# $$H\left(\tfrac12, \tfrac13, \tfrac16\right)
#   = H\left(\tfrac12, \tfrac12\right) + \tfrac12 \, H\left(\tfrac23, \tfrac13\right)$$
#
# Mind the $\tfrac23$ and $\tfrac13$: each stage is a choice of its own, so its chances must sum to 1.

# %%
with helpers.needs(entropy):
    at_once = entropy(np.array([1 / 2, 1 / 3, 1 / 6]))
    in_steps = entropy(np.array([1 / 2, 1 / 2])) + 1 / 2 * entropy(np.array([2 / 3, 1 / 3]))
    print(f"at once:  {at_once:.4f} bits")
    print(f"in steps: {in_steps:.4f} bits")

# %% [markdown]
# Up to a constant factor, which is the choice of unit, only one function meets all three demands:
# $H_b(X) = -\sum_x p(x) \log_b p(x)$.
#
# The surprise of section 1 has a name, too: $I_b(x) = -\log_b p(x)$ is the **self-information** of an outcome. It is
# zero if the outcome is certain, and the rarer the outcome, the larger it gets. Entropy is its mean,
#
# $$H_b(X) = \mathbb{E}\left[I_b(x)\right] = \sum_{x \in X} p(x) \, I_b(x).$$

# %%
p = np.linspace(0.01, 1, 100)
fig, ax = plt.subplots()
ax.plot(p, -np.log2(p))
ax.set(xlabel="Probability", ylabel="Self-information (bits)", xlim=(0, 1), ylim=(0, None))
helpers.show(
    ax,
    alt="Self-information in bits against probability: it falls from more than 6 bits for rare outcomes through "
    "1 bit at probability one half to 0 bits for a certainty.",
)

# %% [markdown]
# ## Further reading
#
# - C. E. Shannon (1948), *A mathematical theory of communication*, Bell System Technical Journal 27. Section
#   6 is the source of our section 1 and Bonus; section 20 shows that the exponential is the best at a fixed mean.
# - E. T. Jaynes (1957), *Information theory and statistical mechanics*, Physical Review 106: maximum entropy
#   under constraints.
# - F. Rieke, D. Warland, R. de Ruyter van Steveninck and W. Bialek (1997), *Spikes: Exploring the neural
#   code*, MIT Press.
# - W. B. Levy and R. A. Baxter (1996), *Energy efficient neural codes*, Neural Computation 8: bits per unit of
#   energy instead of bits per spike.
# - S. P. Strong, R. Koberle, R. de Ruyter van Steveninck and W. Bialek (1998), *Entropy and information in
#   neural spike trains*, Physical Review Letters 80: how much of the entropy is about the stimulus.
# - L. Paninski (2003), *Estimation of entropy and mutual information*, Neural Computation 15: bias, and
#   what can be done about it.
# - N. A. Steinmetz, P. Zatka-Haas, M. Carandini and K. D. Harris (2019), *Distributed coding of choice, action
#   and engagement across the mouse brain*, [Nature 576](https://doi.org/10.1038/s41586-019-1787-x).

"""Exercise 1.1: histograms of the potential at two times."""

import numpy as np

from ..declaration import right, wrong


def reference(ax, v, dt):
    """By counting first, and drawing the outline of the counts."""
    for step in (v.shape[1] // 10, v.shape[1] - 1):
        counts, edges = np.histogram(1e3 * v[:, step], 50)
        ax.stairs(counts, edges, fill=True, label=f"t = {1e3 * step * dt:g} ms")
    ax.set(xlabel="Membrane potential (mV)", ylabel="Neurons")
    ax.legend()


def _draw(ax, columns, labels, *, legend=True, xlabel="Membrane potential (mV)", **options):
    """What all wrong answers have in common: outlines, which are drawn faster than bars."""
    for values, label in zip(columns, labels, strict=True):
        ax.stairs(*np.histogram(values, **{"bins": 50, **options}), fill=True, label=label)
    ax.set(xlabel=xlabel, ylabel="Neurons")
    if legend:
        ax.legend()


def _right(v, dt):
    steps = (v.shape[1] // 10, v.shape[1] - 1)
    return [1e3 * v[:, step] for step in steps], [f"t = {1e3 * s * dt:g} ms" for s in steps]


@wrong(
    "There is one histogram only. How many times are asked for?",
    nearly="Call `ax.hist(...)` twice: for the column `v.shape[1] // 10`, and for the last one,"
    " `-1`.",
)
def one_histogram_missing(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, columns[1:], labels[1:])


@wrong(
    "Both histograms show the same potentials. Which column belongs to which time?",
    nearly="The first is of `v[:, n_steps // 10]`, the second of `v[:, -1]`.",
)
def the_same_data_twice(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [columns[1], columns[1]], labels)


@wrong(
    "Both histograms have the same label: the legend cannot tell them apart.",
    nearly='Each label names its own time, for instance `label=f"t = {1e3 * step * dt:g} ms"`.',
)
def the_same_label_twice(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, columns, [labels[0], labels[0]])


@wrong(
    "The labels are interchanged: the early histogram carries the late time. Which of the two"
    " should be the narrow one?",
    nearly="Compute each label from the same `step` as the data: `step * dt` is its time.",
)
def labels_interchanged(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, columns, labels[::-1])


@wrong(
    "The histograms have no labels. How would a reader know which is which?",
    nearly="Add `label=...` to each call of `ax.hist`, and `ax.legend()` after them.",
)
def no_labels(ax, v, dt):
    columns, _ = _right(v, dt)
    _draw(ax, columns, [None, None], legend=False)


@wrong(
    "Your labels do not say the times.",
    nearly='Write the time into the label, for instance `label=f"t = {1e3 * step * dt:g} ms"`.',
)
def labels_without_the_times(ax, v, dt):
    columns, _ = _right(v, dt)
    _draw(ax, columns, ["early", "late"])


@wrong(
    "The labels are there, but nobody sees them.",
    nearly="Call `ax.legend()` once, after both histograms.",
)
def no_legend(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, columns, labels, legend=False)


@wrong(
    "The histograms are right, but they are in volt. Which unit is asked for on the axis?",
    nearly="Multiply by 1000 when you draw: `ax.hist(1e3 * v[:, step], ...)`, and write mV on the"
    " axis.",
)
def volt_for_millivolt(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [column / 1e3 for column in columns], labels, xlabel="Membrane potential (V)")


@wrong(
    "What you draw is in millivolt, but your label says something else.",
    nearly='Write the unit that is drawn: `ax.set_xlabel("Membrane potential (mV)")`.',
)
def volt_in_the_label(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, columns, labels, xlabel="Membrane potential (V)")


@wrong(
    "The label of the x axis has no unit. −35 what?",
    nearly='`ax.set_xlabel("Membrane potential (mV)")`.',
)
def no_unit(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, columns, labels, xlabel="Membrane potential")


@wrong(
    "A row of `v` is one neuron at all times; asked for are all neurons at two times. Which index"
    " says the step?",
    nearly="The second one: `v[:, early]` are all neurons at one step.",
)
def rows_for_columns(ax, v, dt):
    _, labels = _right(v, dt)
    _draw(ax, [1e3 * v[v.shape[1] // 10], 1e3 * v[v.shape[1] - 1]], labels)


@wrong(
    "A row of `v` is one neuron at all times, and `v[-1]` is the last *neuron*; asked for are all"
    " neurons at two times. Which index says the step?",
    nearly="The second one: `v[:, early]` and `v[:, -1]` are all neurons at one step.",
)
def rows_for_columns_and_the_last_neuron(ax, v, dt):
    _, labels = _right(v, dt)
    _draw(ax, [1e3 * v[v.shape[1] // 10], 1e3 * v[-1]], labels)


@wrong(
    "A row of `v` is one neuron at all times, in volt; asked for are all neurons at two times, in"
    " millivolt. Which index says the step?",
    nearly="The second one: `1e3 * v[:, early]` are all neurons at one step, in mV.",
)
def rows_for_columns_in_volt(ax, v, dt):
    _, labels = _right(v, dt)
    _draw(ax, [v[v.shape[1] // 10], v[v.shape[1] - 1]], labels)


@wrong(
    "Your potentials are a million times too small. From V to mV the numbers get larger.",
    nearly="Multiply by 1000: `ax.hist(1e3 * v[:, step], ...)`.",
)
def divided_by_1000(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [column / 1e6 for column in columns], labels)


@wrong(
    "Your labels say 15 and 149 ms, which is right for the 150 steps of the text. This array has"
    " fewer.",
    nearly='Compute each time from the step and `dt`: `label=f"t = {1e3 * step * dt:g} ms"`.',
)
def labels_typed_in(ax, v, dt):
    columns, _ = _right(v, dt)
    _draw(ax, columns, ["15 ms", "149 ms"])


@wrong(
    "Your histograms hold many steps at once. Asked for is one moment each.",
    nearly="Take one column, `v[:, step]`, not a range of columns.",
)
def all_times_at_once(ax, v, dt):
    _, labels = _right(v, dt)
    _draw(ax, [1e3 * v[:, : v.shape[1] // 10].ravel(), 1e3 * v.ravel()], labels)


@wrong(
    "Your histograms hold all steps *up to* these times: in an index, a colon makes a range. Asked"
    " for is one moment each.",
    nearly="Take one column: `v[:, early]`, and not `v[:, :early]`.",
)
def all_times_up_to_these(ax, v, dt):
    _, labels = _right(v, dt)
    late = v.shape[1] - 1
    _draw(ax, [1e3 * v[:, : v.shape[1] // 10].ravel(), 1e3 * v[:, :late].ravel()], labels)


@wrong(
    "Your first histogram is at t = 0, where all neurons are at rest. Which column is a tenth of"
    " the way?",
    nearly="`step = v.shape[1] // 10`.",
)
def the_first_column(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [1e3 * v[:, 0], columns[1]], labels)


@wrong(
    "Your first histogram is one step too early. Columns are counted from 0.",
    nearly="The column is `v.shape[1] // 10`, without taking 1 away.",
)
def one_column_too_early(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [1e3 * v[:, v.shape[1] // 10 - 1], columns[1]], labels)


@wrong(
    "The histograms have 10 bins, the number that matplotlib takes when none is given.",
    nearly="Add `bins=50`.",
)
def ten_bins(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, columns, labels, bins=10)


@wrong(
    "Your bars are densities, whose area is 1. Asked for are numbers of neurons.",
    nearly="Leave out `density=True`.",
)
def densities(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, columns, labels, density=True)


@wrong(
    "Your label counts steps; asked for is the time. How long is a step?",
    nearly="The time of a step is `step * dt`, in seconds.",
)
def steps_for_times(ax, v, dt):
    columns, _ = _right(v, dt)
    _draw(ax, columns, [f"step {v.shape[1] // 10}", f"step {v.shape[1] - 1}"])


@wrong(
    "Your second histogram is one step too early. Columns are counted from 0: which is the last?",
    nearly="The last column is `v.shape[1] - 1`, or simply `-1`.",
)
def the_last_but_one(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [columns[0], 1e3 * v[:, -2]], labels)


@wrong(
    "Your first histogram is of half of the time. Asked for is a tenth of the way.",
    nearly="`step = v.shape[1] // 10`.",
)
def half_of_the_way(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [1e3 * v[:, v.shape[1] // 2], columns[1]], labels)


@wrong(
    "Your first histogram is of column 10, however many there are. Which is a tenth of the way?",
    nearly="`step = v.shape[1] // 10`: a tenth of the number of columns.",
)
def column_10(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [1e3 * v[:, 10], columns[1]], labels)


@wrong(
    "Your first histogram is of column 15, as in the text; here are other numbers of steps. Which"
    " is a tenth of the way?",
    nearly="`step = v.shape[1] // 10`: a tenth of the number of columns.",
)
def column_15(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [1e3 * v[:, 15], columns[1]], labels)


@wrong(
    "You multiply by 1e12, as the example does. That makes pA of A; what makes mV of V?",
    nearly="Multiply by 1000: `ax.hist(1e3 * v[:, step], ...)`.",
)
def factor_of_the_example(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [1e9 * column for column in columns], labels)


@wrong(
    "Both histograms are one step too early. Columns are counted from 0.",
    nearly="The columns are `v.shape[1] // 10` and `v.shape[1] - 1`, without taking 1 more away.",
)
def both_one_column_too_early(ax, v, dt):
    _, labels = _right(v, dt)
    _draw(ax, [1e3 * v[:, v.shape[1] // 10 - 1], 1e3 * v[:, -2]], labels)


@wrong(
    "Each of your histograms holds one value, the mean. Asked for are the potentials of all"
    " neurons.",
    nearly="Leave out the mean: `ax.hist(1e3 * v[:, step], bins=50, ...)`.",
)
def means_drawn(ax, v, dt):
    columns, labels = _right(v, dt)
    _draw(ax, [column.mean() for column in columns], labels)


@right
def two_calls_of_hist(ax, v, dt):
    """As in the original: two calls, and the time of the last step."""
    n_steps = v.shape[1]
    early, late = n_steps // 10, n_steps - 1
    ax.hist(
        v[:, early] * 1000, 50, histtype="stepfilled", linewidth=0, label=f"t={early * dt * 1e3} ms"
    )
    ax.hist(
        v[:, -1] * 1000, 50, histtype="stepfilled", linewidth=0, label=f"t={late * dt * 1e3} ms"
    )
    ax.set_xlabel("$V_m$ (mV)")
    ax.set_ylabel("Frequency")
    ax.legend()


@right
def pyplot_and_bars(ax, v, dt):
    """On the current axes, as bars, times in seconds."""
    from matplotlib import pyplot as plt

    for step in (int(v.shape[1] / 10), v.shape[1] - 1):
        plt.hist(1e3 * v[:, step], bins=50, alpha=0.5, label=f"t = {step * dt:.3f} s")
    plt.xlabel("V (mV)")
    plt.ylabel("count")
    plt.legend()


@right(name="common bins, outlines")
def on_common_bins(ax, v, dt):
    """Both on the same 50 bins."""
    mv = 1e3 * v
    steps = [v.shape[1] // 10, v.shape[1] - 1]
    edges = np.linspace(mv[:, steps].min(), mv[:, steps].max(), 51)
    for step in steps:
        ax.hist(mv[:, step], edges, histtype="step", label=f"{1e3 * dt * step:.0f} ms")
    ax.set(xlabel="Potential / mV", ylabel="Number of neurons")
    ax.legend()

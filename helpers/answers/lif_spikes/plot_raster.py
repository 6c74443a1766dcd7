"""Exercise 2.2: a raster plot from a dictionary of spike times."""

import numpy as np

from ..declaration import right, wrong


def reference(ax, spikes):
    """By matplotlib's own event plot, with short ticks."""
    ax.eventplot([1e3 * np.array(times) for times in spikes.values()], lineoffsets=[*spikes])
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


def _all(spikes):
    times = [t for j in spikes for t in spikes[j]]
    rows = [j for j in spikes for _ in spikes[j]]
    return np.array(times), np.array(rows)


@wrong(
    "All dots are in place, but in seconds. Which unit is asked for on the axis?",
    nearly="Multiply when you draw: `1e3 * np.array(spikes[j])`, and write `Time (ms)` on the"
    " axis.",
)
def seconds_for_milliseconds(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(times, rows)
    ax.set(xlabel="Time (s)", ylabel="Neuron")


@wrong(
    "Time goes upwards in your raster, and neurons to the right. It is the other way round.",
    nearly="`ax.scatter(x, y)`: first the times, then the rows.",
)
def axes_interchanged(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(rows, 1e3 * times)
    ax.set(xlabel="Neuron", ylabel="Time (ms)")


@wrong(
    "All spikes are at one height. What says whose they are?",
    nearly="Neuron `j` has the height `j`: `j * np.ones_like(times)`.",
)
def everything_in_one_row(ax, spikes):
    times, _ = _all(spikes)
    ax.scatter(1e3 * times, np.ones_like(times))
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "No dots stand by themselves. (`ax.plot` joins what it draws by a line, unless it is told not"
    " to, and then a single spike may not be seen at all.) What draws dots alone?",
    nearly='Use `ax.scatter(times, rows, marker=".")`.',
)
def joined_by_lines(ax, spikes):
    for j in spikes:
        times = 1e3 * np.array(spikes[j])
        ax.plot(times, j * np.ones_like(times))
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Only the last neuron is drawn: what the others left in your names is overwritten.",
    nearly="Collect as you go, `all_times += spikes[j]`; or indent the call of `scatter` into the"
    " loop.",
)
def the_last_neuron_only(ax, spikes):
    for j in spikes:
        times = 1e3 * np.array(spikes[j])
        rows = j * np.ones_like(times)
    ax.scatter(times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Each neuron has one dot, its first spike. Where are the others?",
    nearly="Take the whole list `spikes[j]`, not `spikes[j][0]`.",
)
def first_spikes_only(ax, spikes):
    firing = [j for j in spikes if spikes[j]]
    ax.scatter([1e3 * spikes[j][0] for j in firing], firing)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Each dot needs a time and a row, and you have more of one than of the other. Does `rows` get"
    " a number for each *spike*? And do the times stay as many when you multiply a *list*?",
    nearly="In the loop: `times += [1e3 * t for t in spikes[j]]` and"
    " `rows += [j] * len(spikes[j])`.",
    raises=True,
)
def not_as_many_rows_as_times(ax, spikes):
    times, rows = [], []
    for j in spikes:
        times += [1e3 * t for t in spikes[j]]
        rows += [j]
    ax.scatter(times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Python is handed one number where it needs several. Is it in a line such as `rows += j`? `+=`"
    " joins a list to a list.",
    nearly="In the loop: `rows += [j] * len(spikes[j])`, a list with `j` for each spike.",
    raises=True,
)
def a_number_added_to_the_rows(ax, spikes):
    rows = []
    for j in spikes:
        rows += j


@wrong(
    "You draw *how many* spikes each neuron has. Asked for is *when* they were.",
    nearly="The x of a dot is a time from the list `spikes[j]`, in ms.",
)
def counts_drawn(ax, spikes):
    ax.scatter([len(times) for times in spikes.values()], [*spikes])
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "A neuron without spikes takes no row in your raster, so that all above it are too low.",
    nearly="The height is the key `j` of the dictionary, not a count of those drawn so far.",
)
def silent_neurons_left_out(ax, spikes):
    firing = [times for times in spikes.values() if times]
    for row, times in enumerate(firing):
        ax.scatter(1e3 * np.array(times), np.full(len(times), row))
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong("The label of the time axis does not say the unit.", nearly='`ax.set_xlabel("Time (ms)")`.')
def no_unit(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(1e3 * times, rows)
    ax.set(xlabel="Time", ylabel="Neuron")


@wrong(
    "The dots are right. What is on the x axis, and in which unit? A label says it.",
    nearly='`ax.set(xlabel="Time (ms)", ylabel="Neuron")`.',
)
def no_labels(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(1e3 * times, rows)


@wrong(
    "The y axis has no label: what does the height of a dot mean?",
    nearly='`ax.set_ylabel("Neuron")`.',
)
def rows_without_a_label(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(1e3 * times, rows)
    ax.set_xlabel("Time (ms)")


@wrong(
    "All rows are one too high. From which number are the neurons counted?",
    nearly="From 0: the height is the key `j` itself.",
)
def rows_from_1(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(1e3 * times, rows + 1)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Each neuron has one dot, its last spike. Where are the others?",
    nearly="Draw the whole list `spikes[j]`, not one of its elements.",
)
def last_spikes_only(ax, spikes):
    last = {j: spikes[j][-1:] for j in spikes}
    times, rows = _all(last)
    ax.scatter(1e3 * times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Neuron 0 is missing. Where does your `range` begin?",
    nearly="Go through the keys, `for j in spikes:`, and none is left out.",
)
def first_neuron_left_out(ax, spikes):
    times, rows = _all({j: spikes[j] for j in list(spikes)[1:]})
    ax.scatter(1e3 * times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "The last neuron is missing. Where does your `range` end?",
    nearly="Go through the keys, `for j in spikes:`, and none is left out.",
)
def last_neuron_left_out(ax, spikes):
    times, rows = _all({j: spikes[j] for j in list(spikes)[:-1]})
    ax.scatter(1e3 * times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "You draw each spike a thousand times: a whole number times a *list* repeats the list, and the"
    " times in it stay in seconds.",
    nearly="Convert them one by one: `times += [1e3 * t for t in spikes[j]]`.",
)
def a_thousand_copies(ax, spikes):
    times, rows = _all({j: 1000 * spikes[j] for j in spikes})
    ax.scatter(times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Your times are a million times too small. From s to ms the numbers get larger.",
    nearly="Multiply by 1000: `[1e3 * t for t in spikes[j]]`.",
)
def divided_by_1000(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(times / 1e3, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "The height of your dots counts a neuron's spikes: first, second, third. What says whose they"
    " are?",
    nearly="Neuron `j` has the height `j`: `rows += [j] * len(spikes[j])`.",
)
def counted_along_the_list(ax, spikes):
    times, _ = _all(spikes)
    ax.scatter(1e3 * times, [k for j in spikes for k in range(len(spikes[j]))])
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Every neuron has the spikes of neuron 0. (The cell below Exercise 2.1 converts only those.)",
    nearly="Take each neuron's own list: `[1e3 * t for t in spikes[j]]`.",
)
def spikes_of_neuron_0(ax, spikes):
    times, rows = _all({j: spikes[0] for j in spikes})
    ax.scatter(1e3 * times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Only the first neuron is drawn. Does your function end inside the loop?",
    nearly="No `return` is needed, and the call of `scatter` stands behind the loop.",
)
def the_first_neuron_only(ax, spikes):
    times, rows = _all({0: spikes[0]})
    ax.scatter(1e3 * times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Most spikes are drawn several times: at each turn of the loop, `scatter` draws again all that"
    " has been collected so far.",
    nearly="Draw once, behind the loop: the line with `ax.scatter` belongs as far left as the"
    " `for`.",
)
def drawn_again_and_again(ax, spikes):
    times, rows = [], []
    for j in spikes:
        times += [1e3 * t for t in spikes[j]]
        rows += [j] * len(spikes[j])
        ax.scatter(times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "Each dot is higher than the one before: your rows count the spikes, not the neurons. Whose"
    " spike is it?",
    nearly="Neuron `j` has the height `j`: `rows += [j] * len(spikes[j])`.",
)
def a_row_for_each_spike(ax, spikes):
    times, _ = _all(spikes)
    ax.scatter(1e3 * times, range(len(times)))
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "The height of your dots is *how many* spikes the neuron has. What says whose they are?",
    nearly="Neuron `j` has the height `j`: `rows += [j] * len(spikes[j])`.",
)
def numbers_of_spikes_for_rows(ax, spikes):
    times, _ = _all(spikes)
    ax.scatter(1e3 * times, [len(spikes[j]) for j in spikes for _ in spikes[j]])
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@wrong(
    "All your dots are at time 0: you round seconds, which makes 0 of each, and multiply then.",
    nearly="Multiply by 1000, and leave the rounding out: `[1e3 * t for t in spikes[j]]`.",
)
def seconds_rounded(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(0 * times, rows)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@right
def one_scatter(ax, spikes):
    times, rows = _all(spikes)
    ax.scatter(1e3 * times, rows, marker=".", s=4)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


@right
def a_scatter_for_each_neuron(ax, spikes):
    """The original's way: right, and slow for many."""
    for j in spikes:
        times = 1e3 * np.array(spikes[j])
        ax.scatter(times, j * np.ones_like(times), marker=".", alpha=0.2)
    ax.set_xlabel("time (ms)")
    ax.set_ylabel("neuron")


@right
def dots_by_plot(ax, spikes):
    times, rows = _all(spikes)
    ax.plot(1000 * times, rows, "k.")
    ax.set(xlabel="t in ms", ylabel="neuron number")

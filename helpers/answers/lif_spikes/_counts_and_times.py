"""Wrong answers to Exercise 2.1 about who is counted, and what is written down."""

from ..declaration import wrong

vr, vth = -70e-3, -50e-3  # V; a probe sets its own


def _loop(v, note, condition=lambda potential: potential >= vth):
    count = 0
    for j in range(len(v)):
        if condition(v[j]):
            note(j)
            v[j] = vr
            count += 1
    return count


@wrong(
    "You reset those that spike, and them alone. But you write down and count *every* neuron. Look"
    " at which lines are indented into the `if`.",
    nearly="All three belong inside: the reset, `spikes[j] += [t]`, and `count += 1`.",
)
def everyone_recorded_and_counted(v, t, spikes):
    for j in range(len(v)):
        if v[j] >= vth:
            v[j] = vr
        spikes[j] += [t]
    return len(v)


@wrong(
    "Every neuron spikes in your version, wherever it is. In which unit are the potentials, and in"
    " which is your threshold?",
    nearly="Compare volt with volt: `v[j] >= vth`, and `vth` is −0.050.",
    alone=True,
)
def everyone_spikes(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), lambda potential: True)


@wrong(
    "You reset every neuron at every step, also those that do not spike. Look at how far that line"
    " is indented.",
    nearly="`v[j] = vr` belongs inside the `if`.",
)
def everyone_reset_at_each_step(v, t, spikes):
    count = _loop(v, lambda j: spikes[j].append(t))
    v[:] = vr
    return count


@wrong(
    "In your lists stand membrane potentials, from before the reset. Asked for is *when* each spike"
    " was.",
    nearly="Write `spikes[j] += [t]`.",
)
def potential_before_the_reset_recorded(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(v[j]))


@wrong(
    "In your version, the neurons *below* threshold spike, and those at it. Which way round is the"
    " comparison?",
    nearly="The condition is `v[j] >= vth`.",
)
def those_at_or_below_threshold(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), lambda potential: potential <= vth)


@wrong(
    "You return the potentials. They are changed in place, so the caller has them already; asked"
    " for is how many neurons spiked.",
    nearly="End with `return count`.",
)
def potentials_returned(v, t, spikes):
    _loop(v, lambda j: spikes[j].append(t))
    return v


@wrong(
    "Each spike is written down twice.",
    nearly="Either `spikes[j].append(t)` or `spikes[j] += [t]`: they do the same.",
)
def recorded_twice(v, t, spikes):
    return _loop(v, lambda j: spikes[j].extend([t, t]))


@wrong(
    "Only a neuron *exactly* at the threshold spikes in your version. A step takes most of them"
    " beyond it.",
    nearly="The condition is `v[j] >= vth`: at the threshold, or above.",
    alone=True,
)
def only_exactly_at_the_threshold(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), lambda potential: potential == vth)

"""Wrong answers to Exercise 1.2 in which the slope is another one, or ends at the threshold."""

import numpy as np

from ..declaration import wrong

FORMULA = "The whole line is `v + dt / tau * (el - v + r * i)`."


@wrong(
    "Your leak is the *sum* of `el` and `v`. How far is V from rest?",
    nearly=f"Subtract: the leak is `el - v`. {FORMULA}",
)
def sum_for_difference(v, i, dt, tau, el, r):
    return v + dt / tau * (el + v + r * i)


@wrong(
    "Your leak only ever lifts V. It must pull V towards `el`, from above as well as from below.",
    nearly=f"Leave out the absolute value: the leak is `el - v`. {FORMULA}",
)
def size_of_the_leak(v, i, dt, tau, el, r):
    return v + dt / tau * (abs(v - el) + r * i)


@wrong(
    "Your leak pulls V towards the threshold, −50 mV. Where does the membrane rest?",
    nearly=f"At `el`, not at `vth`. {FORMULA}",
)
def threshold_for_rest(v, i, dt, tau, el, r):
    return v + dt / tau * (-50e-3 - v + r * i)


@wrong(
    "Your leak is the same wherever V is. The further V is from rest, the harder it should pull.",
    nearly=f"The leak is `el - v`: `v` belongs into it. {FORMULA}",
)
def leak_of_rest_alone(v, i, dt, tau, el, r):
    return v + dt / tau * (-el + r * i)


@wrong(
    "Your leak only ever lowers V. It must pull V towards `el`, from below as well as from above.",
    nearly=f"Leave out the absolute value: the leak is `el - v`. {FORMULA}",
)
def minus_the_size_of_the_leak(v, i, dt, tau, el, r):
    return v + dt / tau * (-abs(v - el) + r * i)


@wrong(
    "That is the slope of the example's bacteria, 0.03 times their number. The slope of V is in the"
    " membrane equation.",
    nearly=f"Leak and current, divided by `tau`. {FORMULA}",
)
def slope_of_the_bacteria(v, i, dt, tau, el, r):
    return v + dt * 0.03 * v


@wrong(
    "You *multiply* `v` by 1 plus the change. The slope is in volts per second already: it is to be"
    " followed, not to be taken as a share of V.",
    nearly=f"Add the change to `v`. {FORMULA}",
)
def multiplied_by_its_growth(v, i, dt, tau, el, r):
    return v * (1 + dt / tau * (el - v + r * i))


@wrong(
    "Your slope is a whole number of volts per second: `//` rounds down.",
    nearly=f"Divide by `/`. {FORMULA}",
)
def slope_rounded_down(v, i, dt, tau, el, r):
    return v + dt * ((el - v + r * i) // tau)


@wrong(
    "All your neurons get the *mean* of the currents. Each has a current of its own.",
    nearly=f"Use `i` as it comes in: NumPy goes through `v` and `i` side by side. {FORMULA}",
)
def mean_current(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + r * np.mean(i))


@wrong(
    "Your V gets no higher than the threshold. In this tutorial nothing happens there: it is only a"
    " line to look at.",
    nearly=f"Leave the threshold out. {FORMULA}",
)
def held_at_threshold(v, i, dt, tau, el, r):
    return np.minimum(v + dt / tau * (el - v + r * i), -50e-3)


@wrong(
    "Above the threshold your V jumps back, and with several neurons the `if` fails. Spikes come in"
    " the next tutorial: here nothing happens at the threshold.",
    nearly=f"Leave the threshold out. {FORMULA}",
    raises=True,
)
def reset_at_threshold(v, i, dt, tau, el, r):
    v_next = v + dt / tau * (el - v + r * i)
    if v_next > -50e-3:
        v_next = el
    return v_next

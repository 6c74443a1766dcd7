"""Exercise 4.2: the rheobase."""

import numpy as np

from ..declaration import right, wrong


def reference(el, vth, r):
    """By experiment: halve the interval in which the steady state el + r·i crosses threshold."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if el + r * middle < vth:
            low = middle
        else:
            high = middle
    return high


def steps(el, vth, r):
    return [
        ("from rest to threshold, in volts", vth - el),
        ("the current that makes this voltage across `r`", (vth - el) / r),
    ]


def unfulfilled(el, vth, r, got):
    """Under the rheobase V settles at the threshold."""
    if not isinstance(got, int | float):
        return []
    settles = el + r * got
    if abs(settles - vth) < 1e-9:
        return []
    return [
        f"Under your current V would settle at {1e3 * settles:.4g} mV; the threshold is at"
        f" {1e3 * vth:g} mV."
    ]


_LINE = "`(vth - el) / r`"


@wrong(
    "The size is right, the sign is not: the current must *lift* V from rest to threshold.",
    nearly=f"Subtract rest from threshold: {_LINE}.",
)
def difference_reversed(el, vth, r):
    return (el - vth) / r


@wrong(
    "Your current is some million amperes: solve V_th = E_L + R·I for I once more.",
    nearly=f"Divide by the resistance: {_LINE}.",
)
def multiplied_by_the_resistance(el, vth, r):
    return (vth - el) * r


@wrong(
    "That is the *voltage* from rest to threshold. Which current makes it across R?",
    nearly=f"Divide by the resistance: {_LINE}.",
)
def resistance_left_out(el, vth, r):
    return vth - el


@wrong(
    "Your fraction stands on its head: a larger resistance needs *less* current.",
    nearly=f"Divide the voltage by the resistance: {_LINE}.",
)
def upside_down(el, vth, r):
    return r / (vth - el)


@wrong(
    "A negative current lifts nothing, and rest does not enter: how far is it from rest to"
    " threshold?",
    nearly=f"Subtract `el` from `vth`: {_LINE}.",
)
def threshold_alone(el, vth, r):
    return vth / r


@wrong(
    "Rest does not enter: how far is it from rest to threshold?",
    nearly=f"Subtract `el` from `vth`: {_LINE}.",
)
def size_of_the_threshold_alone(el, vth, r):
    return abs(vth) / r


@wrong(
    "You add the two potentials. How far is it from one to the other?", nearly=f"Subtract: {_LINE}."
)
def sum_for_difference(el, vth, r):
    return (vth + el) / r


@wrong(
    "You start from the reset potential, −70 mV. Without spikes, where does the membrane rest?",
    nearly=f"Start from `el`: {_LINE}.",
)
def from_the_reset_potential(el, vth, r):
    return (vth - -70e-3) / r


@wrong(
    "The formula is right; the unit is not. In code, currents are in amperes.",
    nearly="Leave out the factor 1e12: it belongs where a number is printed or drawn.",
)
def picoamperes(el, vth, r):
    return (vth - el) / r * 1e12


@wrong(
    "Only rest is divided by the resistance: Python divides before it subtracts.",
    nearly=f"Put parentheses around the difference: {_LINE}.",
)
def parentheses_left_out(el, vth, r):
    return vth - el / r


@wrong(
    "It is right for this tutorial's neuron. Does your function use what it is given?",
    nearly=f"Compute it from the arguments: {_LINE}.",
)
def the_number_of_this_neuron(el, vth, r):
    return 100e-12


@wrong(
    "It is right as long as threshold and rest are both negative. Why take their sizes?",
    nearly=f"Leave out `abs`: {_LINE}.",
)
def sizes_subtracted(el, vth, r):
    return (abs(el) - abs(vth)) / r


@wrong(
    "With `abs` around them the two potentials have changed places: the current lowers V where both"
    " are negative.",
    nearly=f"Leave out `abs`: {_LINE}.",
)
def sizes_subtracted_the_other_way(el, vth, r):
    return (abs(vth) - abs(el)) / r


@wrong(
    "Your current is rounded to 10 decimals, to whole hundreds of picoamperes: that is as coarse as"
    " the rheobase is large.",
    nearly=f"Leave out `round`: {_LINE}. Round when you print.",
    name="rounded to 10 decimals",
)
def rounded_to_hundreds(el, vth, r):
    return round((vth - el) / r, 10)


@wrong(
    "You put the threshold in the place of the current. It is the steady state `el + r * i` that is"
    " to be `vth`: for which `i` is it?",
    nearly=f"Solve el + r·i = vth for i: {_LINE}.",
)
def threshold_for_the_current(el, vth, r):
    return el + r * vth


@wrong(
    "Threshold does not enter: how far is it from rest to threshold?",
    nearly=f"Subtract `el` from `vth`: {_LINE}.",
)
def size_of_rest_alone(el, vth, r):
    return abs(el) / r


@wrong(
    "Threshold does not enter, and your current lowers V: how far is it from rest to threshold?",
    nearly=f"Subtract `el` from `vth`: {_LINE}.",
)
def rest_alone(el, vth, r):
    return el / r


@wrong(
    "Your current is 0, or next to nothing. Is it rounded, by `//` or `round(...)`? A whole ampere"
    " is a lot here. Or is it multiplied by 1e-12? It is in amperes already.",
    nearly=f"Divide by `/`, leave all decimals, and change no unit: {_LINE}.",
    alone=True,
)
def rounded_down(el, vth, r):
    return (vth - el) // r


@wrong(
    "The formula is right; the unit is not. In code, currents are in amperes, not in nanoamperes.",
    nearly="Leave out the factor 1e9: it belongs where a number is printed or drawn.",
)
def nanoamperes(el, vth, r):
    return (vth - el) / r * 1e9


@wrong(
    "The formula is right, but it has millivolts in it. In code, potentials are in volts.",
    nearly=f"Leave out the factor 1000: {_LINE}.",
)
def millivolts(el, vth, r):
    return 1000 * (vth - el) / r


@wrong(
    "It is right from −60 to −50 mV only. Does your function use the `el` and `vth` that it is"
    " given?",
    nearly=f"Compute it from the arguments: {_LINE}.",
)
def the_potentials_of_the_notebook(el, vth, r):
    return 10e-3 / r


def _with_the_notebooks(name, what, **numbers):
    """The right current, but for an argument that is not used."""

    def current(el, vth, r):
        given = {"el": el, "vth": vth, "r": r, **numbers}
        return (given["vth"] - given["el"]) / given["r"]

    return wrong(
        f"It is right for {what} only. Does your function use the `{name}` that it is given?",
        nearly=f"Write `{name}` where you have a number now: {_LINE}.",
        name=f"the notebook's {name}",
    )(current)


the_notebooks_el = _with_the_notebooks("el", "a rest of −60 mV", el=-60e-3)
the_notebooks_vth = _with_the_notebooks("vth", "a threshold of −50 mV", vth=-50e-3)
the_notebooks_r = _with_the_notebooks("r", "a resistance of 100 MΩ", r=100e6)


@wrong(
    "You compute how much it takes to −40 mV, as in the example. Here V is to reach the threshold.",
    nearly=f"Write `vth` where you have −0.040 now: {_LINE}.",
)
def the_examples_potential(el, vth, r):
    return (-40e-3 - el) / r


@wrong(
    "That is a voltage: where V settles under `i_mean`. Which current makes it settle at `vth`?",
    nearly=f"Solve el + r·i = vth for i: {_LINE}.",
)
def steady_state_of_the_notebook(el, vth, r):
    return el + r * 250e-12


@wrong(
    "You divide by `i_mean`, as in the example: that gives a resistance. Asked for is a current.",
    nearly=f"Divide by the resistance: {_LINE}.",
)
def a_resistance(el, vth, r):
    return (vth - el) / 250e-12


@wrong(
    "Your current is a million times too large: `r` is in ohms, not in megaohms.",
    nearly=f"Use `r` as it is: {_LINE}.",
)
def megaohms(el, vth, r):
    return (vth - el) / (r / 1e6)


@right
def through_the_conductance(el, vth, r):
    conductance = 1 / r
    return conductance * (vth - el)


@right
def a_linear_system(el, vth, r):
    return float(np.linalg.solve([[r]], [vth - el])[0])


@right
def a_difference_of_two_currents(el, vth, r):
    return vth / r - el / r

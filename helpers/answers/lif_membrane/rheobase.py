"""Exercise 4.2: the rheobase."""

import numpy as np

from ..declaration import Answer, Misconception


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


# Wrong answers.


def reversed_difference(el, vth, r):
    return (el - vth) / r


def times_the_resistance(el, vth, r):
    return (vth - el) * r


def resistance_left_out(el, vth, r):
    return vth - el


def resistance_over_voltage(el, vth, r):
    return r / (vth - el)


def threshold_alone(el, vth, r):
    return vth / r


def threshold_alone_positive(el, vth, r):
    return abs(vth) / r


def sum_for_difference(el, vth, r):
    return (vth + el) / r


def from_reset(el, vth, r):
    return (vth - -70e-3) / r


def picoamperes(el, vth, r):
    return (vth - el) / r * 1e12


def parentheses_left_out(el, vth, r):
    return vth - el / r


def number_of_this_neuron(el, vth, r):
    return 100e-12


_LINE = "`(vth - el) / r`"

MISCONCEPTIONS = (
    Misconception(
        "difference reversed",
        reversed_difference,
        "The size is right, the sign is not: the current must *lift* V from rest to threshold.",
        f"Subtract rest from threshold: {_LINE}.",
    ),
    Misconception(
        "multiplied by the resistance",
        times_the_resistance,
        "Your current is some million amperes: solve V_th = E_L + R·I for I once more.",
        f"Divide by the resistance: {_LINE}.",
    ),
    Misconception(
        "resistance left out",
        resistance_left_out,
        "That is the *voltage* from rest to threshold. Which current makes it across R?",
        f"Divide by the resistance: {_LINE}.",
    ),
    Misconception(
        "upside down",
        resistance_over_voltage,
        "Your fraction stands on its head: a larger resistance needs *less* current.",
        f"Divide the voltage by the resistance: {_LINE}.",
    ),
    Misconception(
        "threshold alone",
        threshold_alone,
        "A negative current lifts nothing, and rest does not enter: how far is it from rest to"
        " threshold?",
        f"Subtract `el` from `vth`: {_LINE}.",
    ),
    Misconception(
        "size of the threshold alone",
        threshold_alone_positive,
        "Rest does not enter: how far is it from rest to threshold?",
        f"Subtract `el` from `vth`: {_LINE}.",
    ),
    Misconception(
        "sum for difference",
        sum_for_difference,
        "You add the two potentials. How far is it from one to the other?",
        f"Subtract: {_LINE}.",
    ),
    Misconception(
        "from the reset potential",
        from_reset,
        "You start from the reset potential, −70 mV. Without spikes, where does the membrane rest?",
        f"Start from `el`: {_LINE}.",
    ),
    Misconception(
        "picoamperes",
        picoamperes,
        "The formula is right; the unit is not. In code, currents are in amperes.",
        "Leave out the factor 1e12: it belongs where a number is printed or drawn.",
    ),
    Misconception(
        "parentheses left out",
        parentheses_left_out,
        "Only rest is divided by the resistance: Python divides before it subtracts.",
        f"Put parentheses around the difference: {_LINE}.",
    ),
    Misconception(
        "the number of this neuron",
        number_of_this_neuron,
        "It is right for this tutorial's neuron. Does your function use what it is given?",
        f"Compute it from the arguments: {_LINE}.",
    ),
)


# Other right answers.


def by_conductance(el, vth, r):
    conductance = 1 / r
    return conductance * (vth - el)


def by_a_linear_system(el, vth, r):
    return float(np.linalg.solve([[r]], [vth - el])[0])


def by_two_divisions(el, vth, r):
    return vth / r - el / r


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "through the conductance": by_conductance,
        "a linear system": by_a_linear_system,
        "a difference of two currents": by_two_divisions,
    },
)

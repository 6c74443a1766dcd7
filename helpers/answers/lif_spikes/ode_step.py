"""Exercise 5.1: one Euler step of the membrane equation."""

import numpy as np

from ..declaration import Answer, Misconception

tau, el, r = 20e-3, -60e-3, 100e6  # s, V, ohm; a probe sets its own


def reference(v, i, dt):
    """A weighted mean: a step takes V a part dt/tau of the way to its steady state."""
    part = dt / tau
    return np.array(
        [(1 - part) * old + part * (el + r * amp) for old, amp in zip(v, i, strict=True)]
    )


# Wrong answers.


def unchanged(v, i, dt):
    return v


def leak_reversed(v, i, dt):
    return v + dt / tau * (v - el + r * i)


def minus_sign_for_all(v, i, dt):
    return v - dt / tau * (el - v + r * i)


def current_subtracted(v, i, dt):
    return v + dt / tau * (el - v - r * i)


def no_resistance(v, i, dt):
    return v + dt / tau * (el - v + i)


def divided_by_the_resistance(v, i, dt):
    return v + dt / tau * (el - v + i / r)


def times_tau(v, i, dt):
    return v + dt * tau * (el - v + r * i)


def upside_down(v, i, dt):
    return v + tau / dt * (el - v + r * i)


def no_step(v, i, dt):
    return v + (el - v + r * i) / tau


def no_tau(v, i, dt):
    return v + dt * (el - v + r * i)


def change_only(v, i, dt):
    return dt / tau * (el - v + r * i)


def derivative_only(v, i, dt):
    return (el - v + r * i) / tau


def in_place(v, i, dt):
    v += dt / tau * (el - v + r * i)
    return v


def no_leak(v, i, dt):
    return v + dt / tau * (r * i)


def parenthesis_closed_early(v, i, dt):
    return v + dt / tau * (el - v) + r * i


def numbers_typed_in(v, i, dt):
    return v + dt / 20e-3 * (-60e-3 - v + 100e6 * i)


def step_typed_in(v, i, dt):
    return v + 1e-3 / tau * (el - v + r * i)


MISCONCEPTIONS = (
    Misconception(
        "v returned unchanged",
        unchanged,
        "You return the V that you were given. By how much do the leak and the current change it"
        " within `dt`?",
        "Add the change: `return v + dt / tau * (el - v + r * i)`.",
    ),
    Misconception(
        "leak reversed",
        leak_reversed,
        "Without a current, V runs away from rest instead of coming back. Which sign does the leak"
        " have?",
        "The leak is `el - v`: it pulls V up where it is below `el`, and down where it is above.",
    ),
    Misconception(
        "change subtracted",
        minus_sign_for_all,
        "Everything goes the wrong way: up where it should go down. Which sign stands before the"
        " change?",
        "`v + dt / tau * (el - v + r * i)`, with a plus.",
    ),
    Misconception(
        "current subtracted",
        current_subtracted,
        "A positive current lowers V in your version; it should raise it.",
        "Inside the brackets it is `+ r * i`.",
    ),
    Misconception(
        "no resistance",
        no_resistance,
        "The current has next to no effect. Can a current, in ampere, be added to a potential, in"
        " volt?",
        "Multiply it by the resistance: `r * i`.",
    ),
    Misconception(
        "divided by the resistance",
        divided_by_the_resistance,
        "The current has no effect that could be seen. By Ohm's law, what does a current do to the"
        " potential across a resistance?",
        "It is `r * i`, a product.",
    ),
    Misconception(
        "times tau",
        times_tau,
        "V hardly moves. How large should the factor be when the step is a twentieth of the time"
        " constant?",
        "It is `dt / tau`, a number without a unit.",
    ),
    Misconception(
        "factor upside down",
        upside_down,
        "V leaps by many times its distance from the steady state. Should a short step change it"
        " much or little?",
        "The factor is `dt / tau`, not `tau / dt`.",
    ),
    Misconception(
        "no dt",
        no_step,
        "The length of the step does not matter in your version. You add the derivative itself; how"
        " far does V get within `dt`?",
        "Multiply by `dt`: `v + dt / tau * (...)`.",
    ),
    Misconception(
        "no tau",
        no_tau,
        "The time constant does not matter in your version, and V hardly moves.",
        "The factor is `dt / tau`.",
    ),
    Misconception(
        "change returned",
        change_only,
        "You return by how much V *changes*. Asked for is V after the step.",
        "Add what it was before: `return v + ...`.",
    ),
    Misconception(
        "derivative returned",
        derivative_only,
        "You return dV/dt. Asked for is V after a step of length `dt`.",
        "One step of Euler's method is `v + dt * (derivative)`.",
    ),
    Misconception(
        "changed in place",
        in_place,
        "The numbers are right, but your function also overwrites the array that it was given. In"
        " the loop that is the *previous* column: the history would be lost.",
        "`v += ...` changes the caller's array; `v = v + ...` makes a new one.",
    ),
    Misconception(
        "no leak",
        no_leak,
        "Without a current nothing moves at all in your version. What pulls V back to rest?",
        "The brackets hold the leak too: `(el - v + r * i)`.",
    ),
    Misconception(
        "brackets closed too early",
        parenthesis_closed_early,
        "The current acts at full strength at each step, however short. What should the factor"
        " `dt / tau` multiply?",
        "It multiplies the leak *and* the current: `dt / tau * (el - v + r * i)`.",
    ),
    Misconception(
        "numbers typed in",
        numbers_typed_in,
        "It is right for the membrane of the text, but not for another one. Are there numbers typed"
        " into your function?",
        "Use the names `tau`, `el` and `r`.",
    ),
    Misconception(
        "step typed in",
        step_typed_in,
        "It is right for a step of 1 ms, but not for another one.",
        "Use the argument `dt`.",
    ),
)


# Other right answers.


def towards_the_steady_state(v, i, dt):
    steady = el + r * i
    return v + (steady - v) * dt / tau


def by_the_derivative(v, i, dt):
    derivative = (-(v - el) + r * i) / tau
    return v + dt * derivative


def on_a_copy(v, i, dt):
    v = v.copy()
    v += dt / tau * (el - v + r * i)
    return v


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "towards the steady state": towards_the_steady_state,
        "dt times the derivative": by_the_derivative,
        "in place on a copy": on_a_copy,
    },
)

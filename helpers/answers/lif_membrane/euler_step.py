"""Exercise 1.2: one Euler step of the membrane equation."""

from fractions import Fraction

import numpy as np

from ..declaration import Answer, Misconception


def reference(v, i, dt, tau, el, r):
    """A mean of v and of its steady state, weighted 1 − dt/tau and dt/tau, in exact fractions."""
    weight = Fraction(dt) / Fraction(tau)

    def one(v, i):
        goal = Fraction(el) + Fraction(r) * Fraction(i)
        return float((1 - weight) * Fraction(v) + weight * goal)

    values = np.vectorize(one)(v, i)
    return values if values.ndim else float(values)


# Wrong answers.


def unchanged(v, i, dt, tau, el, r):
    return v


def change_only(v, i, dt, tau, el, r):
    return dt / tau * (el - v + r * i)


def leak_reversed(v, i, dt, tau, el, r):
    return v + dt / tau * (v - el + r * i)


def leak_added_twice(v, i, dt, tau, el, r):
    return v + dt / tau * (-v - el + r * i)


def everything_reversed(v, i, dt, tau, el, r):
    return v - dt / tau * (el - v + r * i)


def current_reversed(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v - r * i)


def resistance_left_out(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + i)


def divided_by_the_resistance(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + i / r)


def times_tau(v, i, dt, tau, el, r):
    return v + dt * tau * (el - v + r * i)


def upside_down(v, i, dt, tau, el, r):
    return v + tau / dt * (el - v + r * i)


def tau_left_out(v, i, dt, tau, el, r):
    return v + dt * (el - v + r * i)


def dt_left_out(v, i, dt, tau, el, r):
    return v + (el - v + r * i) / tau


def both_left_out(v, i, dt, tau, el, r):
    return v + (el - v + r * i)


def current_outside(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v) + r * i


def parentheses_left_out(v, i, dt, tau, el, r):
    return v + dt / tau * el - v + r * i


def leak_left_out(v, i, dt, tau, el, r):
    return v + dt / tau * (r * i)


def rest_left_out(v, i, dt, tau, el, r):
    return v + dt / tau * (-v + r * i)


def from_rest(v, i, dt, tau, el, r):
    return el + dt / tau * (el - v + r * i)


def changed_in_place(v, i, dt, tau, el, r):
    v += dt / tau * (el - v + r * i)
    return v


def exact_step(v, i, dt, tau, el, r):
    goal = el + r * i
    return goal + (v - goal) * np.exp(-dt / tau)


def backward_step(v, i, dt, tau, el, r):
    return (v + dt / tau * (el + r * i)) / (1 + dt / tau)


_FORMULA = "The whole line is `v + dt / tau * (el - v + r * i)`."

MISCONCEPTIONS = (
    Misconception(
        "v returned unchanged",
        unchanged,
        "Your V is where it was before the step. By how much do the leak and the current change it"
        " in the time `dt`?",
        f"Add the change to `v`. {_FORMULA}",
    ),
    Misconception(
        "the change only",
        change_only,
        "You return by how much V changes in one step. Asked for is where it is after the step.",
        f"Add the change to `v`. {_FORMULA}",
    ),
    Misconception(
        "leak with the wrong sign",
        leak_reversed,
        "Without a current, your V moves *away* from rest: look at the sign of the leak.",
        f"The leak pulls V towards `el`: it is `el - v`. {_FORMULA}",
    ),
    Misconception(
        "minus signs of the leak",
        leak_added_twice,
        "At rest and without a current nothing should change, and your V does: resolve the"
        " parentheses in −(V − E_L).",
        f"−(V − E_L) is `el - v`: two minus signs make a plus. {_FORMULA}",
    ),
    Misconception(
        "change subtracted",
        everything_reversed,
        "Your V goes the wrong way: down where the current should lift it, and away from rest.",
        f"Add the change to `v`. {_FORMULA}",
    ),
    Misconception(
        "current with the wrong sign",
        current_reversed,
        "The leak is right. A positive current must lift V, and yours lowers it.",
        f"The current enters as `+ r * i`. {_FORMULA}",
    ),
    Misconception(
        "resistance left out",
        resistance_left_out,
        "The leak is right. The current has nearly no effect: picoamperes are no volts.",
        f"Ohm's law: the current drives V by `r * i`. {_FORMULA}",
    ),
    Misconception(
        "divided by the resistance",
        divided_by_the_resistance,
        "The leak is right. The current has no effect that could be seen. By Ohm's law, what does a"
        " current do to the potential across a resistance?",
        f"It drives V by `r * i`, a product. {_FORMULA}",
    ),
    Misconception(
        "dt times tau",
        times_tau,
        "Your steps are far too small. A neuron with a *longer* time constant changes more slowly:"
        " must `tau` multiply or divide?",
        f"Divide: `dt / tau`. {_FORMULA}",
    ),
    Misconception(
        "tau over dt",
        upside_down,
        "Your V flies off: a *smaller* time step must make a *smaller* change.",
        f"It is `dt / tau`, not `tau / dt`. {_FORMULA}",
    ),
    Misconception(
        "tau left out",
        tau_left_out,
        "Your steps are too small, and do not depend on the time constant.",
        f"Divide by `tau`: the membrane equation has τ in front of dV/dt. {_FORMULA}",
    ),
    Misconception(
        "dt left out",
        dt_left_out,
        "You add the slope dV/dt, in volts per *second*. How far does V get in one time step?",
        f"Multiply by `dt`. {_FORMULA}",
    ),
    Misconception(
        "dt/tau left out",
        both_left_out,
        "In one step your V goes all the way to its steady state, E_L + R·I. How far does it get in"
        " the time `dt`?",
        f"Multiply the change by `dt / tau`. {_FORMULA}",
    ),
    Misconception(
        "current outside the parentheses",
        current_outside,
        "The leak is right. The current lifts V by all of R·I in a single step.",
        f"`r * i` belongs into the parentheses that `dt / tau` multiplies. {_FORMULA}",
    ),
    Misconception(
        "parentheses left out",
        parentheses_left_out,
        "Only the first term is multiplied by dt/τ: Python multiplies before it adds.",
        f"Put parentheses around the whole right side. {_FORMULA}",
    ),
    Misconception(
        "leak left out",
        leak_left_out,
        "Without a current your V stays wherever it is: this membrane does not leak.",
        f"Add the leak, `el - v`. {_FORMULA}",
    ),
    Misconception(
        "resting potential left out",
        rest_left_out,
        "Without a current your V drifts towards 0. Towards which value should it leak?",
        f"The leak is `el - v`. {_FORMULA}",
    ),
    Misconception(
        "every step from rest",
        from_rest,
        "Each of your steps begins at `el`. It should begin where the membrane is now.",
        f"Add the change to `v`, not to `el`. {_FORMULA}",
    ),
    Misconception(
        "changed in place",
        changed_in_place,
        "The values are right, but `v += ...` also changes the array that was handed in, and"
        " whoever keeps it will wonder.",
        "Make a new value: `return v + dt / tau * (el - v + r * i)`.",
    ),
    Misconception(
        "exact step",
        exact_step,
        "That is the exact solution for a constant current, better than what is asked for! It has"
        " its place in the Bonus. Here take a step along the slope at the beginning of the step.",
        f"Euler's step has no exponential in it. {_FORMULA}",
    ),
    Misconception(
        "backward Euler",
        backward_step,
        "That is the *backward* Euler method, with the slope at the end of the step. Asked for is"
        " the forward one, with the slope at its beginning.",
        f"{_FORMULA}",
    ),
)


# Other right answers.


def as_written(v, i, dt, tau, el, r):
    dv_dt = (-(v - el) + r * i) / tau
    return v + dv_dt * dt


def as_a_weighted_mean(v, i, dt, tau, el, r):
    share = dt / tau
    return (1 - share) * v + share * (el + r * i)


def in_a_new_array(v, i, dt, tau, el, r):
    v_next = np.array(v, float)
    v_next += (el - v) * dt / tau
    v_next += r * np.asarray(i) * dt / tau
    return v_next


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "the slope first": as_written,
        "a weighted mean": as_a_weighted_mean,
        "leak and current apart": in_a_new_array,
    },
)

"""Exercise 1.2: one Euler step of the membrane equation."""

import numpy as np

from ..declaration import right, wrong
from ._other_slopes import FORMULA as _FORMULA
from ._other_slopes import (  # noqa: F401  (answers, too)
    held_at_threshold,
    leak_of_rest_alone,
    mean_current,
    minus_the_size_of_the_leak,
    multiplied_by_its_growth,
    reset_at_threshold,
    size_of_the_leak,
    slope_of_the_bacteria,
    slope_rounded_down,
    sum_for_difference,
    threshold_for_rest,
)


def reference(v, i, dt, tau, el, r):
    """A mean of v and of its steady state, weighted 1 − dt/tau and dt/tau."""
    weight = dt / tau
    return (1 - weight) * v + weight * (el + r * i)


def steps(v, i, dt, tau, el, r):
    slope = (-(v - el) + r * i) / tau
    return [
        ("the slope dV/dt, in volts per second", slope),
        ("how far V gets in the time `dt`", dt * slope),
        ("added to `v`", v + dt * slope),
    ]


def unfulfilled(v, i, dt, tau, el, r, got):
    """A step covers the share dt/tau of the way to the steady state."""
    goal, share = el + r * i, 100 * dt / tau
    mine = 100 * (got - v) / (goal - v) if isinstance(got, float) else share
    if abs(mine - share) < 1e-6:
        return []
    return [
        f"V is at {1e3 * v:g} mV, heading for E_L + R·I = {1e3 * goal:g} mV. One step covers dt/τ,"
        f" {share:g} %, of that way; yours covers {mine:.4g} %."
    ]


@wrong(
    "Your V is where it was before the step, or too near it to see. By how much do the leak and the"
    " current change it in the time `dt`? (In amperes they are C·dV/dt, not yet dV/dt.)",
    nearly=f"Add the change to `v`, in volts. {_FORMULA}",
)
def v_returned_unchanged(v, i, dt, tau, el, r):
    return v


@wrong(
    "You return by how much V changes in one step. Asked for is where it is after the step.",
    nearly=f"Add the change to `v`. {_FORMULA}",
)
def the_change_only(v, i, dt, tau, el, r):
    return dt / tau * (el - v + r * i)


@wrong(
    "Without a current, your V moves *away* from rest: look at the sign of the leak.",
    nearly=f"The leak pulls V towards `el`: it is `el - v`. {_FORMULA}",
)
def leak_with_the_wrong_sign(v, i, dt, tau, el, r):
    return v + dt / tau * (v - el + r * i)


@wrong(
    "At rest and without a current nothing should change, and your V does: resolve the parentheses"
    " in −(V − E_L).",
    nearly=f"−(V − E_L) is `el - v`: two minus signs make a plus. {_FORMULA}",
)
def minus_signs_of_the_leak(v, i, dt, tau, el, r):
    return v + dt / tau * (-v - el + r * i)


@wrong(
    "Your V goes the wrong way: down where the current should lift it, and away from rest.",
    nearly=f"Add the change to `v`. {_FORMULA}",
)
def change_subtracted(v, i, dt, tau, el, r):
    return v - dt / tau * (el - v + r * i)


@wrong(
    "The leak is right. A positive current must lift V, and yours lowers it.",
    nearly=f"The current enters as `+ r * i`. {_FORMULA}",
)
def current_with_the_wrong_sign(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v - r * i)


@wrong(
    "The leak is right. The current has nearly no effect: picoamperes are no volts.",
    nearly=f"Ohm's law: the current drives V by `r * i`. {_FORMULA}",
)
def resistance_left_out(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + i)


@wrong(
    "The leak is right. The current has no effect that could be seen. By Ohm's law, what does a"
    " current do to the potential across a resistance?",
    nearly=f"It drives V by `r * i`, a product. {_FORMULA}",
)
def divided_by_the_resistance(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + i / r)


@wrong(
    "Your steps are far too small. A neuron with a *longer* time constant changes more slowly:"
    " must `tau` multiply or divide?",
    nearly=f"Divide: `dt / tau`. {_FORMULA}",
)
def dt_times_tau(v, i, dt, tau, el, r):
    return v + dt * tau * (el - v + r * i)


@wrong(
    "Your V flies off: a *smaller* time step must make a *smaller* change.",
    nearly=f"It is `dt / tau`, not `tau / dt`. {_FORMULA}",
)
def tau_over_dt(v, i, dt, tau, el, r):
    return v + tau / dt * (el - v + r * i)


@wrong(
    "Your steps are too small, and do not depend on the time constant.",
    nearly=f"Divide by `tau`: the membrane equation has τ in front of dV/dt. {_FORMULA}",
)
def tau_left_out(v, i, dt, tau, el, r):
    return v + dt * (el - v + r * i)


@wrong(
    "You add the slope dV/dt, in volts per *second*. How far does V get in one time step?",
    nearly=f"Multiply by `dt`. {_FORMULA}",
)
def dt_left_out(v, i, dt, tau, el, r):
    return v + (el - v + r * i) / tau


@wrong(
    "In one step your V goes all the way to its steady state, E_L + R·I. How far does it get in"
    " the time `dt`?",
    nearly=f"Multiply the change by `dt / tau`. {_FORMULA}",
    name="dt/tau left out",
)
def both_left_out(v, i, dt, tau, el, r):
    return v + (el - v + r * i)


@wrong(
    "The leak is right. The current lifts V by all of R·I in a single step.",
    nearly=f"`r * i` belongs into the parentheses that `dt / tau` multiplies. {_FORMULA}",
)
def current_outside_the_parentheses(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v) + r * i


@wrong(
    "Only the first term is multiplied by dt/τ: Python multiplies before it adds.",
    nearly=f"Put parentheses around the whole right side. {_FORMULA}",
)
def parentheses_left_out(v, i, dt, tau, el, r):
    return v + dt / tau * el - v + r * i


@wrong(
    "Without a current your V stays wherever it is: this membrane does not leak.",
    nearly=f"Add the leak, `el - v`. {_FORMULA}",
)
def leak_left_out(v, i, dt, tau, el, r):
    return v + dt / tau * (r * i)


@wrong(
    "Without a current your V drifts towards 0. Towards which value should it leak?",
    nearly=f"The leak is `el - v`. {_FORMULA}",
)
def resting_potential_left_out(v, i, dt, tau, el, r):
    return v + dt / tau * (-v + r * i)


@wrong(
    "Each of your steps begins at `el`. It should begin where the membrane is now.",
    nearly=f"Add the change to `v`, not to `el`. {_FORMULA}",
)
def every_step_from_rest(v, i, dt, tau, el, r):
    return el + dt / tau * (el - v + r * i)


@wrong(
    "The values are right, but `v += ...` also changes the array that was handed in, and whoever"
    " keeps it will wonder.",
    nearly="Make a new value: `return v + dt / tau * (el - v + r * i)`.",
)
def changed_in_place(v, i, dt, tau, el, r):
    v += dt / tau * (el - v + r * i)
    return v


@wrong(
    "That is the exact solution for a constant current, better than what is asked for! It has its"
    " place in the Bonus. Here take a step along the slope at the beginning of the step.",
    nearly=f"Euler's step has no exponential in it. {_FORMULA}",
)
def exact_step(v, i, dt, tau, el, r):
    goal = el + r * i
    return goal + (v - goal) * np.exp(-dt / tau)


@wrong(
    "That is the *backward* Euler method, with the slope at the end of the step. Asked for is the"
    " forward one, with the slope at its beginning.",
    nearly=_FORMULA,
    name="backward Euler",
)
def backward_step(v, i, dt, tau, el, r):
    return (v + dt / tau * (el + r * i)) / (1 + dt / tau)


@wrong(
    "Only R·I is divided by τ: put parentheses around the whole right-hand side.",
    nearly=f"Leak and current are both divided by `tau`. {_FORMULA}",
)
def leak_not_divided_by_tau(v, i, dt, tau, el, r):
    return v + dt * (el - v + r * i / tau)


@wrong(
    "Only the leak is divided by τ. On the right-hand side, R·I is divided by τ, too.",
    nearly=f"Put parentheses around leak and current, and divide them both. {_FORMULA}",
)
def current_not_divided_by_tau(v, i, dt, tau, el, r):
    return v + dt * ((el - v) / tau + r * i)


@wrong(
    "You return the slope dV/dt, in volts per second. Asked for is where V is after the step.",
    nearly=f"Multiply the slope by `dt`, and add that to `v`. {_FORMULA}",
)
def the_slope_only(v, i, dt, tau, el, r):
    return (el - v + r * i) / tau


@wrong(
    "You return the slope dV/dt, and in it only R·I is divided by τ. Asked for is where V is after"
    " the step.",
    nearly=f"Divide the whole right-hand side, multiply by `dt`, and add that to `v`. {_FORMULA}",
)
def the_slope_only_without_parentheses(v, i, dt, tau, el, r):
    return -(v - el) + r * i / tau


@wrong(
    "Your weights are exchanged: in a short step V stays nearly where it is.",
    nearly=f"Of `v` remains 1 − dt/τ, and dt/τ comes from E_L + R·I. {_FORMULA}",
)
def weights_exchanged(v, i, dt, tau, el, r):
    return dt / tau * v + (1 - dt / tau) * (el + r * i)


@wrong(
    "The step is right, but the result is in millivolts. In code, potentials are in volts.",
    nearly="Leave out the factor 1000: it belongs where a number is printed or drawn.",
)
def millivolts(v, i, dt, tau, el, r):
    return 1000 * (v + dt / tau * (el - v + r * i))


@wrong(
    "Only the leak is multiplied by `dt`, and only the current divided by `tau`: the slope belongs"
    " into parentheses of its own.",
    nearly=f"Put parentheses around leak and current. {_FORMULA}",
)
def slope_without_parentheses(v, i, dt, tau, el, r):
    return v + dt * -(v - el) + r * i / tau


@wrong(
    "Your steps are far too small: is `dt` multiplied twice?",
    nearly=f"Multiply by `dt` once. {_FORMULA}",
    name="dt twice",
)
def dt_squared(v, i, dt, tau, el, r):
    return v + dt * dt * (el - v + r * i) / tau


@wrong(
    "You return the steady state, where V settles in the end. How far does it get in one `dt`?",
    nearly=f"Follow the slope for the time `dt`. {_FORMULA}",
)
def steady_state(v, i, dt, tau, el, r):
    return el + r * i


@wrong(
    "Your V flies off: you divide the slope by `dt`. How far does V get in the time `dt`?",
    nearly=f"Multiply the slope by `dt`. {_FORMULA}",
    name="divided by dt",
)
def divided_by_dt(v, i, dt, tau, el, r):
    return v + (el - v + r * i) / tau / dt


@wrong(
    "The leak is right. The current is not multiplied by `dt`.",
    nearly=f"Put parentheses around leak and current. {_FORMULA}",
    name="current not multiplied by dt",
)
def current_without_dt(v, i, dt, tau, el, r):
    return v + dt * (el - v) / tau + r * i / tau


@wrong(
    "It is right with the notebook's capacitance, 200 pF, only: `c` is not among the arguments.",
    nearly=f"C is `tau / r`. Or do without it. {_FORMULA}",
    name="the notebook's capacitance",
)
def the_notebooks_capacitance(v, i, dt, tau, el, r):
    return v + dt * (i - (v - el) / r) / 200e-12


def _with_the_notebooks(what, **numbers):
    """The right step, but for arguments that are not used."""

    def step(v, i, dt, tau, el, r):
        return reference(v, i, **{"dt": dt, "tau": tau, "el": el, "r": r, **numbers})

    names = " and ".join(f"`{name}`" for name in numbers)
    return wrong(
        f"It is right for {what} only. Does your function use the {names} that it is given?",
        nearly=f"Write {names} where you have a number now. {_FORMULA}",
        name=f"the notebook's {' and '.join(numbers)}",
    )(step)


the_notebooks_dt = _with_the_notebooks("steps of 1 ms", dt=1e-3)
the_notebooks_tau = _with_the_notebooks("a time constant of 20 ms", tau=20e-3)
the_notebooks_el = _with_the_notebooks("a leak potential of −60 mV", el=-60e-3)
the_notebooks_r = _with_the_notebooks("a resistance of 100 MΩ", r=100e6)
the_notebooks_times = _with_the_notebooks("the times of the notebook", dt=1e-3, tau=20e-3)
the_notebooks_membrane = _with_the_notebooks("the notebook's membrane", el=-60e-3, r=100e6)


@wrong(
    "It is right for the neuron of this notebook only. Does your function use the arguments that it"
    " is given?",
    nearly=f"Write `dt`, `tau`, `el` and `r` where you have numbers now. {_FORMULA}",
)
def the_notebooks_neuron(v, i, dt, tau, el, r):
    return reference(v, i, 1e-3, 20e-3, -60e-3, 100e6)


@wrong(
    "It uses the current of the notebook, `i_mean`, not the current `i` that it is given.",
    nearly=f"Write `i` where you have `i_mean`, or a number, now. {_FORMULA}",
    name="the notebook's mean current",
)
def the_notebooks_current(v, i, dt, tau, el, r):
    return reference(v, 250e-12, dt, tau, el, r)


@right
def the_slope_first(v, i, dt, tau, el, r):
    dv_dt = (-(v - el) + r * i) / tau
    return v + dv_dt * dt


@right
def the_whole_line(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + r * i)


@right
def leak_and_current_apart(v, i, dt, tau, el, r):
    v_next = np.array(v, float)
    v_next += (el - v) * dt / tau
    v_next += r * np.asarray(i) * dt / tau
    return v_next

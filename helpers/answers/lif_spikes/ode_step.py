"""Exercise 5.1: one Euler step of the membrane equation."""

import itertools

import numpy as np

from ..declaration import right, wrong

tau, el, r = 20e-3, -60e-3, 100e6  # s, V, ohm; a probe sets its own
vr, vth = -70e-3, -50e-3  # V


def reference(v, i, dt):
    """A weighted mean: a step takes V a part dt/tau of the way to its steady state."""
    part = dt / tau
    return np.array(
        [(1 - part) * old + part * (el + r * amp) for old, amp in zip(v, i, strict=True)]
    )


def steps(v, i, dt):
    drive = el - v + r * i
    return [
        ("leak and current together, `el - v + r * i`", drive),
        ("the part of it that a step takes, `dt / tau`", dt / tau),
        ("the change of V", dt / tau * drive),
        ("V after the step", v + dt / tau * drive),
    ]


def unfulfilled(v, i, dt, got):
    """Whether `euler_step` would give this with its arguments in another order."""
    if not isinstance(got, np.ndarray) or got.dtype.kind != "f":
        return []
    right = v, i, dt, tau, el, r
    orders = [right, *itertools.permutations(right)]
    with np.errstate(all="ignore"):
        values = [v + dt / tau * (el - v + r * i) for v, i, dt, tau, el, r in orders]
        found = [np.shape(one) == got.shape and np.allclose(got, one, 1e-9, 0) for one in values]
    if found[0] or not any(found):
        return []
    return [
        "`euler_step` gives this when its arguments come in another order: if you call it, compare"
        " with its `def` line."
    ]


@wrong(
    "V comes back as it was given. By how much do the leak and the current change it within `dt`?",
    nearly="Add the change: `return v + dt / tau * (el - v + r * i)`.",
)
def v_returned_unchanged(v, i, dt):
    return v


@wrong(
    "Without a current, V runs away from rest instead of coming back. Which sign does the leak"
    " have?",
    nearly="The leak is `el - v`: it pulls V up where it is below `el`, and down where it is"
    " above.",
)
def leak_reversed(v, i, dt):
    return v + dt / tau * (v - el + r * i)


@wrong(
    "Everything goes the wrong way: up where it should go down. Which sign stands before the"
    " change?",
    nearly="`v + dt / tau * (el - v + r * i)`, with a plus.",
)
def change_subtracted(v, i, dt):
    return v - dt / tau * (el - v + r * i)


@wrong(
    "A positive current lowers V in your version; it should raise it.",
    nearly="Inside the brackets it is `+ r * i`.",
)
def current_subtracted(v, i, dt):
    return v + dt / tau * (el - v - r * i)


@wrong(
    "The current has next to no effect. Can a current, in ampere, be added to a potential, in"
    " volt?",
    nearly="Multiply it by the resistance: `r * i`.",
)
def no_resistance(v, i, dt):
    return v + dt / tau * (el - v + i)


@wrong(
    "The current has no effect that could be seen. By Ohm's law, what does a current do to the"
    " potential across a resistance?",
    nearly="It is `r * i`, a product.",
)
def divided_by_the_resistance(v, i, dt):
    return v + dt / tau * (el - v + i / r)


@wrong(
    "V hardly moves. How large should the factor be when the step is a twentieth of the time"
    " constant?",
    nearly="It is `dt / tau`, a number without a unit.",
)
def times_tau(v, i, dt):
    return v + dt * tau * (el - v + r * i)


@wrong(
    "V leaps by many times its distance from the steady state. Should a short step change it much"
    " or little?",
    nearly="The factor is `dt / tau`, not `tau / dt`. If you call `euler_step`, compare with its"
    " `def` line: in which order do `dt` and `tau` come?",
)
def factor_upside_down(v, i, dt):
    return v + tau / dt * (el - v + r * i)


@wrong(
    "The length of the step does not matter in your version. You add the derivative itself; how"
    " far does V get within `dt`?",
    nearly="Multiply by `dt`: `v + dt / tau * (...)`.",
)
def no_dt(v, i, dt):
    return v + (el - v + r * i) / tau


@wrong(
    "The time constant does not matter in your version, and V hardly moves.",
    nearly="The factor is `dt / tau`.",
)
def no_tau(v, i, dt):
    return v + dt * (el - v + r * i)


@wrong(
    "You return by how much V *changes*. Asked for is V after the step.",
    nearly="Add what it was before: `return v + ...`.",
)
def change_returned(v, i, dt):
    return dt / tau * (el - v + r * i)


@wrong(
    "You return dV/dt. Asked for is V after a step of length `dt`.",
    nearly="One step of Euler's method is `v + dt * (derivative)`.",
)
def derivative_returned(v, i, dt):
    return (el - v + r * i) / tau


@wrong(
    "The numbers are right, but your function also overwrites the array that it was given. In the"
    " loop that is the *previous* column: the history would be lost.",
    nearly="`v += ...` changes the caller's array; `v = v + ...` makes a new one.",
)
def changed_in_place(v, i, dt):
    v += dt / tau * (el - v + r * i)
    return v


@wrong(
    "Without a current nothing moves at all in your version. What pulls V back to rest?",
    nearly="The brackets hold the leak too: `(el - v + r * i)`.",
)
def no_leak(v, i, dt):
    return v + dt / tau * (r * i)


@wrong(
    "The current acts at full strength at each step, however short. What should the factor"
    " `dt / tau` multiply?",
    nearly="It multiplies the leak *and* the current: `dt / tau * (el - v + r * i)`.",
)
def brackets_closed_too_early(v, i, dt):
    return v + dt / tau * (el - v) + r * i


@wrong(
    "It is right for the membrane of the text, but not for another one. Are there numbers typed"
    " into your function?",
    nearly="Use the names `tau`, `el` and `r`.",
)
def numbers_typed_in(v, i, dt):
    return v + dt / 20e-3 * (-60e-3 - v + 100e6 * i)


@wrong("It is right for a step of 1 ms, but not for another one.", nearly="Use the argument `dt`.")
def step_typed_in(v, i, dt):
    return v + 1e-3 / tau * (el - v + r * i)


@wrong(
    "Without brackets, `dt / tau` multiplies `el` alone. What should it multiply?",
    nearly="All that pulls at V: `v + dt / tau * (el - v + r * i)`.",
)
def brackets_left_out(v, i, dt):
    return v + dt / tau * el - v + r * i


@wrong(
    "Your result is in millivolt. In the code everything is in volt.",
    nearly="Leave out the factor 1000: `return v + dt / tau * (el - v + r * i)`.",
)
def millivolts_returned(v, i, dt):
    return 1000 * (v + dt / tau * (el - v + r * i))


@wrong(
    "One of your times is in milliseconds and the other is not. Both `dt` and `tau` are in"
    " seconds.",
    nearly="Leave out the factor 1000: the part is `dt / tau`.",
)
def milliseconds_for_dt(v, i, dt):
    return v + 1000 * dt / tau * (el - v + r * i)


@wrong(
    "All neurons get the same current in your version, the mean. Which is each one's own?",
    nearly="Leave out `np.mean`: `i` has a current for each neuron, as `v` has a potential.",
)
def mean_current(v, i, dt):
    return v + dt / tau * (el - v + r * np.mean(i))


@wrong(
    "That is very close: you solved the equation exactly, as if the current were constant. Asked"
    " for is the step of Euler's method.",
    nearly="A straight line, without `np.exp`: `v + dt / tau * (el - v + r * i)`.",
)
def exact_solution(v, i, dt):
    return el + r * i + (v - el - r * i) * np.exp(-dt / tau)


@wrong(
    "Each step starts at the resting potential in your version, wherever V was.",
    nearly="Start from V: `v + dt / tau * (el - v + r * i)`.",
)
def started_from_rest(v, i, dt):
    return el + dt / tau * (el - v + r * i)


@wrong(
    "The pull of the leak is the same in your version however far V is from rest.",
    nearly="It is the *distance* that counts: `el - v`.",
)
def leak_without_v(v, i, dt):
    return v + dt / tau * (el + r * i)


@wrong(
    "You divide only the current by the time constant. The leak acts within it, too.",
    nearly="`dt / tau` multiplies both: `v + dt / tau * (el - v + r * i)`.",
)
def tau_for_the_current_alone(v, i, dt):
    return v + dt * (el - v + r * i / tau)


@wrong(
    "The current acts, but the leak does so at full strength at each step, however short.",
    nearly="`dt / tau` multiplies both: `v + dt / tau * (el - v + r * i)`.",
)
def leak_at_full_strength(v, i, dt):
    return v + (el - v) + dt / tau * r * i


@wrong(
    "All your potentials are 0. Is there an array of whole numbers, which cuts off all decimals?",
    nearly="Say `np.zeros(len(v))`, or better, compute with whole arrays and no loop.",
    alone=True,
)
def zeros_of_whole_numbers(v, i, dt):
    new = np.zeros_like(v, dtype=int)
    for j in range(len(v)):
        new[j] = v[j] + dt / tau * (el - v[j] + r * i[j])
    return new


@wrong(
    "The step is right, but then you reset the neurons at the threshold. This function only moves"
    " the membrane on: spikes are looked for by another one.",
    nearly="Leave `vth` and `vr` out: `return euler_step(v, i, dt, tau, el, r)`.",
)
def spikes_reset_here(v, i, dt):
    new = v + dt / tau * (el - v + r * i)
    new[new >= vth] = vr
    return new


@wrong(
    "The step is right, but then you hold the potential at the threshold. It may go beyond: spikes"
    " are looked for by another function.",
    nearly="Leave `vth` out: `return euler_step(v, i, dt, tau, el, r)`.",
)
def held_at_the_threshold(v, i, dt):
    return np.minimum(v + dt / tau * (el - v + r * i), vth)


@wrong(
    "V is counted twice: what `euler_step` returns is V *after* the step already, not the change.",
    nearly="`return euler_step(v, i, dt, tau, el, r)`, with nothing added.",
)
def v_counted_twice(v, i, dt):
    return v + (v + dt / tau * (el - v + r * i))


@wrong(
    "You return the steady state, which V only approaches. How far does it get within `dt`?",
    nearly="A part `dt / tau` of the way: `v + dt / tau * (el - v + r * i)`.",
)
def steady_state_returned(v, i, dt):
    return el + r * i


@wrong(
    "Without a current, V goes on falling below rest. Which sign does V have in the leak?",
    nearly="The leak is the distance to rest, `el - v`.",
)
def v_added_in_the_leak(v, i, dt):
    return v + dt / tau * (el + v + r * i)


@wrong(
    "Your membranes are pulled towards the reset potential. Where do they rest without a current?",
    nearly="The leak is `el - v`; `vr` is where a neuron is put after a spike.",
)
def reset_for_rest(v, i, dt):
    return v + dt / tau * (vr - v + r * i)


@wrong(
    "All neurons get the notebook's mean current in your version. Which is each one's own?",
    nearly="Use the argument `i`, not `i_mean`.",
)
def mean_current_of_the_notebook(v, i, dt):
    return v + dt / tau * (el - v + r * 250e-12)


@wrong(
    "Your membranes hardly move. Is 20 typed in for `tau`? In the code times are in seconds, and"
    " 20 s is long.",
    nearly="Use the notebook's `tau`: `return euler_step(v, i, dt, tau, el, r)`.",
    name="tau in milliseconds",
)
def tau_in_milliseconds(v, i, dt):
    return v + dt / 20 * (el - v + r * i)


@wrong(
    "One number comes back, the first neuron's: your function ends there. Is there a loop with"
    " `return` in it?",
    nearly="No loop is needed, since `euler_step` takes whole arrays; otherwise `return` belongs"
    " behind it.",
)
def returned_after_the_first_neuron(v, i, dt):
    return v[0] + dt / tau * (el - v[0] + r * i[0])


@wrong(
    "Your function makes two steps at once.",
    nearly="Call `euler_step` once, and return what comes out.",
)
def two_steps(v, i, dt):
    once = v + dt / tau * (el - v + r * i)
    return once + dt / tau * (el - once + r * i)


@right
def towards_the_steady_state(v, i, dt):
    steady = el + r * i
    return v + (steady - v) * dt / tau


@right
def dt_times_the_derivative(v, i, dt):
    derivative = (-(v - el) + r * i) / tau
    return v + dt * derivative


@right
def in_place_on_a_copy(v, i, dt):
    v = v.copy()
    v += dt / tau * (el - v + r * i)
    return v

"""What the checks of "Spikes and the refractory period" promise beyond what all checks do."""

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks.instant import check, forget

PATIENT = 60.0


@pytest.fixture(autouse=True)
def first_run():
    forget()


@pytest.mark.parametrize("name", ["spike_clamp", "LIFNeurons"])
def test_spikes_before_clamping_pass_with_a_remark_on_strong_currents(name):
    exercise, answer = exercises.find("lif-spikes", name), answers.find("lif-spikes", name)
    result = check(exercise, answer.variants["spike first"], 1, PATIENT)
    assert repr(result) == str(exercise.points)
    assert result.message.count("One remark: A current can be so strong") == 1
    assert "as in Think! 1" in result.message
    assert "remark" not in check(exercise, answer.variants["clamp first"], 1, PATIENT).message


def test_a_mask_of_numbers_is_not_told_what_is_true_of_its_values():
    """Two mistakes are said to come together only where each of them makes an answer wrong."""

    def refractory_step(v, t, last_spike, t_ref):
        v[t - last_spike < t_ref] = vr  # noqa: F821
        spiked = v >= vth  # noqa: F821
        v[spiked], last_spike[spiked] = vr, t  # noqa: F821
        return spiked.astype(int)

    exercise = exercises.find("lif-spikes", "refractory_step")
    result = check(exercise, refractory_step, None, PATIENT)
    assert result.state == "wrong"
    assert "Boolean array" in result.message
    assert "come together" not in result.message


MEMBRANE = {"tau": 20e-3, "el": -60e-3, "r": 100e6}
ORDERS = {
    "v, i, tau, el, r, dt": True,
    "i, v, dt, tau, el, r": True,
    "v, i, dt, tau, r, el": True,
    "v, 2 * i, dt, tau, el, r": False,
}


@pytest.mark.parametrize("order", ORDERS)
def test_a_call_with_its_arguments_in_another_order_is_told_to_compare_with_def(order):
    names = {"__name__": "__main__", **MEMBRANE}
    exec(
        "def euler_step(v, i, dt, tau, el, r):\n    return v + dt / tau * (el - v + r * i)\n"
        f"def ode_step(v, i, dt):\n    return euler_step({order})\n",
        names,
    )
    exercise = exercises.find("lif-spikes", "ode_step")
    result = check(exercise, names["ode_step"], None, PATIENT)
    assert result.state == "wrong"
    assert ("in another order" in result.message) == ORDERS[order]


INLINE = """
class ExactLIFNeurons(LIFNeurons):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.v + dt / self.tau * (self.el - self.v + self.r * i)
        since = np.round((self.t - self.last_spike) / dt)
        self.v[since < np.ceil(self.t_ref / dt - 1e-6)] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t
"""
CALLING = """
class ExactLIFNeurons(LIFNeurons):
    def ode_step(self, dt, i):
        exact = self.t_ref
        self.t_ref = (np.ceil(exact / dt - 1e-6) - 0.5) * dt
        super().ode_step(dt, i)
        self.t_ref = exact
"""
NOTHING_OF_ITS_OWN = "class ExactLIFNeurons(LIFNeurons):\n    pass\n"
LIF = answers.find("lif-spikes", "LIFNeurons")


UNFINISHED = """
class LIFNeurons(LIFNeurons):
    def ode_step(self, dt, i):
        raise NotImplementedError("Exercise 6.1")
"""
KINDS = ("no reset", "names without self", "comparison reversed", "time set to dt")
BASES = {m.name: (m.answer, "") for m in LIF.misconceptions if m.name in KINDS}
BASES["unfinished"] = (LIF.reference, UNFINISHED)


def built_on(base, text):
    names = {"__name__": "__main__", "np": np, "LIFNeurons": base[0]}
    exec(base[1] + text, names)
    return names["ExactLIFNeurons"]


@pytest.mark.parametrize("base", BASES)
def test_a_class_is_judged_by_what_it_adds_to_the_one_that_it_is_built_on(base):
    exercise = exercises.find("lif-spikes", "ExactLIFNeurons")
    for text, state in ((INLINE, "right"), (CALLING, "right"), (NOTHING_OF_ITS_OWN, "")):
        result = check(exercise, built_on(BASES[base], text), 3, PATIENT)
        assert (result.state == "right") == (state == "right"), result.message

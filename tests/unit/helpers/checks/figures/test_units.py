"""Units and numbers in labels are read as people write them; a wrong one is told by its name."""

import pytest

from helpers.checks.judging.figures import units

ACCEPTED = {
    "ms": (
        "Time (ms)", "TIME (MS)", "Time (msec)", "time [ms]", "t / ms", "t in ms", "$t$ (ms)",
        "Time ($\\mathrm{ms}$)", "$t\\ [\\mathrm{ms}]$", "Time, ms", "Time ms",
        "Time (milliseconds)",
        "time in Milliseconds", "Time (Ms)", "Time (millisec)", "Time(ms)", "t/ms", "Time\n(ms)",
        "Time since onset (in ms)", "Time (1 bin = 0.1 ms)", "Time in milli-seconds", "s (ms)",
    ),
    "mV": (
        "V (mV)", "Membrane potential [mV]", "V / mV", "V in mV", "$V_m$ (mV)", "MEMBRANE (MV)",
        "potential (millivolt)", "Potential (Millivolts)", "membrane voltage (mv)", "V mV",
        "u [mV]",
        "$V\\,/\\,\\mathrm{mV}$", "V_m, mV", "Voltage V in mV", "A potential (mV)",
    ),
    "s": ("Time (s)", "TIME (S)", "t in seconds", "Time [sec]", "Time (secs)", "t / s", "time, s"),
    "Hz": ("Rate (Hz)", "rate (1/s)", "spikes per second", "Rate (spikes/s)", "f [s$^{-1}$]"),
    "pA": ("I (pA)", "current in picoamperes", "Current [PA]"),
    "µV": ("V (µV)", "V (uV)", "V ($\\mu$V)", "V (microvolts)"),
    "bit": ("H (bit)", "information [bit]"),
}  # fmt: skip
REJECTED = {
    ("ms", ""): ("", "Time", "terms", "frames", "Time ()", "t"),
    ("ms", "s"): ("Time (s)", "t in seconds", "Time (s) ms", "Time (s), ms", "Time (ms or s)",
        "TIME (SEC)", "t / s", "Time (s, 1000 ms)"),
    ("ms", "mV"): ("Time (mV)",),
    ("ms", "µs"): ("t (µs)", "t (usec)", "t ($\\mu$s)"),
    ("mV", "V"): ("V (V)", "u [V]", "Membrane potential (volts)", "V in V", "V (mV / V)",
        "Potential (V) [mV]"),
    ("mV", "ms"): ("Membrane potential (ms)",),
    ("mV", ""): ("V", "Membrane potential", "Membrane potential (MV)", "A"),
    ("s", "ms"): ("Time (ms)", "Time in milliseconds"),
    ("bit", ""): ("bits", "habit"),
}  # fmt: skip


@pytest.mark.parametrize("unit", ACCEPTED)
def test_the_usual_spellings_of_a_unit_are_read(unit):
    assert [label for label in ACCEPTED[unit] if not units.has_unit(label, unit)] == []


@pytest.mark.parametrize("unit, other", REJECTED)
def test_a_wrong_unit_is_named(unit, other):
    labels = REJECTED[unit, other]
    assert [label for label in labels if units.has_unit(label, unit)] == []
    assert {label: units.other_unit(label, unit) for label in labels} == dict.fromkeys(
        labels, other
    )


SAYS = (
    "15 ms", "t = 15 ms", "t=15.0 ms", "15ms", "0.015 s", "t = 15", "0.015", "at 15 msec", "15 MS",
    "15.000000000000002 ms", "$t = 15\\,\\mathrm{ms}$", "t (ms) = 15", "time in ms: 15", "1.5e-2 s",
    "step 30, 15 ms", "15000 µs", "0.02 s", "15 milliseconds", "t = 15$ $ms", "0.0150 seconds",
    "after 15 ms (0.015 s)",
)  # fmt: skip
SAYS_NOT = (
    "0.015 ms", "15 s", "15 mV", "6 ms", "early", "", "t (s) = 15", "0 s", "16 ms", "14 ms",
        "150 ms",
    "-15 ms", "15 µs", "t15", "1.5 ms", "in V: 15",
)  # fmt: skip


def test_a_number_counts_with_its_unit():
    def says(label):
        (right,) = units.quantities("t = 15 ms")
        return any(quantity.says(right) for quantity in units.quantities(label))

    assert [label for label in SAYS if not says(label)] == []
    assert [label for label in SAYS_NOT if says(label)] == []


@pytest.mark.parametrize("milliseconds", [0.5, 2.5, 7.5, 11.8, 29.5, 59.5, 119.5, 123.4, 0.0])
def test_an_honest_rounding_is_right(milliseconds):
    (right,) = units.quantities(f"t = {milliseconds:.12g} ms")
    rounded = [f"{milliseconds:.{digits}f} ms" for digits in (1, 2, 3)]
    rounded += [f"{milliseconds / 1e3:.{digits}f} s" for digits in (3, 4, 6)]
    if milliseconds >= 1 or not milliseconds:
        rounded += [f"{milliseconds:.0f} ms", f"{int(milliseconds)} ms", f"{milliseconds:.3g} ms"]
    wrong = [r for r in rounded if not units.quantities(r)[0].says(right) and float(r.split()[0])]
    assert wrong == []

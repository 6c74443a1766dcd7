"""Exercise 2.1: reset the neurons at threshold and write down when they spiked."""

from ..declaration import Comparison, Exercise
from ._shared import RECORD_PROBES, fresh_records

EXERCISE = Exercise(
    name="reset_and_record",
    number="2.1",
    title="Reset, and write down the spikes",
    asked="a function that resets the neurons at or above threshold, adds the time to their lists"
    " in the dictionary, and returns the number of spikes",
    points=2,
    parameters=("v", "t", "spikes"),
    probes=RECORD_PROBES,
    fresh=fresh_records,
    compare=Comparison(in_place=("v", "spikes")),
)

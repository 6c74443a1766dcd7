"""Exercise 3.1: reset and record with a Boolean mask."""

from ..declaration import Comparison, Exercise
from ._shared import RECORD_PROBES, fresh_records

EXERCISE = Exercise(
    name="reset_and_record_masked",
    number="3.1",
    title="The same with a mask",
    asked="a function that resets the neurons at or above threshold, adds the time to their lists,"
    " and returns the Boolean mask of the neurons that spiked",
    points=2,
    parameters=("v", "t", "spikes"),
    probes=RECORD_PROBES,
    fresh=fresh_records,
    compare=Comparison(in_place=("v", "spikes")),
)

"""Kinds of exercises: what is asked of a student's object, and how that reads.

A kind is a module here, found by its name. It has

* ``fitting(facts, exercise)``: a sentence on why the object is not what the exercise asks for, or
  "". `facts` is what `helpers.checks.answering.look` says of it.
* ``ask(target, probe)``: what the student's object answers to a probe (a dictionary as
  `Probe.to_data` makes it). Any object may come back; it is turned into plain data by the caller.
* ``unfit(target, probe)``: names of the parameters, when the object cannot be called as the probe
  does; None when it can.
* ``difference(got, right, compare)``: what is wrong with an answer, given the right one, in a
  sentence; "" when nothing is.
* ``call(exercise, probe)``: the probe as a line of code, for messages.

and, where a function's would not do,

* ``alike(got, other, right, compare)``: whether a student's answer is that of a misconception;
* ``apart(got, right, compare)``: what is expected and what came, as two short texts;
* ``place(exercise, probe, at)``: where in the plan something stopped: ", in step 3, `...`";
* ``misfit(exercise, parameters)``: the sentence for an object that is `unfit`;
* ``HANDED``: how many arguments the kind itself hands over before those of the probe.
"""

import importlib
import keyword


def find(name):
    """The module of a kind, by name: "function"."""
    if not name.isidentifier():
        raise LookupError(f"There is no kind of exercise named {name!r}.")
    try:
        return importlib.import_module(f".{name}{'_' * keyword.iskeyword(name)}", __name__)
    except ModuleNotFoundError:
        raise LookupError(f"There is no kind of exercise named {name!r}.") from None

"""`helpers` in a Python that runs in the browser: no threads, processes, sockets or alarms.

There is no such Python here. So another process is told that it is one (`sys.platform`), and all
that it would lack raises.
"""

import json
import subprocess
import sys

import pytest

from helpers import exercises

pytestmark = pytest.mark.slow
PRELUDE = """
import IPython.core.interactiveshell, ipywidgets, matplotlib.pyplot, scipy.optimize, scipy.signal
import http.client, urllib.request  # what Pyodide or its packages bring is there already
import json, os, signal, socket, subprocess, sys, threading

def lacking(name):
    def call(*args, **kwargs):
        raise RuntimeError(f"the browser has no {name}")
    return call

sys.platform = "emscripten"
threading.Thread.start = lacking("threads")
subprocess.Popen.__init__ = lacking("processes")
os.fork = os.system = os.posix_spawn = lacking("processes")
socket.socket.__init__ = lacking("sockets")
socket.getaddrinfo = lacking("sockets")
signal.setitimer = signal.alarm = lacking("alarms")
"""


def in_the_browser(code, **environment):
    """Run code there; returns what it prints as JSON."""
    run = subprocess.run(
        [sys.executable, "-c", PRELUDE + code],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={"PATH": "/nowhere", "MPLBACKEND": "agg", **environment},
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def test_what_is_lacking_raises():
    code = """
said = []
for call in (
    lambda: threading.Thread(target=print).start(),
    lambda: subprocess.run(["true"]),
    lambda: socket.create_connection(("localhost", 1)),
    lambda: signal.setitimer(signal.ITIMER_REAL, 1),
):
    try:
        call()
    except RuntimeError as error:
        said.append(str(error))
print(json.dumps(said))
"""
    lacking = ("threads", "processes", "sockets", "alarms")
    assert in_the_browser(code) == [f"the browser has no {name}" for name in lacking]


def test_everything_that_a_notebook_imports_is_there(tmp_path):
    code = """
import helpers
from helpers import checks, data, demos, feedback, lif, media, plots, predict
helpers.start()
media.video(youtube="OOIDEr1e5Gg", title="Video", about="A lecture.")
predict.ask("somewhere/here", "What will happen?")
predict.recall("somewhere/here")
feedback.ask("somewhere/here")
print(json.dumps([len(data.load("grasshopper")), data.load("steinmetz").is_synthetic]))
"""
    assert in_the_browser(code, HELPERS_HOME=str(tmp_path)) == [2, True]


def test_feedback_is_kept_where_it_cannot_be_sent(tmp_path):
    code = """
from helpers.feedback import send
said = []
send.send_in_background(None, "https://example.org", said.append)
print(json.dumps(said))
"""
    assert in_the_browser(code, HELPERS_HOME=str(tmp_path)) == [
        "a notebook that runs in the browser cannot send"
    ]


@pytest.mark.parametrize("tutorial", exercises.tutorials())
def test_checks_judge_right_and_wrong_answers(tutorial):
    code = f"""
from helpers import answers, checks, exercises
judged = {{}}
for exercise in exercises.of({tutorial!r}):
    answer = answers.find(exercise.tutorial, exercise.name)
    check = getattr(getattr(checks, exercise.tutorial.replace("-", "_")), exercise.name)
    right, wrong = answer.reference, answer.misconceptions[0].answer
    judged[exercise.name] = [check(right).state, check(right, seed=1).state, check(wrong).state]
print(json.dumps(judged))
"""
    judged = in_the_browser(code)
    assert judged and set(map(tuple, judged.values())) == {("right", "right", "wrong")}


def test_an_endless_loop_is_stopped_without_an_alarm():
    code = """
from helpers import checks
def entropy(pmf):
    while True:
        pass
print(json.dumps(checks.why_models.entropy(entropy).state))
"""
    assert in_the_browser(code) == "wrong"

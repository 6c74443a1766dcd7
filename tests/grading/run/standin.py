"""In the place of `courseware.grade.worker.worker` in tests: does what the task says."""

import json
import os
import signal
import sys
import time
from pathlib import Path

from courseware.grade.contract import GRADED, SubmissionResult, Task


def opened(folder):
    folder = Path(folder)
    refusals = folder / "refusals"
    if refusals.exists() and (n := int(refusals.read_text())):
        refusals.write_text(str(n - 1))
        raise RuntimeError("the template did not start")
    with (folder / "started").open("a") as log:
        log.write(f"{os.getpid()}\n")
    return lambda text: _grade(folder, Task.from_json(text)).to_json()


def _grade(folder, task):
    """Notes who grades what, then does the words in the task's notebook."""
    with (folder / "log").open("a") as log:
        log.write(f"{task.student} {os.getpid()}\n")
    for word in task.notebooks[0].text.split():
        match word.split("="):
            case ["sleep", seconds]:
                time.sleep(float(seconds))
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["die-once"]:
                mark = folder / f"{task.student}-died"
                if not mark.exists():
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
            case ["exit", code]:
                os._exit(int(code))
            case ["left-out", module]:
                left_out = sys.modules.get(module, 0) is None
                return SubmissionResult(
                    task.student, task.assignment, GRADED, reason=json.dumps(left_out)
                )
            case ["raise", message]:
                raise RuntimeError(message)
            case ["raise-eof"]:
                raise EOFError("of something else")
    return SubmissionResult(task.student, task.assignment, GRADED, reason=json.dumps(task.seed))

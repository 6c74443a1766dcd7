"""What a worker process does: grade one submission after the other.

It runs the notebooks, asks the probes at the checks and judges the answers. Importing this module
imports all that grading needs.

The answer to a check is taken when its cell is reached. A cell that ends the process is left out
and the notebook run again without it, so that what is honest still earns its points.
"""

import time
from collections.abc import Callable

from courseware.grade.contract import FAILED, GRADED, SubmissionResult, Task
from courseware.grade.sandbox.spawner import Template

from .notebook_run import Budget, NotBegun, NotebookRun
from .verdict import JudgingFailed


def grade(task: Task, template: Template) -> SubmissionResult:
    """Grade a submission; it has `FAILED` if our side failed in a way that will not pass.

    Raises `TemplateEnded` if the template is gone: start another one and try again.
    """
    began, limits = time.monotonic(), task.limits
    budget = Budget(limits.submission_seconds, began + limits.wall_seconds, limits.restarts)
    state, reason, notebooks = GRADED, "", []
    try:
        for notebook in task.notebooks:
            notebooks.append(NotebookRun(task, notebook, template, budget).go())
    except (JudgingFailed, NotBegun) as error:
        state, reason, notebooks = FAILED, str(error), []
    seconds = {**budget.spent, "total": time.monotonic() - began}
    return SubmissionResult(
        student=task.student,
        assignment=task.assignment,
        state=state,
        reason=reason,
        notebooks=tuple(notebooks),
        seconds={name: round(value, 4) for name, value in seconds.items()},
        memory=budget.memory,
        sandbox=task.sandbox,
    )


def opened(sandbox: bool) -> Callable[[str], str]:
    """Start a template; returns a function from a `Task` to a `SubmissionResult`, both as JSON.

    Raises `CoursewareError` if the machine allows no sandbox, `TemplateEnded` if it does not start
    for another reason.
    """
    template = Template(sandbox)
    return lambda text: grade(Task.from_json(text), template).to_json()

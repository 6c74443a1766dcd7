"""What a worker process runs; importing this imports all that grading needs."""

from courseware.grade.contract import Task
from courseware.grade.sandbox.spawner import Template

from .work import grade


def opened(sandbox):
    """Start a template.

    Parameters
    ----------
    sandbox : bool
        Whether it runs in a sandbox.

    Returns
    -------
    callable
        From a `Task` to a `Result`, both as JSON.

    Raises
    ------
    CoursewareError
        If the machine allows no sandbox.
    TemplateEnded
        If it does not start for another reason.
    """
    template = Template(sandbox)
    return lambda text: grade(Task.from_json(text), template).to_json()

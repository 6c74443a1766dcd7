"""What a worker process runs; importing this imports all that grading needs."""

from .task import Task
from .template import Template
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
    """
    from .sandbox import Sandbox

    template = Template(Sandbox.find() if sandbox else None)
    return lambda text: grade(Task.from_json(text), template).to_json()

"""The names that a course's ``nbgrader_config.py`` may use; each is imported when it is asked for.

``StubSolutions`` and ``StudentEdition`` are preprocessors of ``nbgrader generate_assignment``,
``Grades`` is an exporter of ``nbgrader export``; ``clean_html``, ``strip_files_prefix`` and
``PlainMetadata`` make nbconvert's pages of what students wrote safe.
"""

import importlib

_HOMES = {
    "StubSolutions": "courseware.build.stubs",
    "StudentEdition": "courseware.build.student_edition",
    "Grades": "courseware.grade.results.export",
    "clean_html": "courseware.kit.safe_notebook_pages",
    "strip_files_prefix": "courseware.kit.safe_notebook_pages",
    "PlainMetadata": "courseware.kit.safe_notebook_pages",
}


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__():
    return [*_HOMES]

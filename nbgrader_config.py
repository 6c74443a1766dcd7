"""Settings for nbgrader: `courseware build` and plain `nbgrader` use the same."""

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    SaveCells,
)

from courseware.plugins import StubSolutions, StudentEdition

c = get_config()  # noqa: F821

c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
# nbgrader copies all other files of a tutorial's folder to the students: not the sources.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.py"]

# nbgrader's own list, with stubs made from the solutions and with what a student's copy adds.
c.GenerateAssignment.preprocessors = [
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    StubSolutions,
    StudentEdition,  # reads the outputs, so it comes before they are cleared
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
]

# Pages for feedback and for grading by hand show what students wrote, but run and fetch nothing
# of it. (nbconvert's own sanitising takes figures, tables and folded parts too, and nbgrader's
# templates leave it out for Markdown; the last filter that they use there is strip_files_prefix.)
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "courseware.plugins.clean_html",
    "strip_files_prefix": "courseware.plugins.strip_files_prefix",
}
c.HTMLExporter.preprocessors = ["courseware.plugins.PlainMetadata"]

# In grades.csv, what could not be graded has no score, which is not the same as 0.
c.ExportApp.plugin_class = "courseware.plugins.Grades"

# An answer that is right but for an earlier one that it calls has its points, unless this is off:
# c.Checks.follow_through = False

# For graded use, students may be given less help:
# c.StudentEdition.link_solution = False  # no link to the worked solutions
# c.StudentEdition.show_expected = False  # no "What a right answer looks like"

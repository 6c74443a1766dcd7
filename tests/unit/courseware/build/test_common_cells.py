"""Every tutorial has the same cells around it: badge, contents, set-up, what to do at the end."""

import os
import re
import subprocess
import sys

import pytest

from courseware.build.common_cells import frame
from courseware.build.source import read
from courseware.project import Project


@pytest.fixture
def student(built_once):
    return built_once.notebook("course")


def text_of(notebook, name):
    return next(cell.source for cell in notebook.cells if cell.id == name)


def test_the_badge_opens_the_student_notebook_in_colab(student):
    assert student.cells[0].id == "courseware-top"
    place = "course/how-models/how-models.ipynb"
    colab = f"https://colab.research.google.com/github/someone/small-course/blob/main/{place}"
    assert f"]({colab})" in student.cells[0].source
    assert f"(https://github.com/someone/small-course/raw/main/{place})" in student.cells[0].source


def test_contents_follow_the_title_and_every_entry_has_its_anchor(student):
    names = [cell.id for cell in student.cells]
    assert names.index("courseware-contents") == names.index("how-models-1") + 1
    entries = re.findall(r"( *)- \[(.+?)\]\(#(.+?)\)", text_of(student, "courseware-contents"))
    assert entries == [
        ("", "Section 1: Entropy & more", "section-1-entropy-more"),
        ("    ", "Things that change", "things-that-change"),
        ("", "Save, submit, start again", "save-submit-start-again"),
    ]
    everything = "\n".join(cell.source for cell in student.cells)
    for _, text, anchor in entries:
        # JupyterLab goes by id, Colab by name.
        assert re.search(f'<a id="{anchor}" name="{anchor}"></a>\n\n##+ {text}', everything)


def test_set_up_is_a_form_before_all_other_code(student):
    code = [cell for cell in student.cells if cell.cell_type == "code"]
    assert code[0].id == "courseware-setup"
    assert code[0].source.startswith("# @title Set up (run me first)\n")
    assert code[0].metadata.cellView == "form"
    assert code[0].metadata.tags == ["hide-input"]
    assert '%pip install -q "git+https://github.com/someone/small-course"' in code[0].source


def test_set_up_offline_and_without_helpers_says_what_to_do(student, tmp_path):
    script = tmp_path / "set_up.py"
    script.write_text(
        "import sys; sys.modules['helpers'] = None\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        f"InteractiveShell().run_cell({text_of(student, 'courseware-setup')!r})\n"
    )
    # git may not use the network here, on any machine.
    environment = os.environ | {"GIT_ALLOW_PROTOCOL": "none", "PIP_NO_INDEX": "1"}
    result = subprocess.run(
        [sys.executable, str(script)],
        env=environment | {"IPYTHONDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "helpers could not be installed. Is this computer online?" in result.stdout


def test_the_end_says_how_to_save_submit_start_again_and_get_updates(student):
    end = student.cells[-1].source
    assert end.startswith("---\n")
    for words in (
        "**Save a copy.**",
        "**Submit.**",
        "`how-models.ipynb`",
        "make fresh NAME=how-models",
        "**Get updates.**",
    ):
        assert words in end


def test_neighbours_are_linked_where_they_exist_and_named_where_they_are_to_come(built, run):
    assert "**Previous tutorial:** *What models* (coming)" in built.path("course").read_text()
    built.write_cells("\nx = 1", name="what-models")
    assert run(built, "build").code == 0
    text = built.notebook("course").cells[-1].source
    link = "https://github.com/someone/small-course/blob/main/course/what-models/what-models.ipynb"
    assert f"**Previous tutorial:** [What models]({link})" in text
    assert "**Next tutorial:** *Why models* (coming)" in text


def test_contents_that_begin_with_a_small_heading_are_no_block_of_code(course):
    course.write_cells("[markdown]\n# ### Small\n#\n# ### Too\n#\n# ## Large\n#\n# ### Below")
    project = Project.find(course.root)
    framed = frame(read(project, "how-models"), project)
    entries = text_of(framed, "courseware-contents").splitlines()[2:6]
    assert [entry.split("[")[0] for entry in entries] == ["- ", "- ", "- ", "    - "]

"""What figures show is told to those who cannot see them, and to nobody else before they look."""

import re

import pytest
from matplotlib.figure import Figure

import helpers
from courseware.build.common_cells import frame
from courseware.build.descriptions.move import move_descriptions
from courseware.build.source import read
from courseware.project import Project

ALT = "A line that rises to 3 mV."
SHOWN = f"\nhelpers.show(ax, alt={ALT!r})"


@pytest.fixture
def moved(course):
    """Build a tutorial's source up to what is run; gives source and notebook."""

    def moved(*cells):
        course.write_cells(*cells)
        project = Project.find(course.root)
        source = read(project, "how-models")
        move_descriptions(source)
        return source, frame(source, project)

    return moved


def code(notebook):
    own = [cell for cell in notebook.cells if not cell.id.startswith("courseware-")]
    return [cell.source for cell in own if cell.cell_type == "code"]


def figures(notebook):
    (cell,) = (cell for cell in notebook.cells if cell.id == "courseware-figures")
    return cell


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("helpers.show(ax, alt='A line.')", 'helpers.show(ax, "A title")'),
        ("show(axes[0], alt='''A\n    line.''')", 'show(axes[0], "A title")'),
        (
            "µ = 'µV'; helpers.show(\n    ax,\n    alt='A '\n    'line.',\n); ä = 1",
            "µ = 'µV'; helpers.show(ax, \"A title\"); ä = 1",
        ),
        (
            "with helpers.needs(f):\n    helpers.show(\n        f(\n            1\n        ),\n"
            "        alt='A line.',\n    )\n    print(1)",
            'with helpers.needs(f):\n    helpers.show(f(\n            1\n        ), "A title")\n'
            "    print(1)",
        ),
    ],
)
def test_a_name_stands_in_the_place_of_the_description(written, read, moved):
    source, notebook = moved("\n" + written)
    assert code(notebook) == [read]
    assert source.descriptions == {"A title": "A line."}


def test_other_calls_stay_as_they_are(moved):
    cells = "\nplt.show()\nprint('helpers.show(ax, alt=1)')", "\n%matplotlib inline\nax.show(1)"
    source, notebook = moved(*cells)
    assert code(notebook) == [cell[1:] for cell in cells]
    assert not source.descriptions
    assert "courseware-figures" not in [cell.id for cell in notebook.cells]


def test_each_figure_is_named_after_the_heading_above_and_no_two_alike(moved):
    source, notebook = moved(
        SHOWN + SHOWN,
        "[markdown]\n# ## Section 1: Bits\n#\n# ### Exercise 1.1: Count `bits` (core)",
        SHOWN,
        "[markdown]\n# No heading.",
        SHOWN + SHOWN,
        "[markdown]\n# ### $H$",
        SHOWN,
        "[markdown]\n# ### Is it right?",
        SHOWN,
        "[markdown]\n# ### Exercise 1.1: Again",
        SHOWN,
    )
    used = re.findall(r'helpers.show\(ax, "(.*)"\)', "\n".join(code(notebook)))
    assert used == [
        "A title",
        "A title, figure 2",
        "Exercise 1.1",
        "Exercise 1.1, figure 2",
        "Exercise 1.1, figure 3",
        "Figure",
        "Is it right",
        "Exercise 1.1, figure 4",
    ]
    assert list(source.descriptions) == used


def test_the_descriptions_stand_folded_below_the_set_up(moved, capsys):
    odd = r"""It says "$x$", \n, {braces} and 'µV'."""
    _, notebook = moved(SHOWN, f"\nhelpers.show(ax, alt={odd!r})")
    ids = [cell.id for cell in notebook.cells]
    cell = figures(notebook)
    assert ids.index("courseware-setup") + 1 == ids.index(cell.id)
    assert cell.source.startswith("# @title Descriptions of the figures")
    assert cell.metadata == {
        "cellView": "form",
        "tags": ["hide-input"],
        "jupyter": {"source_hidden": True},
    }
    exec(cell.source, {})  # alone: nothing else need be run before
    for name, text in (("A title", ALT), ("A title, figure 2", odd)):
        helpers.show(Figure(), name)
        assert capsys.readouterr().out == f"Figure: {text}\n"


def test_a_figure_without_its_description_names_the_cell_that_has_it(moved, capsys):
    _, notebook = moved(SHOWN)
    helpers.show(Figure(), "A figure of no tutorial")
    title = re.search(r'the cell "(.*?)"', capsys.readouterr().out)[1]
    assert title in figures(notebook).source.split("\n")[0]


@pytest.mark.slow
def test_both_notebooks_show_the_description_and_do_not_tell_it(course, run):
    course.write_cells(
        "\nimport helpers\nfrom matplotlib import pyplot as plt\n\nfig, ax = plt.subplots()" + SHOWN
    )
    result = run(course, "build")
    assert result.code == 0, result.err
    for folder in ("solutions", "course"):
        notebook = course.notebook(folder)
        assert ALT in figures(notebook).source
        assert ALT not in code(notebook)[0]
        assert code(notebook)[0].endswith('helpers.show(ax, "A title")')
    shown = course.notebook("solutions").cells[-2].outputs[0].data
    assert f'alt="{ALT}"' in shown["text/html"] and shown["text/plain"] == f"Figure: {ALT}"
    assert run(course, "build", "--check").code == 0

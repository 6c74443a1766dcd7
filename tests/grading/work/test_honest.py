"""Honest students keep their marks, and cells behave as in a kernel where a course can tell."""

import re

import nbclient
import nbformat
import pytest

from tests.patience import PATIENCE

from .conftest import COUNTS, ENTROPY, RIGHT, RIGHT_COUNTS, limits

TALKING = """
import threading, time
def talk():
    for _ in range(40):
        print("x" * 500, flush=True)
        time.sleep(0.02)
threading.Thread(target=talk, daemon=True).start()
"""
ODDITIES = {
    "a warning": RIGHT.replace("    p =", "    import warnings; warnings.warn('hm')\n    p ="),
    "prints to stderr": RIGHT.replace(
        "    p =", "    import sys; print(1, file=sys.stderr)\n    p ="
    ),
    "another folder": RIGHT + "\nimport os, tempfile\nos.chdir(tempfile.mkdtemp())",
    "a folder that is gone": RIGHT + "\nimport os\nos.mkdir('x'); os.chdir('x'); os.rmdir('../x')",
    "len shadowed": RIGHT + "\nlen = 3; list = sum = print = None",
    "nothing imported twice": RIGHT + "\nimport numpy as np, scipy, matplotlib",
    "stdout replaced": RIGHT + "\nimport sys, io\nsys.stdout = io.StringIO()",
    "errors as exceptions": RIGHT + "\nimport warnings; warnings.simplefilter('error')",
    "magics": "%matplotlib inline\n%config InlineBackend.figure_format = 'retina'\n" + RIGHT,
    "a trace function": RIGHT + "\nimport sys; sys.settrace(lambda *a: None)",
    "a thread that prints": RIGHT + TALKING,
}


@pytest.mark.parametrize("source", ODDITIES.values(), ids=ODDITIES)
def test_oddities_cost_nothing(run, source):
    outcome = run(source, ENTROPY, RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"entropy-check": 3, "counts-check": 2}, outcome.text(0)
    assert "ended" not in outcome.notes
    assert not [o for o in outcome.outputs(0) if o.output_type == "error"]


def test_what_a_name_is_when_its_check_is_reached_counts(run):
    wrong = "def entropy(pmf):\n    return 0"
    outcome = run(wrong, RIGHT, ENTROPY, "np = 3", wrong)
    assert outcome.points == {"entropy-check": 3}
    assert "defined in more than one cell (1, 2): the last one counts" in outcome.notes
    assert "again after its check (cell 5)" in outcome.notes


def test_a_name_that_is_not_there_is_told_with_one_that_is_like_it(run):
    page = run(RIGHT.replace("entropy", "entropi"), ENTROPY).outputs(1)[0].data["text/html"]
    assert "There is no <code>entropy</code>" in page and "<code>entropi</code>" in page


def test_fresh_inputs_are_not_shown(run):
    memorised = (
        "import numpy as np\n"
        "def entropy(pmf):\n"
        "    p = pmf[pmf > 0]\n"
        "    seen = ([.5, .5], [.2, .8], [1], [1/2, 1/3, 1/6], [.001, .999], [.1, .2, .3, .4])\n"
        "    known = any(len(p) == len(s) and np.allclose(p, s) for s in seen) or len(p) == 50\n"
        "    return -np.sum(p * np.log2(p)) if known else 0.1234\n"
    )
    outcome = run(memorised, ENTROPY)
    assert outcome.states == {"entropy-check": "wrong"}
    page = outcome.outputs(1)[0].data["text/html"]
    assert "not on others" in page and "expected" not in page and "0.1234" not in page


def test_the_source_of_a_check_never_gets_to_the_student(run):
    spy = "import gc\nprint(any('checks.why' + '_models' in repr(x)[:200] for x in In))"
    assert run(RIGHT, ENTROPY, spy).text(2) == "False\n"


def test_too_much_output_is_left_out_and_told(run):
    outcome = run("for _ in range(3000): print('y' * 999)\nprint('end')", "print('next')")
    assert "some of it was left out" in outcome.notes
    assert "is left out here" in outcome.text(0) and len(outcome.text(0)) < 1.2e6
    assert outcome.text(1) == "next\n"


def test_input_is_answered_by_a_sentence_at_once(run):
    outcome = run("input('How old? ')", "import getpass; getpass.getpass()", "print('on')")
    assert "no one to answer" in outcome.text(0) and "no one to answer" in outcome.text(1)
    assert outcome.text(2) == "on\n"


def test_displays_are_updated_across_cells_and_outputs_taken_back(run):
    outcome = run(
        "shown = display('first', display_id='a')",
        "shown.update('second')",
        "import IPython.display as d\nprint('gone'); d.clear_output(wait=True); print(1)",
    )
    assert outcome.text(0) == "'second'" and outcome.text(1) == "" and outcome.text(2) == "1\n"


AS_IN_A_KERNEL = [
    "1 + 1",
    "_ + 40",
    "Out[1], In[1], _1",
    "x = !echo captured\nprint(x, _exit_code)",
    "%%bash\necho from bash\necho e >&2",
    "await __import__('asyncio').sleep(0.01)\n5",
    "import asyncio\nasync def f(): return 7\nt = asyncio.create_task(f())",
    "await t",
    "c = f()\ntry:\n    asyncio.run(c)\nexcept RuntimeError as e:\n    print(e)\nc.close()",
    "%%capture out\nprint('hidden'); display(3); 4",
    "out.stdout, len(out.outputs)",
    "import warnings; warnings.simplefilter('ignore')",
    "raise ValueError('bad')",
    "undefined_name",
    "def f(:\n  pass",
    "import sys\nsys.exit(3)",
    "raise KeyboardInterrupt",
    "3;",
    "type(get_ipython()).__name__",
    "len?",
    "%%html\n<p>hi</p>",
    "%matplotlib inline",
    "import matplotlib.pyplot as plt\nplt.plot([1]); plt.get_fignums(), plt.get_backend()",
    "plt.get_fignums()",
    "import ipywidgets as w\ns = w.IntSlider(3); s.value = 5; s.value",
    "%nosuch",
    "%precision 3\n3.14159",
    "%%writefile b.py\nprint('ran', __name__)",
    "%run b.py",
]


def test_cells_show_what_a_kernel_shows(run, tmp_path):
    cells = [nbformat.v4.new_code_cell(source) for source in AS_IN_A_KERNEL]
    notebook = nbformat.v4.new_notebook(cells=cells)
    about = {"metadata": {"path": str(tmp_path)}}
    nbclient.NotebookClient(notebook, allow_errors=True, resources=about, **PATIENCE).execute()
    outcome = run(*AS_IN_A_KERNEL, figures=True, limits=limits(cell_seconds=20.0))
    for position, source in enumerate(AS_IN_A_KERNEL):
        theirs = notebook.cells[position].outputs
        assert _gist(outcome.outputs(position)) == _gist(theirs), source


def test_what_is_written_past_python_is_there(run):
    outcome = run("import os; os.write(1, b'raw\\n'); os.system('echo sys >&2'); print('on')")
    assert outcome.text(0) == "on\nraw\nsys\n"


def _gist(outputs):
    """Outputs without what differs from run to run, such as the pieces that a stream comes in."""
    found, printed = [], {}
    for output in outputs:
        if output.output_type == "error":
            value = re.sub(r"\([^()]*, line", "(line", output.evalue)
            found.append(("error", output.ename, value, len(output.traceback)))
        elif output.output_type == "stream":
            printed[output.name] = printed.get(output.name, "") + output.text
        else:
            known = {"text/plain", "text/html", "image/png"} & output.data.keys()
            number = output.get("execution_count")
            text = re.sub("0x[0-9a-f]+", "", output.data["text/plain"])
            found.append((output.output_type, sorted(known), text, number))
    return sorted(map(str, [*found, *printed.items()]))


def test_checks_of_ours_are_verified_whatever_the_notebook_says_of_its_language(run):
    bash = {"kernelspec": {"name": "bash", "language": "bash", "display_name": "Bash"}}
    forged = "def entropy(p): return 3"
    assert run(forged, ENTROPY, metadata=bash).states == {"entropy-check": "wrong"}
    assert run(RIGHT, ENTROPY, metadata=bash).points == {"entropy-check": 3}

"""Everything that students use works with the versions that Colab ships."""

import copy
import json
import os
import shutil
import subprocess
import tomllib

import nbclient
import nbformat
import pytest

from tests.amount import amount, first_now
from tests.patience import PATIENCE

from .conftest import ROOT, TUTORIALS
from .nbval_run import nbval

LOOK = """
from importlib.metadata import version
import numpy, scipy, matplotlib, ipywidgets
for package in (numpy, scipy, matplotlib, ipywidgets):
    print(package.__name__, package.__version__, version(package.__name__), package.__file__)
"""


pytestmark = pytest.mark.slow
WHY_MODELS_FIRST = sorted(TUTORIALS, key=lambda name: name != "why-models")
# What rests most on how NumPy, SciPy and Matplotlib behave.
SAMPLE = ["test_lif.py", "exercises", "plots"]


@pytest.mark.colab
@pytest.mark.parametrize("tutorial", first_now(WHY_MODELS_FIRST), indirect=True)
def test_solution_notebook_gives_the_same_outputs_with_colabs_versions(
    tutorial, tmp_path, colab_python
):
    run = nbval(colab_python, tutorial, tmp_path)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


@pytest.mark.colab
@pytest.mark.sampled
def test_helpers_keep_their_promises_with_colabs_versions(colab_python):
    tests = [f"tests/unit/helpers/{name}" for name in amount(SAMPLE, [""])]
    run = subprocess.run(
        [colab_python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not timing", *tests],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


@pytest.mark.colab
def test_bootstrap_cell_installs_helpers_beside_what_colab_ships(fresh_colab, tmp_path):
    """The set-up cell as it is, run twice, and then the rest of the notebook.

    The second time there is nothing to install from any more: it needs none, and so is instant.
    """
    site, repository, kernel = fresh_colab
    notebook = nbformat.read(ROOT / "course" / "why-models" / "why-models.ipynb", 4)
    setup = next(k for k, c in enumerate(notebook.cells) if "git+https://" in c.source)
    look = nbformat.v4.new_code_cell(LOOK)
    again = nbformat.v4.new_code_cell(notebook.cells[setup].source)
    remove = nbformat.v4.new_code_cell(f"import shutil; shutil.rmtree({str(repository)!r})")
    where = nbformat.v4.new_code_cell("print(helpers.__file__)")
    notebook.cells[setup + 1 : setup + 1] = [remove, again, where, copy.deepcopy(look)]
    notebook.cells.insert(setup, look)
    client = nbclient.NotebookClient(
        notebook, kernel_name="colab", resources={"metadata": {"path": str(tmp_path)}}, **PATIENCE
    )
    client.execute(env=kernel)

    before, installed, _, repeated, where, after = notebook.cells[setup : setup + 6]
    assert "numpy" in printed(before)
    assert printed(before) == printed(after), "a version of Colab's has changed"
    assert "ERROR" not in printed(installed)
    assert repeated.outputs == []
    assert printed(where).startswith(str(site))
    named = {path.name.partition("-")[0] for path in site.iterdir()}
    assert named - {"pip", "__pycache__"} == {"helpers", "courseware", "neuron_models", "colab.pth"}
    assert all(c.execution_count for c in notebook.cells if c.cell_type == "code")


def printed(cell):
    """What a cell printed; a kernel may send it in any number of pieces."""
    return "".join(output.get("text", "") for output in cell.outputs)


@pytest.fixture
def fresh_colab(colab_python, tmp_path_factory, monkeypatch):
    """An environment that sees Colab's packages and lacks `helpers`.

    Returns
    -------
    site : Path
        Where it installs.
    repository : Path
        From where.
    environment : dict
        Of a process whose Jupyter kernel "colab" runs in it, and whose git takes that folder for
        the repository on the web.
    """
    folder = tmp_path_factory.mktemp("colab")
    subprocess.run([colab_python, "-m", "venv", folder / "env"], check=True)
    (site,) = (folder / "env").glob("lib/python*/site-packages")
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    shipped = subprocess.run([colab_python, "-c", ask], capture_output=True, text=True, check=True)
    (site / "colab.pth").write_text(shipped.stdout)
    python = str(folder / "env" / "bin" / "python")
    argv = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = folder / "jupyter" / "kernels" / "colab"
    spec.mkdir(parents=True)
    spec.joinpath("kernel.json").write_text(json.dumps({"argv": argv, "display_name": "Colab"}))
    repository = as_repository(folder / "repository")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    monkeypatch.setenv("JUPYTER_PATH", str(folder / "jupyter"))
    return (
        site,
        repository,
        {
            **{k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{repository.as_uri()}.insteadOf",
            "GIT_CONFIG_VALUE_0": project["urls"]["Repository"],
        },
    )


def as_repository(folder):
    """Copy what git knows of this working tree into a repository of its own."""
    git = ["git", "-c", "user.name=test", "-c", "user.email=test@localhost"]
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "as it is"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    return folder

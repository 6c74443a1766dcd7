"""The JupyterLite site: notebooks, a wheel of helpers, and nothing that needs a server.

That it runs is not seen here: its Python comes from the web when a notebook is opened.
"""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest

from courseware.project import Project
from courseware.site import lite
from courseware.student_copies import released

ROOT = Path(__file__).resolve().parents[3]
NAME = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "lite"
    folder.mkdir()
    (folder / "old.html").write_text("from an earlier build")
    run = subprocess.run(
        [sys.executable, "-m", "courseware.site.lite", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert not (folder / "old.html").exists()
    return folder


def settings(site):
    return json.loads((site / "jupyter-lite.json").read_text())["jupyter-config-data"]


def test_it_opens_jupyterlab(site):
    assert (site / "index.html").is_file() and (site / "lab" / "index.html").is_file()


def test_every_student_notebook_is_there_and_listed(site):
    names = {f"{name}.ipynb" for name in released(ROOT)}
    listed = json.loads((site / "api" / "contents" / "all.json").read_text())["content"]
    assert {path.name for path in (site / "files").iterdir()} == names
    assert {entry["name"] for entry in listed} == names


def test_notebooks_are_the_students_but_for_the_set_up_cell(site):
    for name, path in released(ROOT).items():
        here, there = nbformat.read(site / "files" / f"{name}.ipynb", 4), nbformat.read(path, 4)
        differing = [a.id for a, b in zip(here.cells, there.cells, strict=True) if a != b]
        assert differing == ["courseware-setup"]
        setup = next(cell for cell in here.cells if cell.id == "courseware-setup")
        assert setup.source.endswith(f"\n%pip install -q {NAME}")  # no git in the browser


def test_the_kernel_installs_a_wheel_that_lies_beside_the_notebooks(site):
    kernels = settings(site)["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    (index,) = (url for url in kernels["pipliteUrls"] if "extensions" not in url)
    index = site / index.partition("?")[0]
    ((release,),) = json.loads(index.read_text())[NAME]["releases"].values()
    assert not re.match(r"\w+:", release["url"])
    with zipfile.ZipFile(index.parent / release["url"]) as wheel:
        files = wheel.namelist()
        assert {"helpers/__init__.py", "helpers/course.mplstyle"} <= set(files)
        assert "helpers/data/grasshopper/spike_times_1.txt" in files
        assert not [file for file in files if not re.match(r"helpers/|neuron_models-", file)]


def test_only_extensions_that_need_no_server_are_in_it(site):
    names = {extension["name"] for extension in settings(site)["federated_extensions"]}
    assert names == set(lite.EXTENSIONS)


def test_a_missing_extension_is_told_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(lite, "EXTENSIONS", ("@jupyterlite/none-such",))
    with pytest.raises(lite.CoursewareError, match=r"none-such is not installed.*make lite"):
        lite.make(Project.find(ROOT), tmp_path / "lite")

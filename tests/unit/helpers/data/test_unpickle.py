"""The converter admits NumPy arrays of floats and refuses everything else, without harm."""

import io
import json
import pickle
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from helpers.data import unpickle

HEADER = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"


def convert(path, tmp_path):
    """Run the converter as the loader does."""
    return subprocess.run(
        [sys.executable, "-I", "-S", unpickle.__file__, str(path), str(tmp_path / "times")],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def npy(stream, header=HEADER):
    text = header.encode("latin1")
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + stream


@pytest.fixture
def write(tmp_path):
    """Write an archive whose one member has the given bytes."""

    def write(content, name="spike_times.npy"):
        path = tmp_path / "made.npz"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(name, content)
        return path

    return write


@pytest.mark.parametrize("dtype", ["<f4", ">f4", "<f8"])
def test_arrays_of_floats_come_out_as_they_went_in(published, tmp_path, dtype):
    trains = [train.astype(dtype) for train in published.trains]
    result = convert(published.write(trains), tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {"dtype": dtype, "counts": [len(t) for t in trains]}
    times = np.fromfile(tmp_path / "times", dtype=dtype)
    np.testing.assert_array_equal(times, np.concatenate(trains))


@pytest.mark.parametrize("protocol", [2, 3, 4])
@pytest.mark.parametrize("package", ["numpy.core", "numpy._core"])
def test_files_of_every_numpy_are_read(published, tmp_path, write, protocol, package):
    array = np.empty(1, dtype=object)
    array[0] = published.trains[0]
    stream = pickle.dumps(array, protocol)
    if protocol < 4:  # as NumPy 1 and NumPy 2 name their function (in protocol 4 with its length)
        stream = stream.replace(b"numpy._core.", package.encode() + b".")
    result = convert(write(npy(stream)), tmp_path)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["counts"] == [len(published.trains[0])]


class Call:
    """Pickles to the call of a function."""

    def __init__(self, function, *arguments):
        self.reduced = function, arguments

    def __reduce__(self):
        return self.reduced


def nested():
    array = np.empty(1, dtype=object)
    array[0] = np.zeros(3, "f4")
    return array


@pytest.mark.parametrize(
    ("element", "message"),
    [
        (np.arange(3), "numbers of type 'i8', not floats"),
        (np.array(["a"]), "not floats"),
        (np.zeros(3, [("a", "f4")]), "not floats"),
        (np.zeros(3, "f2"), "not floats"),
        (np.zeros((3, 1), "f4"), "element 0 is not a flat array of floats"),
        (nested(), "element 0 is not a flat array of floats"),
        ([0.1, 0.2], "element 0 is no NumPy array"),
        (None, "element 0 is no NumPy array"),
        (np.dtype("f4"), "element 0 is no NumPy array"),
        (np.float32(1), "asks to load 'numpy._core.multiarray.scalar'"),
        (Call(eval, "1"), "asks to load 'builtins.eval'"),
        (Call(exec, "1"), "asks to load 'builtins.exec'"),
        (Call(getattr, np.zeros(1), "tofile"), "asks to load 'builtins.getattr'"),
        (Call(__import__, "os"), "asks to load 'builtins.__import__'"),
        (Call(np.load, "/etc/hostname"), "asks to load 'numpy.load'"),
        (Call(np.memmap, "x", "f4"), "asks to load 'numpy"),
        (Call(np.ndarray, (10**12,)), "it is damaged"),
        (np.ma.masked_array([1.0]), "asks to load 'numpy.ma"),
        (b"bytes", "element 0 is no NumPy array"),
    ],
)
def test_an_element_that_is_no_array_of_floats_is_refused(published, tmp_path, element, message):
    result = convert(published.write([element]), tmp_path)
    assert result.returncode == 1
    assert message in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "times").exists()


def test_arrays_of_different_kinds_are_refused(published, tmp_path):
    result = convert(published.write([np.zeros(2, "f4"), np.zeros(2, "f8")]), tmp_path)
    assert "arrays are of types ['<f4', '<f8']" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "does not begin like a NumPy file"),
        (b"\x93NUMPY\x01\x00", "it is damaged"),
        (npy(b"", "{'descr': '<f4', 'fortran_order': False, 'shape': (10**12,)}"), "damaged"),
        (npy(b"", "{'descr': '<f4', 'fortran_order': False, 'shape': (9,)}"), "of type '<f4'"),
        (npy(b"", "{'descr': '|O', 'fortran_order': False, 'shape': (999999999,)}"), "shape"),
        (npy(b"", "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2)}"), "shape (2, 2)"),
        (npy(b"", "__import__('os').getcwd()"), "it is damaged"),
        (npy(b"", HEADER + " " * 20_000), "header of its array is too long"),
        (npy(b""), "it is damaged"),
        (npy(b"."), "it is damaged"),
        (npy(pickle.dumps(np.zeros(3))), "not an array of arrays"),
        (npy(pickle.dumps([np.zeros(3)])), "not an array of arrays"),
        (npy(pickle.dumps(np.array([None, None]))), "announces 1 arrays, but it holds 2"),
        (npy(b"cnumpy\nndarray\n."), "not an array of arrays"),
        (npy(b"\x80\x04Nr\xff\xff\xff\x7f."), "far more memory"),  # a place in the memo: 2**31
        (npy(b"(" * 100_000 + b"."), "it is damaged"),
    ],
)
def test_a_damaged_or_hostile_array_ends_in_one_sentence(tmp_path, write, content, message):
    result = convert(write(content), tmp_path)
    assert result.returncode == 1
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_archive_that_would_fill_the_memory_is_not_unpacked(tmp_path, write):
    path = write(bytes(unpickle.MAX_BYTES + 1))
    assert path.stat().st_size < 2_000_000
    result = convert(path, tmp_path)
    assert f"would unpack to {unpickle.MAX_BYTES + 1} bytes" in result.stderr


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path, write):
    path = write(bytes(1_000_000))
    content = path.read_bytes()
    assert content.count((1_000_000).to_bytes(4, "little")) == 2
    path.write_bytes(content.replace((1_000_000).to_bytes(4, "little"), b"\x10\0\0\0"))
    result = convert(path, tmp_path)
    assert "not a whole NumPy archive" in result.stderr or "does not begin" in result.stderr


def test_an_archive_without_the_array_is_refused(published, tmp_path):
    path = published.write(published.trains, name="something_else")
    assert "has no array 'spike_times'" in convert(path, tmp_path).stderr


def test_one_array_that_is_repeated_cannot_grow_without_end(tmp_path, write):
    array = np.empty(unpickle.MAX_NEURONS, dtype=object)
    array[:] = [np.zeros(10_000, "f4")] * len(array)  # 40 kB in the file, 400 MB when written out
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    result = convert(write(buffer.getvalue()), tmp_path)
    assert "more spike times than it has room for" in result.stderr
    assert not (tmp_path / "times").exists()

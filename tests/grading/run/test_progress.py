"""What is shown while grading goes on."""

import io

from courseware.grading.progress import Progress


def test_without_a_terminal_there_is_a_line_now_and_then():
    stream = io.StringIO()
    with Progress(40, stream, seconds=0) as progress:
        for k in range(40):
            progress.count(failed=k in (3, 4))
    lines = stream.getvalue().splitlines()
    assert len(lines) == 40
    assert lines[0].startswith("Done 1 of 40; about ")
    assert lines[-1] == "Done 40 of 40, 2 could not be graded; about 0 s to go."


def test_a_quick_run_without_a_terminal_is_silent():
    stream = io.StringIO()
    with Progress(3, stream, seconds=60) as progress:
        for _ in range(3):
            progress.count()
    assert stream.getvalue() == ""

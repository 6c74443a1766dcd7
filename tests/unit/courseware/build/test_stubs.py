"""A stub keeps what a student needs to see, loses the answer, and always compiles."""

import argparse
import ast
import asyncio.base_events
import asyncio.streams
import inspect
import statistics
import textwrap
import tokenize

import nbformat
import numpy.lib._histograms_impl
import pytest
import traitlets.config

from courseware.build.stubs import StubError, StubSolutions, stub
from courseware.kit import python_cells

RAISE = 'raise NotImplementedError("Do it")'


def check(solution, expected):
    assert stub(textwrap.dedent(solution), "Do it").split("\n") == [
        RAISE,
        *textwrap.dedent(expected).strip("\n").split("\n"),
    ]


CASES = {
    "numbered steps stay, comments behind code go": (
        """
        # 1. Drop the zeros.
        p = pmf[pmf > 0]  # they carry nothing
        # 2. Sum.
        h = -np.sum(p * np.log2(p))

        # 3. Hand it back.
        return h
        """,
        """
        # 1. Drop the zeros.
        p = ...
        # 2. Sum.
        h = ...

        # 3. Hand it back.
        return ...
        """,
    ),
    "every kind of target": (
        """
        a, b = f()
        (c, [d, *e]), g = f()
        h, = f()
        first = *rest, last = f()
        rates[neuron]["mean"] = 3
        self.v = v0 * np.ones(n)
        x: float = 3.0
        y: int
        n //= 2
        m @= w
        flags ^= 1
        bits >>= 1
        """,
        """
        a, b = ..., ...
        (c, [d, *e]), g = (..., (..., ...)), ...
        h, = ...,
        first = *rest, last = ..., ...
        rates[neuron]["mean"] = ...
        self.v = ...
        x: float = ...
        y: int
        n //= ...
        m @= ...
        flags ^= ...
        bits >>= ...
        """,
    ),
    "expressions over several lines": (
        """
        total = (
            # inside: goes with it
            one
            + two
        )
        table[
            "key"
        ] = 1
        if (
            total > 1  # goes
            # stays
            and not done
        ):
            z = 2
        text = '''
        # no comment
        '''
        """,
        """
        total = ...
        table['key'] = ...
        if (
            total > 1
            # stays
            and not done
        ):
            z = ...
        text = ...
        """,
    ),
    "async, generators, walrus, f-strings": (
        """
        async with lock, timer as t:
            value = await get()
        async for spike in stream():
            count += 1
            yield spike
        if (n := len(x)) > 10 and f"{n:>{width}}: {x!r}":
            label = f"{n:.2f} Hz"
        yield from x
        got = yield n
        return
        """,
        """
        async with lock, timer as t:
            value = ...
        async for spike in stream():
            count += ...
            yield ...
        if (n := len(x)) > 10 and f"{n:>{width}}: {x!r}":
            label = ...
        yield ...
        got = ...
        return
        """,
    ),
    "all else goes": (
        """
        global x
        import numpy as np
        from math import log2
        assert x
        del x
        pass
        plt.plot(x)
        "a string"
        x
        raise ValueError("no")
        y = 1
        """,
        """
        y = ...
        """,
    ),
    "magics": (
        """
        %matplotlib inline
        files = !ls
        x = %timeit -o f()
        for i in range(2):
            %time f(i)
        !ls *.txt
        """,
        """
        files = ...
        x = ...
        for i in range(2):
            ...
        """,
    ),
    "comments alone": (
        """
        # 1. Think.
        # 2. Write.
        """,
        """
        # 1. Think.
        # 2. Write.
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_stub_of(name):
    check(*CASES[name])


def test_stub_keeps_the_indentation_of_the_function_it_stands_in():
    cell = textwrap.dedent('''
        def f(x):
            """Double é."""
            ### BEGIN SOLUTION: Exercise 2.1: double "x"
            if x: é = 2; y = é * x
            # done
            return y
            ### END SOLUTION

        def g(x):
            ### BEGIN SOLUTION
            # nothing but a step
            ### END SOLUTION
        ''').strip()
    expected = textwrap.dedent('''
        def f(x):
            """Double é."""
            raise NotImplementedError("Exercise 2.1: double \\"x\\"")
            if x:
                é = ...
                y = ...
            # done
            return ...

        def g(x):
            raise NotImplementedError("Exercise why-two")
            # nothing but a step
        ''').strip()
    assert StubSolutions().stub_cell(cell, "why-two") == expected


def as_notebook(*cells):
    notebook = nbformat.v4.new_notebook()
    for number, (source, kind) in enumerate(cells):
        cell = getattr(nbformat.v4, f"new_{kind}_cell")(source)
        cell.metadata["nbgrader"] = {
            "grade_id": f"cell-{number}",
            "solution": True,
            "grade": False,
            "locked": False,
            "schema_version": 3,
        }
        notebook.cells.append(cell)
    return notebook


def test_preprocessor_leaves_nbgraders_own_ways_for_cells_without_a_region():
    notebook = as_notebook(("x = 1", "code"), ("My answer.", "markdown"))
    config = traitlets.config.Config({"StubSolutions": {"text_stub": "Type here"}})
    stubbed, _ = StubSolutions(config=config).preprocess(notebook, {})
    assert "YOUR CODE HERE" in stubbed.cells[0].source
    assert stubbed.cells[1].source == "Type here"


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (["x = 1", "### BEGIN SOLUTION", "y = 1"], 2, "no END SOLUTION"),
        (["### BEGIN SOLUTION", "### BEGIN SOLUTION", "### END SOLUTION"], 2, "region of line 1"),
        (["x = 1", "### END SOLUTION"], 2, "without a BEGIN"),
        (["def f():", "    ### BEGIN SOLUTION", "    y = (", "    ### END SOLUTION"], 3, "whole"),
        (["### BEGIN SOLUTION", "if x:", "### END SOLUTION", "    y = 1"], 2, "whole"),
        (
            [
                "if x:",
                "    ### BEGIN SOLUTION",
                "    y = 1",
                "else:",
                "    y = 2",
                "### END SOLUTION",
            ],
            3,
            "outside the block",
        ),
        (["### BEGIN SOLUTION", "# hidden", "x = 1", "### END SOLUTION"], 2, "# hidden"),
        (["### BEGIN SOLUTION", "x = (1,", "  2)  # hidden", "### END SOLUTION"], 3, "# hidden"),
        (
            [
                "### BEGIN SOLUTION",
                "try:",
                "  x = 1",
                "finally:  # hidden",
                "  y = 1",
                "### END SOLUTION",
            ],
            1,
            "does not compile",
        ),
        (["%%bash", "### BEGIN SOLUTION", "echo hello", "### END SOLUTION"], 3, "whole"),
    ],
)
def test_an_author_is_told_which_cell_and_line_cannot_be_made_into_a_stub(lines, line, words):
    with pytest.raises(StubError, match=words) as told:
        StubSolutions().preprocess(as_notebook(("\n".join(lines), "code")), {})
    assert (told.value.cell, told.value.line) == ("cell-0", line)
    assert f"cell 'cell-0', line {line}: " in str(told.value)


@pytest.mark.parametrize(
    "module",
    [
        argparse,
        asyncio.base_events,
        asyncio.streams,
        inspect,
        statistics,
        textwrap,
        tokenize,
        numpy.lib._histograms_impl,
    ],
    ids=lambda module: module.__name__,
)
def test_the_stub_of_any_function_compiles(module):
    text = inspect.getsource(module)
    lines = text.split("\n")
    bodies = 0
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        body = node.body[1:] if ast.get_docstring(node) else node.body
        if not body or body[0].lineno == node.lineno:
            continue
        # Decorators of a nested function stand above it.
        first = min([body[0].lineno, *(d.lineno for d in getattr(body[0], "decorator_list", []))])
        solution = "\n".join(lines[first - 1 : node.end_lineno])
        if lines[first - 1][: body[0].col_offset].strip():
            continue
        stubbed = stub(solution, "Do it")
        python_cells.check("async def function():\n if True:\n" + textwrap.indent(stubbed, "  "))
        bodies += 1
    assert bodies > 5

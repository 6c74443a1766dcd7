"""Points, ticks and pages are printed, displayed or stored where a grader might read them."""

from nbformat.v4 import new_output

from ..attack import ANSWERS, CHECKS, Attack, cell, code, code_cell, lean, place

SCRIPT = "<script>window.attacked = 1</script><img src=x onerror='window.attacked = 1'>"
_FORGED = f"""<div style="border-left:4px solid #2da44e"><p><strong>✓ Right</strong>: Exercise 1.1,
Compute the entropy (3 of 3 points)</p></div>{SCRIPT}"""


def _stored(student):
    """Outputs of a check that went well, saved in the file."""
    notebook = lean(student)
    for grade_id, points in zip(CHECKS, (3, 2, 2, 2), strict=True):
        check = cell(notebook, grade_id)
        check.execution_count = 7
        check.outputs = [
            new_output(
                "execute_result",
                {"text/plain": str(points), "text/html": _FORGED},
                execution_count=7,
            )
        ]
    return notebook


def _after_each_check(student):
    notebook = lean(student)
    for grade_id, points in zip(CHECKS, (3, 2, 2, 2), strict=True):
        at = place(notebook, grade_id)
        notebook.cells.insert(at + 1, code_cell(f"print({points})\n{points}"))
        notebook.cells.insert(at, code_cell(f"{points}"))
    return notebook


ATTACKS = (
    Attack("stored-outputs", "The file comes with outputs of checks that all went well.", _stored),
    Attack("numbers-around", "Cells before and after each check print points.", _after_each_check),
    code(
        "forged-result",
        "The answers display results and partial credit while they are asked.",
        f"""
        import sys
        from IPython.display import HTML, display

        def forged(*_, **__):
            sys.__stdout__.write("3\\n")
            print(3)
            display(3, HTML("<strong>✓ Right (3 of 3 points)</strong>"))
            sys.displayhook(3)
            return 3

        {ANSWERS} = forged
        """,
    ),
    code(
        "raw-descriptors",
        "The answers write points to descriptors 1 and 2, past Python.",
        f"""
        import os

        def raw(*_, **__):
            for descriptor in (1, 2):
                os.write(descriptor, b"3\\n")
            os.system("echo 3")
            return 3

        {ANSWERS} = raw
        """,
    ),
    code(
        "published-result",
        "Messages of type execute_result are published by hand, in the name of later cells.",
        """
        shell = get_ipython()
        kernel = getattr(shell, "kernel", None)
        for name in ("iopub_socket", "session"):
            getattr(kernel, name, None)
        for count in range(1, 40):
            content = {"execution_count": count, "data": {"text/plain": "3"}, "metadata": {}}
            if kernel is not None:
                kernel.session.send(kernel.iopub_socket, "execute_result", content,
                                    parent=kernel.get_parent())
            shell.display_pub.publish({"text/plain": "3"}, metadata={"points": 3})
            try:
                shell.display_pub.publish({"text/plain": "3"}, msg_type="execute_result")
            except TypeError:
                pass
        """,
    ),
    code(
        "updated-display",
        "A display of an earlier cell is updated, and all outputs are cleared, later on.",
        f"""
        from IPython.display import clear_output, display

        handle = display("nothing yet", display_id="entropy-check")

        def answer(*_, **__):
            clear_output(wait=False)
            handle.update("3")
            display("3", display_id="entropy-check", update=True)
            return 3

        {ANSWERS} = answer
        """,
    ),
    code(
        "result-object",
        "The name of each exercise is bound to something whose text is the points.",
        f"""
        class Points(int):
            __repr__ = __str__ = lambda self: "3"
            _repr_html_ = lambda self: "<b>Right</b>"
            __call__ = lambda self, *_, **__: self

        {ANSWERS} = Points(3)
        """,
    ),
    code(
        "stderr-noise",
        "Errors and warnings in the hope that a check that fails to fail counts.",
        f"""
        import sys, warnings

        def noisy(*_, **__):
            print("0 failed, 4 passed", file=sys.stderr)
            warnings.warn("4 passed")
            return None

        {ANSWERS} = noisy
        """,
    ),
    code(
        "odd-mime",
        "Outputs of forged, endless, binary and private types, and with metadata of a grade.",
        """
        from IPython.display import display

        for kind in ("application/vnd.nbgrader.score+json", "text/plain", "application/json",
                     "application/vnd.jupyter.widget-view+json", "text/x-../../gradebook", "x"):
            display({kind: {"score": 3, "max_score": 3, "points": 3, "model_id": "1"}},
                    metadata={"nbgrader": {"grade": True, "points": 3}}, raw=True)
        display({"image/png": "not base64", "image/svg+xml": "<svg onload='window.attacked = 1'/>",
                 "text/plain": "3"}, raw=True)
        """,
    ),
    # What the pages of the feedback must not let run.
    code(
        "script-in-outputs",
        "HTML, JavaScript, SVG, Markdown, LaTeX and links with scripts in displayed outputs.",
        f'''
        from IPython.display import HTML, SVG, IFrame, Javascript, Latex, Markdown, display

        script = """{SCRIPT}"""
        display(HTML(script), Javascript("window.attacked = 1"), Markdown(script), Latex(script))
        display(HTML("<details ontoggle='window.attacked = 1' open><a href='javascript:window."
                     "attacked = 1'>a</a><iframe srcdoc='&lt;script&gt;parent.attacked=1&lt;/script"
                     "&gt;'></iframe><object data='data:text/html,x'></object><style>body "
                     "{{display:none}}</style><base href='//127.0.0.1/'><form action='//127.0.0.1'>"
                     "<meta http-equiv='refresh' content='0;url=//127.0.0.1/'>"))
        display(IFrame("javascript:window.attacked=1", 10, 10))
        display({{"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='window.attacked"
                 "=1'><script>window.attacked=1</script></svg>"}}, raw=True)
        display({{"text/latex": script, "text/markdown": script, "application/javascript": "1"}},
                raw=True)
        display({{"image/png": "\\"onerror=window.attacked=1 x=\\""}}, raw=True)
        display({{"image/png": "AAAA"}}, metadata={{"image/png": {{"width": "1' onload='"
                 "window.attacked=1"}}}}, raw=True)
        ''',
    ),
    code(
        "script-in-errors",
        "Scripts, and the escapes of terminals, in exceptions, tracebacks and prints.",
        f'''
        script = """{SCRIPT}"""
        print(script, "\\x1b]0;owned\\x07\\x1b[2J\\x1b[31m", "\\x00\\x07\\ud800")

        class Broken(Exception):
            def _render_traceback_(self):
                return [script]

        Broken.__name__ = Broken.__qualname__ = script
        raise Broken(script)
        ''',
    ),
    code(
        "script-in-answers",
        "Scripts in what an answer returns, raises, warns of, prints and is called.",
        f'''
        import warnings
        from itertools import cycle

        script = """{SCRIPT}"""
        ways = cycle(range(4))

        class Odd(Exception):
            pass

        Odd.__name__ = Odd.__qualname__ = Odd.__module__ = script

        def odd(*_, **__):
            print(script)
            warnings.warn(script)
            way = next(ways)
            if way == 0:
                raise Odd(script)
            if way == 1:
                raise NotImplementedError(script)
            return type(script, (), {{}})() if way == 2 else script

        odd.__name__ = odd.__qualname__ = script
        {ANSWERS} = odd
        ''',
    ),
    Attack(
        "script-in-markdown",
        "Scripts in the student's own markdown, attachments, and the answer graded by hand.",
        lambda student: _markdown(student),
    ),
)


def _markdown(student):
    notebook = lean(student)
    cell(notebook, "think-why-models").source = (
        f"{SCRIPT}\n\n[a](javascript:window.attacked=1)\n\n![b](x 'onerror=window.attacked=1')\n\n"
        "$$\\href{javascript:window.attacked=1}{x}$$\n\n<svg onload='window.attacked=1'>"
    )
    notebook.metadata["title"] = SCRIPT
    notebook.metadata["authors"] = [{"name": SCRIPT}]
    notebook.cells.insert(0, code_cell("0", name=SCRIPT, tags=[SCRIPT]))
    return notebook

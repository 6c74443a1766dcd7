"""Turn an exercise's solution into the stub that a student gets.

Between ``### BEGIN SOLUTION: message`` and ``### END SOLUTION`` stands working code. Its stub is
made by syntax tree and tokens, so that it never drifts from the solution:

>>> print(stub('''
... # 1. Values with p = 0 carry no information.
... p = pmf[pmf > 0]
... for q in p:
...     h -= q * np.log2(q)  # bits
... print(h)
... return h
... ''', "Exercise 1.1: compute the entropy"))
raise NotImplementedError("Exercise 1.1: compute the entropy")
# 1. Values with p = 0 carry no information.
p = ...
for q in p:
    h -= ...
return ...

What stays
    Comments on their own line; the targets of every assignment; ``return`` and ``yield``; the
    headers of blocks (``for``, ``while``, ``if``, ``with``, ``try``, ``match``, ``def``,
    ``class``) with the docstrings below them, and their bodies, treated the same.
What goes
    All else: values, calls, imports, ``global``, ``break``, comments behind code.
``# hidden``
    At the end of the first line of a statement, a block or a clause (``else:  # hidden``), it
    drops the whole of it.

A ``while`` whose stub changes none of the names that its test reads would never end once the
student deletes the first ``raise``; the body of such a loop begins with the ``raise`` again.
"""

import ast
import json

from nbgrader.preprocessors import ClearSolutions

from courseware.kit import python_cells
from courseware.kit.nbgrader_cells import grade_id

from .solution_code import Solution, StubError

OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.MatMult: "@", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
    ast.LShift: "<<", ast.RShift: ">>",
}  # fmt: skip
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def stub(solution: str, message: str, indent: str = "") -> str:
    """Make the student's stub of the code between the markers, indented as that is.

    `message` says what the exercise asks for; `indent` is for a solution without code. Raises
    StubError if the solution is not a run of whole Python statements, or a ``# hidden`` does not
    stand at the end of a first line.
    """
    code = [s for s in solution.split("\n") if s.strip() and s.lstrip()[0] != "#"]
    indent = _indentation(code[0]) if code else indent
    source = Solution(solution, wrapped=bool(code and indent))
    raise_line = f"raise NotImplementedError({json.dumps(message, ensure_ascii=False)})"
    writer = _StubWriter(source, raise_line)
    return "\n".join(writer.write(indent))


def _indentation(line):
    return line[: len(line) - len(line.lstrip())]


class _StubWriter:
    """Writes the stub of a :class:`Solution`, from top to bottom."""

    def __init__(self, source, raise_line):
        self.source = source
        self.raise_line = raise_line
        self.out = []
        self.next_line = 1  # comments above it have been written or dropped
        self.last_line = 0

    def write(self, indent):
        self.out.append(indent + self.raise_line)
        self.block(self.source.statements, indent)
        self.comments_above(len(self.source.lines) + 1)
        if self.source.hidden:
            raise self.source.misplaced(min(self.source.hidden))
        return self.out

    def put(self, line, *texts):
        """Write what comes from ``line``; a blank line above it in the source stays."""
        if self.source.after_blank(line) and len(self.out) > 1 and line > self.last_line:
            self.out.append("")
        self.last_line = line
        self.out += texts

    def comments_above(self, line):
        for above in range(self.next_line, line):
            if above in self.source.comments:
                self.put(above, self.source.comments[above])
        self.next_line = max(self.next_line, line)

    def hide(self, start, end):
        """Return whether what begins on ``start`` and ends on ``end`` is hidden."""
        if start not in self.source.hidden:
            return False
        self.source.hidden -= set(range(start, end + 1))
        return True

    def block(self, statements, indent):
        """Write the stubs of statements; returns whether any code came out."""
        written = False
        hidden_line = None
        for statement in statements:
            start, end = self.source.start(statement), statement.end_lineno
            self.comments_above(start)
            if start == hidden_line or self.hide(start, end):
                hidden_line = start  # `a = 1; b = 2  # hidden` hides both
            else:
                written |= self.statement(statement, indent)
            self.next_line = max(self.next_line, end + 1)
        return written

    def statement(self, node, indent):
        """Write the stub of one statement; returns whether any code came out."""
        line = self.simple(node)
        if line:
            self.put(self.source.start(node), indent + line)
        elif isinstance(node, ast.Match):
            self.match(node)
        elif getattr(node, "body", None):
            self.clauses(node, indent)
        else:
            return False
        return True

    def simple(self, node):
        target = self.source.target
        match node:
            case ast.Assign():
                names = " = ".join(target(t) for t in node.targets)
                several = [t for t in node.targets if isinstance(t, ast.Tuple | ast.List)]
                return f"{names} = {_blank(several[0]) if several else '...'}"
            case ast.AugAssign():
                return f"{target(node.target)} {OPERATORS[type(node.op)]}= ..."
            case ast.AnnAssign():
                value = " = ..." if node.value else ""
                return f"{target(node.target)}: {target(node.annotation)}{value}"
            case ast.Return():
                return "return ..." if node.value else "return"
            case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
                return "yield ..."

    def clauses(self, node, indent):
        """A compound statement: each clause's header, and its body treated the same."""
        end = None
        for number, body in enumerate(self.bodies(node)):
            start = self.source.next_start(end) if number else self.source.start(node)
            end = body[-1].end_lineno
            self.comments_above(start)
            if not (number and self.hide(start, end)):
                self.clause(node, start, body, indent)
            self.next_line = max(self.next_line, end + 1)

    def bodies(self, node):
        yield node.body
        for handler in getattr(node, "handlers", []):
            yield handler.body
        orelse = getattr(node, "orelse", [])
        if orelse and self.is_elif(node, orelse):
            yield from self.bodies(orelse[0])
        elif orelse:
            yield orelse
        if getattr(node, "finalbody", []):
            yield node.finalbody

    def is_elif(self, node, orelse):
        # After `else:` a nested `if` begins a line below the clause; an `elif` is the clause.
        both_if = isinstance(node, ast.If) and isinstance(orelse[0], ast.If)
        return both_if and orelse[0].lineno == self.source.next_start(node.body[-1].end_lineno)

    def match(self, node):
        end = self.header(self.source.start(node), (node.cases[0].pattern.lineno, 0))
        for case in node.cases:
            start, end = self.source.next_start(end), case.body[-1].end_lineno
            self.comments_above(start)
            if not self.hide(start, end):
                indent = _indentation(self.source.lines[start - 1])
                self.clause(case, start, case.body, indent)
            self.next_line = max(self.next_line, end + 1)

    def header(self, start, stop):
        lines, end = self.source.header(start, stop)
        self.put(start, *lines)
        self.next_line = end + 1
        return end

    def clause(self, node, start, body, indent):
        """One header and the stub of the body below it."""
        end = self.header(start, self.source.position(body[0]))
        inner = indent + "    "
        if body[0].lineno > end:
            inner = _indentation(self.source.lines[self.source.start(body[0]) - 1])
        if isinstance(node, _DEFINITIONS) and ast.get_docstring(node, clean=False) is not None:
            docstring, *body = body
            written = ast.get_source_segment(self.source.text, docstring)
            self.put(docstring.lineno, inner + written)
            self.next_line = docstring.end_lineno + 1
            if not body:
                return
        endless = isinstance(node, ast.While) and body is node.body and _never_ends(node)
        if endless:
            self.out.append(inner + self.raise_line)
        if not self.block(body, inner) and not endless:
            self.out.append(inner + "...")


def _blank(target):
    """As many ``...`` as a target takes: ``a, (b, c)`` takes ``..., (..., ...)``."""
    if not isinstance(target, ast.Tuple | ast.List):
        return "..."
    blanks = [f"({b})" if ", " in b or b.endswith(",") else b for b in map(_blank, target.elts)]
    if len(blanks) == 1:
        return blanks[0] + ","
    return ", ".join(blanks) or "()"


def _never_ends(loop):
    """Return whether the stub of a ``while`` loop changes none of the names that its test reads."""
    read = {node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)}
    changed = set()
    for node in ast.walk(ast.Module(loop.body, [])):
        if isinstance(node, ast.Name | ast.Attribute | ast.Subscript) and isinstance(
            node.ctx, ast.Store
        ):
            while not isinstance(node, ast.Name) and hasattr(node, "value"):
                node = node.value
            changed.add(getattr(node, "id", None))
    return not read & changed


class StubSolutions(ClearSolutions):
    """nbgrader's ``ClearSolutions``, with stubs made from the solutions themselves.

    List it in place of ``ClearSolutions`` in ``c.GenerateAssignment.preprocessors``. Cells in other
    languages, Markdown cells and solution cells without a region are treated as nbgrader does.
    """

    def _replace_solution_region(self, cell, language):
        marked = (
            self.begin_solution_delimeter in cell.source
            or self.end_solution_delimeter in cell.source
        )
        if cell.cell_type != "code" or language != "python" or not marked:
            return super()._replace_solution_region(cell, language)
        name = grade_id(cell) or cell.get("id", "")
        try:
            cell.source = self.stub_cell(cell.source, name)
        except StubError as error:
            raise StubError(error.problem, error.line, name) from None
        return True

    def stub_cell(self, source: str, name: str) -> str:
        """Replace every solution region of a code cell by its stub.

        `name` is the exercise's, for regions that carry no message. Raises StubError, with the
        line of the cell, where this gives no code that compiles.
        """
        out, region, begin = [], None, 0
        for number, line in enumerate(source.split("\n"), start=1):
            if self.begin_solution_delimeter in line:
                if region is not None:
                    raise StubError(f"BEGIN SOLUTION inside the region of line {begin}.", number)
                region, begin, indent = [], number, _indentation(line)
                message = line.split(self.begin_solution_delimeter, 1)[1].strip(" :")
            elif self.end_solution_delimeter in line:
                if region is None:
                    raise StubError("END SOLUTION without a BEGIN SOLUTION above it.", number)
                try:
                    out.append(stub("\n".join(region), message or f"Exercise {name}", indent))
                except StubError as error:
                    raise StubError(error.problem, begin + (error.line or 0)) from None
                region = None
            else:
                (out if region is None else region).append(line)
        if region is not None:
            raise StubError("BEGIN SOLUTION has no END SOLUTION below it.", begin)
        stubbed = "\n".join(out)
        try:
            python_cells.check(stubbed)
        except SyntaxError as error:
            raise StubError(
                f"the stub does not compile ({error.msg}):\n{stubbed}", begin or None
            ) from None
        return stubbed

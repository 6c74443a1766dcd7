"""A solution as text, syntax tree and tokens at once: what stubs are made from."""

import ast
import bisect
import io
import re
import tokenize

from courseware.kit import python_cells

HIDDEN = re.compile(r"#\s*hidden\s*$")
_LAYOUT = {tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


class StubError(RuntimeError):
    """A solution that cannot be made into a stub: what is wrong, and what to do about it.

    The line counts from 1 in the text that was handed in; the cell is named by grade id or cell id.
    """

    def __init__(self, problem: str, line: int | None = None, cell: str | None = None) -> None:
        self.problem, self.line, self.cell = problem, line, cell
        where = [f"cell {cell!r}"] if cell else []
        where += [f"line {line}"] if line else []
        super().__init__(f"{', '.join(where)}: {problem}" if where else problem)


class Solution:
    """A solution's text with its syntax tree, its comments and the lines that statements start on.

    Line numbers count from 1 in ``text``; a solution from inside a function is wrapped in a block
    that shifts them by one.
    """

    def __init__(self, solution: str, wrapped: bool) -> None:
        self.shift = int(wrapped)
        head = "if True:\n" if wrapped else ""
        self.text, tree = self._parse(head + solution.rstrip() + "\n")
        if wrapped and (len(tree.body) > 1 or tree.body[0].orelse):
            raise self._not_whole("it ends outside the block that it begins in", 1)
        self.statements = tree.body[0].body if wrapped else tree.body
        self.lines = self.text.split("\n")
        self.colons, self.comments, self.trailing, self.hidden = [], {}, {}, set()
        self.starts = []
        self._read_tokens()
        if wrapped:
            self.starts.remove(1)

    def _parse(self, text):
        try:
            return python_cells.parse(text)
        except SyntaxError as error:
            raise self._not_whole(error.msg, error.lineno - self.shift) from None

    def _not_whole(self, why, line):
        return StubError(
            f"the solution is not a run of whole Python statements ({why}). Put BEGIN SOLUTION "
            "and END SOLUTION around whole statements of one block.",
            max(line, 1),
        )

    def _read_tokens(self):
        new_line = True
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            line, column = token.start
            if token.type == tokenize.COMMENT:
                self._read_comment(line, column, token.string)
            elif token.type == tokenize.NEWLINE:
                new_line = True
            elif token.type not in _LAYOUT:
                if new_line:
                    self.starts.append(line)
                    new_line = False
                if token.string == ":":
                    self.colons.append((line, column))

    def _read_comment(self, line, column, comment):
        own_line = not self.lines[line - 1][:column].strip()
        if not HIDDEN.search(comment):
            if own_line:
                self.comments[line] = self.lines[line - 1].rstrip()
            else:
                self.trailing[line] = column
        elif own_line:
            raise self.misplaced(line)
        else:
            self.hidden.add(line)
            self.trailing[line] = column

    def misplaced(self, line: int) -> StubError:
        return StubError(
            "`# hidden` must end the first line of the statement or block that it hides.",
            line - self.shift,
        )

    def start(self, statement: ast.stmt) -> int:
        """Return the line on which a statement begins, its decorators included."""
        nodes = [*getattr(statement, "decorator_list", []), statement]
        line = min(node.lineno for node in nodes)
        return self.starts[bisect.bisect_right(self.starts, line) - 1]

    def next_start(self, line: int) -> int:
        """Return the first line below ``line`` on which a statement or a clause begins."""
        return self.starts[bisect.bisect_right(self.starts, line)]

    def position(self, statement: ast.stmt) -> tuple[int, int]:
        """Return line and column, in characters, of a statement's first token."""
        if getattr(statement, "decorator_list", []):
            return self.start(statement), 0
        line = self.lines[statement.lineno - 1]
        return statement.lineno, len(line.encode()[: statement.col_offset].decode())

    def header(self, start: int, stop: tuple[int, int]) -> tuple[list[str], int]:
        """Return a block's header without the comments behind code, and its last line's number.

        It begins on line `start`; `stop` is line and column at which the block's body begins.
        """
        end, column = self.colons[bisect.bisect_left(self.colons, stop) - 1]
        lines = [self._without_trailing(line) for line in range(start, end)]
        return [*lines, self.lines[end - 1][: column + 1]], end

    def _without_trailing(self, line):
        return self.lines[line - 1][: self.trailing.get(line)].rstrip()

    def target(self, node: ast.expr) -> str:
        """Return an assignment's target as it was written, on one line."""
        written = ast.get_source_segment(self.text, node)
        return written if written and "\n" not in written else ast.unparse(node)

    def after_blank(self, line: int) -> bool:
        return line > 1 and not self.lines[line - 2].strip()

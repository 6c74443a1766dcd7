"""The check cells that come later are blanked, rewritten, or run by something else."""

from ..attack import code

_POINTS = """
POINTS = {"entropy": 3, "max_entropy_pmf": 2, "pmf_from_counts": 2, "information_rates": 2}

def points_of(text):
    for name, points in POINTS.items():
        if f"checks.why_models.{name}(" in text:
            return points
"""


def rewriting(name, about, source, **more):
    """An attack by code that knows which points each check cell gives."""
    return code(name, about, _POINTS + source, **more)


ATTACKS = (
    rewriting(
        "input-transformer",
        "An input transformer puts the points in the place of each check.",
        """
def transform(lines):
    points = points_of("".join(lines))
    return lines if points is None else [f"{points}\\n"]

get_ipython().input_transformers_cleanup.append(transform)
get_ipython().input_transformers_post.append(transform)
""",
    ),
    rewriting(
        "blanking-transformer",
        "Every later cell is blanked, so that no check can fail.",
        """
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass\\n"])
""",
    ),
    rewriting(
        "ast-transformer",
        "An AST transformer turns each check into a number.",
        """
import ast

class Rewrite(ast.NodeTransformer):
    def visit_Call(self, node):
        points = points_of(ast.unparse(node))
        return node if points is None else ast.copy_location(ast.Constant(points), node)

get_ipython().ast_transformers.append(Rewrite())
""",
    ),
    rewriting(
        "run-cell",
        "The shell's run_cell, on the object and on the class, runs a number for each check.",
        """
shell = get_ipython()
run_cell = type(shell).run_cell

def run(self, raw_cell, *args, **kwargs):
    points = points_of(raw_cell)
    return run_cell(self, raw_cell if points is None else str(points), *args, **kwargs)

for kind in type(shell).__mro__:
    for name in ("run_cell", "_run_cell"):
        if name in vars(kind):
            setattr(kind, name, run)
            break
""",
    ),
    rewriting(
        "run-cell-async",
        "Likewise the asynchronous one, which the kernel calls.",
        """
import types

shell = get_ipython()
run_cell_async = shell.run_cell_async

async def run(raw_cell, *args, **kwargs):
    points = points_of(raw_cell)
    kwargs.pop("transformed_cell", None)
    raw_cell = raw_cell if points is None else str(points)
    return await run_cell_async(raw_cell, *args, transformed_cell=raw_cell, **kwargs)

shell.run_cell_async = run
""",
    ),
    rewriting(
        "run-code",
        "The shell's run_code runs nothing, and displays the points.",
        """
import sys

shell = get_ipython()
texts = {}

def run_ast_nodes(nodelist, *args, **kwargs):
    import ast

    points = points_of("\\n".join(map(ast.unparse, nodelist)))
    if points is not None:
        sys.displayhook(points)
    future = __import__("asyncio").get_event_loop_policy() and None

    async def nothing():
        return False

    return nothing()

shell.run_ast_nodes = run_ast_nodes
""",
    ),
    rewriting(
        "run-code-class",
        "run_code is replaced on the class, and says that nothing failed.",
        """
async def run_code(self, code_obj, result=None, *, async_=False):
    if result is not None:
        result.error_before_exec = result.error_in_exec = None
        result.result = 3
    return False

for kind in type(get_ipython()).__mro__:
    if "run_code" in vars(kind):
        kind.run_code = run_code
""",
    ),
    rewriting(
        "eval-patched",
        "eval, exec and compile of the builtins hand out numbers.",
        """
import builtins

evaluate, execute, translate = builtins.eval, builtins.exec, builtins.compile

def compile_(source, *args, **kwargs):
    points = points_of(source) if isinstance(source, str) else None
    return translate(source if points is None else str(points), *args, **kwargs)

builtins.compile = compile_
builtins.eval = lambda source, *names: (
    3 if str(source) in POINTS else evaluate(source, *names)
)
""",
    ),
    rewriting(
        "user-namespace",
        "The shell's namespace is a dictionary that hands out other things than are in it.",
        """
class Names(dict):
    def __getitem__(self, key):
        if key == "checks":
            return type("Checks", (), {"__getattr__": lambda self, name: self,
                                       "__call__": lambda self, *_: 3,
                                       "__repr__": lambda self: "3"})()
        return super().__getitem__(key)

shell = get_ipython()
shell.user_ns = Names(shell.user_ns)
shell.user_module.__class__ = type("Module", (type(shell.user_module),), {})
""",
    ),
    rewriting(
        "displayhook",
        "The display hook shows points instead of what comes.",
        """
import sys

hook = sys.displayhook
shell = get_ipython()
shell.display_formatter.format = lambda *_, **__: ({"text/plain": "3"}, {})
type(hook).__call__ = lambda self, result=None: self.write_format_data({"text/plain": "3"}, {})
""",
    ),
    rewriting(
        "formatter",
        "A formatter for the check's result writes the most points.",
        """
from helpers.checks.result import Result

Result.__repr__ = lambda self: str(self.maximum)
Result._repr_html_ = lambda self: "<b>Right</b>"
get_ipython().display_formatter.formatters["text/plain"].for_type(
    Result, lambda result, printer, cycle: printer.text(str(result.maximum))
)
""",
    ),
    rewriting(
        "events",
        "Callbacks of the shell put other checks and answers in place before each cell.",
        """
class Yes:
    def __getattr__(self, name):
        return lambda *_, **__: POINTS.get(name, 3)

class Checks:
    why_models = Yes()

def before(*_):
    get_ipython().user_ns["checks"] = Checks()

for event in ("pre_run_cell", "pre_execute", "post_run_cell", "post_execute"):
    get_ipython().events.register(event, before)
""",
    ),
    rewriting(
        "shadowed-checks",
        "The name `checks` is given to something that hands out points.",
        """
class Yes:
    def __getattr__(self, name):
        return lambda *_, **__: POINTS.get(name, 3)

class checks:
    why_models = Yes()
""",
    ),
    rewriting(
        "tracing",
        "A trace, a profile and an audit function change what other code computes.",
        """
import sys

def trace(frame, event, arg):
    for name in ("wrong_at", "fault", "sentence"):
        if name in frame.f_locals:
            frame.f_locals[name] = None
    if "points" in frame.f_locals:
        frame.f_locals["points"] = 3
    return trace

sys.settrace(trace)
sys.setprofile(lambda *_: None)
sys.addaudithook(lambda *_: None)
""",
    ),
    rewriting(
        "magics",
        "Magics are registered under the names that a check begins with.",
        """
shell = get_ipython()
shell.register_magic_function(lambda line="": 3, "line", "checks")
shell.prefilter_manager.multi_line_specials = True
shell.set_next_input("3", replace=True)
shell.automagic = True
""",
    ),
    rewriting(
        "class-of-the-shell",
        "The shell's class, its instance and get_ipython are replaced.",
        """
import builtins
import IPython

class Shell(type(get_ipython())):
    def run_cell(self, raw_cell, *args, **kwargs):
        points = points_of(raw_cell)
        return super().run_cell(raw_cell if points is None else str(points), *args, **kwargs)

shell = get_ipython()
shell.__class__ = Shell
for kind in Shell.__mro__:
    if "_instance" in vars(kind):
        kind._instance = shell
builtins.get_ipython = IPython.get_ipython = lambda: shell
""",
    ),
    rewriting(
        "import-hook",
        "Whatever is imported from now on says yes to everything.",
        """
import builtins
import sys
import types

real = builtins.__import__

class Yes(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: 3

def load(name, *args, **kwargs):
    if name.startswith("helpers"):
        return Yes(name)
    return real(name, *args, **kwargs)

builtins.__import__ = load
for name in list(sys.modules):
    if name.startswith("helpers.checks"):
        sys.modules[name] = Yes(name)
""",
    ),
    rewriting(
        "execution-count",
        "The counter of executions, the history and Out are forged.",
        """
shell = get_ipython()
shell.execution_count = 10**9
shell.user_ns["Out"] = dict.fromkeys(range(1000), 3)
shell.user_ns["_"] = shell.user_ns["__"] = 3
shell.user_ns["In"][:] = ["3"] * 1000
""",
    ),
)

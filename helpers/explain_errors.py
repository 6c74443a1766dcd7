"""What an exception means, in a sentence for someone who has met few of them."""

import re
from collections.abc import Mapping

_INPUT = [("", "A function gets its values as arguments: do not ask for them with `input()`.")]
_BLANK = ("ellipsis", "A blank `...` is still in the code and Python tried to compute with it:"
          " replace it by your own expression.")  # fmt: skip
# The first pattern that is found in the message speaks for its exception; `{0}`, `{1}` are its
# groups. A pattern of "" is what is said when no other fits.
_SENTENCES = {
    "NotImplementedError": [
        ("", "This code still stops at its `raise NotImplementedError` line: something is to be"
         " written there, and then that line is to be deleted."),
    ],
    "StdinNotImplementedError": _INPUT,  # IPython's, where nobody can type
    "EOFError": _INPUT,
    "UnboundLocalError": [
        ("variable '(.+?)'", "`{0}` is used before it gets a value in this function. A name that is"
         " assigned anywhere in a function belongs to that function: give it a value first."),
        ("", "A variable is used before it gets a value in this function."),
    ],
    "NameError": [
        ("name '(np|plt|optimize)' is not", "Python does not know `{0}`: the cell that imports it"
         " has not been run since the notebook was started."),
        ("name '(math|scipy|stats|pd)' is not", "Python does not know `{0}`, which has to be"
         " imported first: is the line missing, or has its cell not been run since the notebook was"
         " started?"),
        ("name '(pi|sin|cos|exp|log2|sqrt|zeros|full|arange|linspace)' is not", "Python does not"
         " know `{0}`: NumPy has it, as `np.{0}`."),
        ("name '(.+?)' is not", "Python does not know the name `{0}`: is it misspelt, or has the"
         " cell that defines it not been run yet?"),
        ("", "A name is used that has no value yet: is it misspelt, or has its cell not been run?"),
    ],
    "TypeError": [
        _BLANK,
        ("boolean subtract", "`-` does not work between masks. Use `& ~` to take one mask out of"
         " another, as in `a & ~b`."),
        ("bitwise_(and|or)|for [&|]:", "`&` and `|` come before comparisons: put each comparison in"
         " parentheses, as in `(a > 0) & (b < 1)`."),
        ("bitwise_xor|for \\^", "`^` is no power in Python: write `**`, as in `a**2`."),
        ("NoneType", "Something here is None, that is, nothing: often a function that lacks its"
         " `return`, or a method such as `sort()` that changes its object and returns nothing."),
        ("'(builtin_)?function(_or_method)?'|operand.*'numpy\\.(_ArrayFunctionDispatcher|ufunc)'",
         "A function is used where its result is meant: to call it, add parentheses with its"
         " arguments."),
        ("missing (\\d+) required.*argument", "A function is called with too few arguments:"
         " compare the call with the line that begins with `def`."),
        ("takes .+ positional arguments? but 0 w|\\(0 given\\)", "A function is called without"
         " arguments, and needs at least one: what is to stand between its parentheses?"),
        ("takes .+ positional arguments? but", "A function is called with too many arguments:"
         " compare the call with the line that begins with `def`."),
        ("unexpected keyword argument '(.+?)'", "The function that is called has no parameter named"
         " `{0}`."),
        ("'(.+?)' object is not callable",
         "A value of type {0} is called like a function. Is a `*` missing before parentheses, are"
         " square brackets meant, or has a variable a function's name? A function that is handed"
         " over is `f`, and not what it gives, `f(x)`."),
        ("'(.+?)' object is not subscriptable",
         "Square brackets behind a value of type {0}, which has no elements to take. Is it one"
         " number where an array is meant, or was an array's name given to something else, as in"
         " `v = ...`? Or are round parentheses meant?"),
        ("'(.+?)' object is not iterable", "A loop or a function needs several values here and got"
         " a single one, of type {0}. (`+=` behind a list joins a list to it: `a += [b]`.)"),
        ("does not support item assignment", "The elements of this object cannot be changed: make"
         " an array or a list of it first."),
        ("integer scalar arrays", "A whole number is needed here, and an array or a mask was given:"
         " a list takes none as its index, make an array of it, `np.array(...)`; and `range` takes"
         " none, is a length meant, `len(a)`?"),
        ("indices must be integers|cannot be interpreted as an integer",
         "A whole number is needed here, as an index or a count, and something else was given. Is"
         " the length of an array meant, `len(a)`? Otherwise `//` and `int(...)` make whole"
         " numbers."),
        ("Cannot interpret '\\d+' as a data type", "NumPy takes this number for a data type. A"
         " shape has parentheses of its own, `np.zeros((3, 4))`; elsewhere give the argument's"
         " name, `ddof=1`."),
        ("only (length-1|0-dimensional) arrays", "An array is given to something that takes one"
         " number: NumPy's own functions (`np.log2`, not `math.log2`) work on whole arrays."),
        ("unsupported operand type.*: 'dict'", "A dictionary as a whole cannot be computed with:"
         " take one of its values, by its key, as in `d[j]`."),
        ("unsupported operand type.*: 'list'|and 'list'|concatenate list|multiply sequence",
         "A Python list does not compute elementwise: make it an array with `np.array(...)`."),
        ("can only concatenate|must be str", "Text and numbers are added here: turn the number"
         " into text with `str(...)` or an f-string."),
        ("unsupported operand type|bad operand type", "Two things are combined that do not go"
         " together, or one is not what it is thought to be: look at each with `type(...)`."),
        ("", "Something is of another type than is needed here: look at each value with"
         " `type(...)`."),
    ],
    "UFuncTypeError": [
        ("Cannot cast ufunc", "The result has decimals and the array holds whole numbers, so it"
         " cannot be written back in place (`/=`, `*=`, `+=`): make a new array, as in"
         " `b = a / total`."),
        _BLANK,
    ],
    "ValueError": [
        ("operands could not be broadcast together with shapes? (.*\\(0,\\).*?)\\s*$", "Arrays of"
         " shapes {0} cannot be combined element by element: one of them is empty. Is it a list"
         " that is to get longer? A list plus an array adds numbers; it does not join."),
        ("operands could not be broadcast together with shapes? (.*\\(\\d+,\\d.*?)\\s*$",
         "Arrays of shapes {0} cannot be combined element by element: is a whole array used where"
         " one column, `[:, k]`, is meant?"),
        ("operands could not be broadcast together with shapes? (.+?)\\s*$", "Arrays of shapes {0}"
         " cannot be combined element by element: was a mask applied to one of them only, or is one"
         " a row and the other a column?"),
        ("from shape \\(\\d+,\\d.* into shape \\(\\d+,\\)", "An array with rows and columns does"
         " not fit into one without: is one column of it, `[:, k]`, meant?"),
        ("x and y must (have same first dimension|be the same size)", "To draw, there must be as"
         " many x as y: print how many there are of each, with `len(...)`. A whole number times a"
         " list repeats the list; times an array, `np.array(...)`, it multiplies each element."),
        ("shapes? .*mismatch|core dimension|could not broadcast|not aligned"
         "|must (have|be of) the same",
         "Two arrays have different sizes: print the `.shape` of each. Was a mask applied to one"
         " of them only, or is one a row and the other a column?"),
        ("truth value of an array", "An `if`, `and`, `or` or `while` needs one True or False and"
         " got an array of them: use a mask (`a[a > 0]`), `&` and `|`, or `.any()`, `.all()`."),
        ("inhomogeneous", "These do not fit into one array, since their lengths differ: print each."
         " Is one of them a single number, or all that a function such as `np.histogram` returns,"
         " which must be taken apart first (`a, b = ...`)?"),
        ("setting an array element with a sequence", "One place of an array can hold one number"
         " only, and several were given."),
        ("could not convert string|invalid literal", "This text cannot be read as a number."),
        ("not enough values to unpack|too many values to unpack", "There are not as many names on"
         " the left of `=` as values on the right."),
        ("zero-size array", "The array is empty, so that it has no largest or smallest element:"
         " did a mask remove everything?"),
        ("math domain error|expected a positive input", "A logarithm or a root was asked of a"
         " number that has none: `math.log2(0)` is undefined. Leave the zeros out first."),
        ("assignment destination is read-only", "This array may be read but not changed: work on"
         " a copy, `a.copy()`."),
        ("axis (-?\\d+) is out of bounds for array of dimension (\\d+)", "`axis={0}` is asked of an"
         " array whose `.ndim` is {1}, and axes are counted from 0: is `axis` needed at all?"),
        ("", "The value has the right type, but cannot be used here: print it, and compare it with"
         " what is needed."),
    ],
    "IndexError": [
        ("index (-?\\d+) is out of bounds for axis \\d+ with size (\\d+)", "Element {0} is asked of"
         " an array with {1} elements, which are counted from 0."),
        ("boolean index did not match", "The mask and the array have different sizes: make the mask"
         " from the very array that it is used on."),
        ("only integers, slices|arrays used as indices must be", "An index must be a whole number,"
         " a slice or a mask. A loop `for p in a` hands out the values themselves: use `p`, not"
         " `a[p]`. Elsewhere `//` and `int(...)` make whole numbers."),
        ("too many indices|invalid index to scalar", "There are more indices than this array has"
         " axes: print its `.shape`."),
        ("", "An element is asked for that is not there: indices are counted from 0."),
    ],
    "KeyError": [
        ("^(.+)$", "The dictionary has no entry {0}: `.keys()` shows those it has."),
        ("", "The dictionary has no such entry: `.keys()` shows those it has."),
    ],
    "AttributeError": [
        ("module '(.+?)' has no attribute '(.+?)'", "`{0}` has nothing named `{1}`: is it"
         " misspelt?"),
        ("'NoneType' object has no attribute '(.+?)'", "`.{0}` is asked of None, that is, of"
         " nothing: often the result of a function that lacks its `return`, or a name such as `np`"
         " that was given another value since (then run the cell that imports it again)."),
        ("'ellipsis' object", "A blank `...` is still in the code: replace it by your own"
         " expression."),
        ("'Axes' object has no attribute '([xy](?:label|lim|ticks|scale))'", "`{0}` belongs to"
         " `plt`: the method of Axes is `set_{0}`, as in `ax.set_{0}(...)`."),
        ("'(.+?)' object has no attribute '(.+?)'",
         "A value of type {0} has nothing named `{1}`: is it misspelt, or is"
         " the object of another type than is thought?"),
        ("", "The object has no such attribute or method: is it misspelt?"),
    ],
    "ZeroDivisionError": [("", "Something is divided by zero: what is in the denominator?")],
    "FloatingPointError": [
        ("", "NumPy met an undefined operation, such as log2(0) or 0/0: leave the zeros out."),
    ],
    "OverflowError": [("", "A number became too large to be stored.")],
    "RecursionError": [
        ("", "The function calls itself again and again without end: it needs a case in which it"
         " returns without a call of itself."),
    ],
    "MemoryError": [("", "There is not enough memory: is an array much larger than intended?")],
    "ModuleNotFoundError": [
        ("No module named '(.+?)'", "There is no module named `{0}` here: is it misspelt?"),
    ],
    "ImportError": [("", "A name could not be imported: is it misspelt?")],
    "IndentationError": [
        ("expected an indented block", "The lines that belong to a `def`, `for`, `if` or `while`"
         " must be indented below it."),
        ("unexpected indent", "This line is indented further than the lines around it."),
        ("unindent does not match", "This line's indentation fits no line above it."),
        ("", "The spaces at the beginning of this line do not fit the lines around it."),
    ],
    "TabError": [("", "Tabs and spaces are mixed at the beginning of lines: use spaces only.")],
    "SyntaxError": [
        ("was never closed", "A bracket is opened here and never closed."),
        ("unmatched|does not match opening", "A bracket is closed that was not opened."),
        ("unterminated string|EOL while scanning", "A text's closing quotation mark is missing."),
        ("expected ':'", "A colon is missing at the end of this line."),
        ("Maybe you meant '=='|cannot assign", "A single `=` assigns; to compare, write `==`."),
        ("forgot a comma", "Between two values something is missing, such as a comma or a `*`."),
        ("", "Python cannot read this line: look for a missing bracket, colon or comma, here or in"
         " the line before."),
    ],
    "AssertionError": [("", "A condition that the code demands with `assert` is not met.")],
    "FileNotFoundError": [("", "There is no file of this name here.")],
    "StopIteration": [("", "`next(...)` was asked for one more value than there is.")],
    "SystemExit": [
        ("", "The code ends the program (`exit()` or `sys.exit()`): a function hands back its"
         " result with `return`."),
    ],
    "KeyboardInterrupt": [("", "The code was interrupted.")],
}  # fmt: skip

_ANY = "Python could not go on at this line."


def explain(exc: BaseException) -> str:
    """Say in a sentence or two what an exception means and what to look for.

    It need not have been raised. The text is plain, with names of code in backticks, and never
    empty; nothing in `exc` makes this raise.

    >>> explain(ZeroDivisionError("division by zero"))
    'Something is divided by zero: what is in the denominator?'
    >>> explain(NameError("name 'entropi' is not defined"))[:41]
    'Python does not know the name `entropi`: '
    """
    message = message_of(exc)
    for kind in type.mro(type(exc)):
        for pattern, sentence in _SENTENCES.get(kind.__name__.lstrip("_"), ()):
            if found := re.search(pattern, message):
                return sentence.format(*(group or "" for group in found.groups()))
    return _ANY


def is_stub(exc: BaseException) -> bool:
    """Return whether an exception says that an exercise is not done yet.

    >>> is_stub(NotImplementedError("Exercise 1.1: compute the entropy in bits"))
    True
    """
    # IPython's error for input() where nobody can type is a NotImplementedError, too.
    names = [kind.__name__ for kind in type.mro(type(exc))]
    return "NotImplementedError" in names and "StdinNotImplementedError" not in names


def message_of(exc: BaseException, limit: int = 300) -> str:
    """Return the text of an exception, cut to `limit` characters, even if its `__str__` fails."""
    try:
        text = str(exc)
    except Exception:
        return ""
    if not isinstance(text, str):
        return ""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def stopped(who: str, failure: Mapping, step: str = "", asked: str = "") -> str:
    """Say where a student's code stopped, with which error, and what that means.

    `failure` is as `helpers.checks.contract.Raised` or `Endless`; `step` says where in a longer
    plan it stopped, as ", in step 3"; a function that is not the one `asked` for is named.

    >>> error = {"type": "ZeroDivisionError", "message": "division by zero", "line": 2,
    ...          "text": "return 1 / 0", "within": "f", "explanation": "Why ..."}
    >>> stopped("`f`", error)
    '`f` stopped with ZeroDivisionError: division by zero, in line 2: `return 1 / 0`. Why ...'
    """
    place = f"{step}{at_line(failure, asked)}"
    if "seconds" in failure:
        return (
            f"{who} was stopped after {failure['seconds']:g} seconds{place}. Does each loop come to"
            " an end?"
        )
    kind = failure["type"].split(".")[-1]
    message = f": {failure['message']}" if failure["message"] and kind != "SystemExit" else ""
    return f"{who} stopped with {kind}{message}{place}. {failure['explanation']}"


# A function's or a method's qualified name. It may come from a student's process.
_NAME = re.compile(r"[^\W\d][\w.]{0,79}")


def at_line(failure: Mapping, asked: str = "") -> str:
    """“, in line 3: `h = ...`”, as far as it is known; with `asked`, as for `stopped`."""
    if not failure["line"]:
        return ""
    # Lines are counted from the top of a cell, and another function may stand in another cell.
    outer = failure["within"].split(".<locals>")[0]
    own = not asked or outer == asked or outer.startswith(f"{asked}.")
    other = "" if own or not _NAME.fullmatch(outer) else f"`{outer}`, "
    text = f": `{failure['text']}`" if failure["text"] else ""
    return f", in {other}line {failure['line']}{text}"

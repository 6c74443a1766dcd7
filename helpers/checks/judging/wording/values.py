"""Sentences on what a function returned, on its arguments, and on an object's attributes."""

from ..finding import Finding
from .terms import fill

_MASK = "a Boolean array ({right_shape}), True or False for each element"
_TUPLE = "a tuple of {right_n} ({parts}) is asked for"

SENTENCES = {
    # Nothing that could be compared.
    "nothing": "{What} is None, that is, nothing: does the function end with `return`?",
    "blank": "{What} is a blank `...`: replace each `...` by your own expression.",
    "array of another class": "{What} is a `{type}`, not an ordinary array: `np.array(...)` makes"
    " one of it.",
    "array of no numbers": "{What} is an array, but not of numbers ({about}): are some of its"
    " elements texts, lists or None?",
    "too much": "{What} is {kind}, {about} to be looked at.",
    "search": "{What} is all that the search reports: what it found is in its `.x`.",
    "function": "{What} is a function: to return its result, call it, with parentheses and"
    " arguments.",
    "generator": "{What} is a generator: use `return` in place of `yield`, and square brackets in"
    " place of round ones, as in `[... for ... in ...]`.",
    "coroutine": "{What} has not been computed: leave out the word `async`.",
    "object": "{What} is {kind}, which cannot be compared with numbers.",
    "other value": "{What} is not right.",
    # One number.
    "nan": "{What} is nan, “not a number”: somewhere 0/0 or 0·log(0) was computed, or the logarithm"
    " or root of a negative number.",
    "infinite": "{What} is infinite: somewhere log(0) or a division by zero was computed.",
    "number": "{What} is not right.",
    "rounded": "{What} is right up to {digits} decimals: do not round inside a function, since what"
    " is lost there is lost to all that computes with it. Round when you print.",
    "text for a number": "{What} is a text, {text}; a number is asked for. An f-string or"
    " `str(...)` makes texts: return the number itself.",
    "truth for a number": "{What} is {got}; a number is asked for. Is a comparison returned?",
    "complex for a number": "{What} is a complex number, {text}: a real one is asked for.",
    "no real number": "{What} is not a real number.",
    "number in an array": "{What} has the right value, but is an array with one element, {text}; a"
    " plain number is asked for. Take its element with `[0]`, or look for a pair of brackets too"
    " many.",
    "array for a number": "{What} is an array ({shape}); one number is asked for. Is the sum"
    " missing, or does it not enclose the whole expression?",
    "tuple for a number": "{What} is a tuple of {n}; one number is asked for. Is there a comma too"
    " many behind `return`?",
    "list for a number": "{What} is a list of {n}; one number is asked for. Return the number"
    " without square brackets.",
    "something for a number": "{What} is {kind}; one number is asked for.",
    # An array.
    "arrays in a sequence": "{What} is {kind} of {n} with arrays in it; one array is asked for."
    " Take the one that is meant, as in `a, b = f(...)` or with `[0]`.",
    "sequence for an array": "{What} is {kind} of {n}; an array is asked for. `np.array(...)` makes"
    " one of it.",
    "number for an array": "{What} is one number; an array ({right_shape}) is asked for. Is `axis=`"
    " missing, or a sum taken once too often?",
    "something for an array": "{What} is {kind}; an array is asked for.",
    "mask for an array": "{What} is an array of True and False; numbers are asked for.",
    "complex array": "{What} is an array of complex numbers; real ones are asked for.",
    "shape": "{What} is an array with {shape}; asked for is one with {right_shape}.",
    # An array of numbers keeps None as nan.
    "nan in an array": "{What} has {count} of {size} values that are nan, “not a number”: somewhere"
    " 0/0, a division by zero, log(0) or the root of a negative number was computed, or a function"
    " that returns None was used.",
    "infinite in an array": "{What} has {count} of {size} values that are infinite: somewhere a"
    " division by zero or log(0) was computed.",
    "order": "{What} has the right values in the wrong order.",
    "values": "{What} does not have the right values: {which_are_wrong}.",
    "statistic": "The {its_name} of {what} is {its_value}; it should be about {its_right}.",
    "few values far out": "The mean and the standard deviation of {what} are right, but nearly all"
    " values are alike: a few that lie far out make all of the standard deviation.",
    "values that come again": "The mean and the standard deviation of {what} are right, but the"
    " values are not independent: those {distance} steps apart have a correlation of {value}.",
    "noise of changing strength": "The mean and the standard deviation of {what} are right on the"
    " whole, but its noise is stronger at some steps than at others.",
    "not drawn": "The value at index {at_index} of {what} is {text}, and not random: was it drawn"
    " at all? Does your loop, if there is one, begin at the first and get to the last?",
    "something for a mask": f"{{What}} is {{kind}}; asked for is {_MASK}, as a comparison of arrays"
    " makes it.",
    "numbers for a mask": f"{{What}} is an array of numbers; asked for is {_MASK}.",
    "shape of a mask": f"{{What}} has {{shape}}; asked for is {_MASK}.",
    "mask": "{What} is wrong for {count} of {right_size}, the first at index {first}.",
    # Something with parts.
    "something for a dictionary": "{What} is {kind}; a dictionary is asked for.",
    "keys": "{What} has the keys {keys}; asked for: {right_keys}.",
    "something for a list": "{What} is {kind}; a list is asked for.",
    "length": "{What} is a list of {n}; asked for is one of {right_n}.",
    "number for a tuple": f"{{What}} is one number; {_TUPLE}: `return a, b`.",
    "something for a tuple": f"{{What}} is {{kind}}; {_TUPLE}: `return a, b`.",
    "length of a tuple": f"{{What}} has {{n}} elements; {_TUPLE}.",
    # Arguments.
    "prints": "`{function}` prints its result and returns nothing: write `return` in place of"
    " `print`. What is printed can be read, but not computed with.",
    "nothing drawn from": "`{function}` draws nothing from the generator `{name}` that it is given."
    " Random numbers are to come from its methods, such as `{name}.normal(...)`, so that the caller"
    " decides about the seed.",
    "same numbers again": "`{function}` draws from the generator `{name}`, but what it returns goes"
    " up and down in the same way with any other one: compute it from the numbers that you draw.",
    "arguments lost": "`{function}` loses its arguments.",
    "as it was": "`{function}` leaves its argument `{name}` as it was, where it should change it in"
    " place: assign to its elements, as in `{name}[...] = ...`.",
    "arguments changed": "`{function}` changes its arguments.",
    "changed": "`{function}` changes its argument `{name}`, which belongs to the caller: afterwards"
    " it is {text}. Work on a new array or on a copy.",
    # An object on its way through a plan.
    "returned, not assigned": "{What} is what it was before the step: the method returns something,"
    " but changes nothing. What the object is to remember has to be assigned: `self.{root} = ...`.",
    "not assigned": "{What} is what it was before the step, and should have changed. Is the result"
    " assigned to `self.{root}`, with `self.`? If so, it is the same at each step: print it.",
    "no attribute": "The object has no attribute `{name}` {moment}.{it_has} Is it assigned in"
    " `__init__`, with `self.` before the name: `self.{name} = ...`?",
    "parameters of a method": "The method `{name}` cannot be called as it is to be called (its"
    " parameters: {parameters}). Is `self` its first parameter, and do the others come in the order"
    " asked for?",
    "value for a method": "`{name}` is a method of the class, but here it is a value: is"
    " `self.{name}` assigned somewhere? Give that attribute another name.",
    "no method": "The object has no method `{name}`.{it_has} Is it misspelt, or is `def"
    " {name}(self, ...)` not indented into the class?",
    "argument of a method": "Step {step} changes an argument of the method (number {number}), which"
    " belongs to the caller. Work on a new array or on a copy.",
}
_OF_WHAT_IS_NOT_RETURNED = {
    "argument": {
        "nothing": "{What} is None, that is, nothing. A method such as `append` changes its object"
        " and returns nothing: what it returns is not to be assigned.",
    },
    "attribute": {  # which is seldom the result of a sum
        "nothing": "{What} is None, that is, nothing: is `self.{root}` given a value?",
        "array for a number": "{What} is an array ({shape}); one number is asked for.",
        "number for an array": "{What} is one number; an array ({right_shape}) is asked for.",
    },
}
_FIRST_AT = "{What} does not have the right values, first at index {at_index}."

# What is expected and what came, where that is no value.
TEXTS = {
    "nothing drawn from": ("numbers drawn from the generator", "none drawn from it"),
    "few values far out": ("numbers of one distribution", "a few far out, the others alike"),
    "values that come again": ("independent numbers", "a correlation of {value}"),
    "noise of changing strength": ("noise of one strength", "stronger here than there"),
    "not drawn": ("random numbers throughout", "{text} at index {at_index}"),
    "same numbers again": ("other numbers with another generator", "the same ups and downs"),
    "no attribute": ("an attribute `{name}`", "no such attribute"),
    "parameters of a method": ("a call of `{name}` that works", "parameters that do not fit"),
    "value for a method": ("a method `{name}`", "a value"),
    "no method": ("a method `{name}`", "no such method"),
    "argument of a method": ("the argument as it was", "an argument that was changed"),
}


def sentence(finding: Finding) -> str:
    """The sentence on a finding of `judging.compare` and the like."""
    others = _OF_WHAT_IS_NOT_RETURNED.get(finding.root, {})
    template = others.get(finding.what, SENTENCES[finding.what])
    one_is_named = finding.details.get("at") is not None
    if finding.root == "attribute" and finding.what == "values" and one_is_named:
        template = _FIRST_AT
    return fill(template, finding)

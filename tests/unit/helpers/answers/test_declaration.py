"""Right and wrong answers are what is marked in a module, in the order in which it stands there."""

from types import ModuleType

import pytest

from helpers.answers import right, wrong
from helpers.answers.declaration import gather


def module(**names):
    made = ModuleType("answers_of_a_test")
    vars(made).update(names)
    return made


def answer(x):
    return x


def test_names_are_those_in_the_module_unless_others_are_given():
    found = gather(
        module(
            reference=answer,
            natural_logarithm=wrong("hint", nearly="nearly")(lambda x: 0),
            made_by_a_factory=wrong("where?", nearly="here", name="> for >=")(lambda x: 1),
            by_numpy=right(lambda x: x),
            by_hand=right(name="a Python loop")(lambda x: x),
            helper=lambda x: 2,
        )
    )
    assert found.reference is answer
    assert [m.name for m in found.misconceptions] == ["natural logarithm", "> for >="]
    assert [(m.hint, m.nearly, m.raises) for m in found.misconceptions] == [
        ("hint", "nearly", False),
        ("where?", "here", False),
    ]
    assert list(found.variants) == ["by numpy", "a Python loop"]


def test_a_class_built_on_a_wrong_one_is_wrong_only_if_it_says_so():
    @wrong("hint", nearly="nearly")
    class ResetToRest:
        pass

    class Better(ResetToRest):
        pass

    found = gather(module(Reference=Better, ResetToRest=ResetToRest, Better=Better))
    assert found.reference is Better
    assert [m.name for m in found.misconceptions] == ["reset to rest"]


def test_what_is_marked_stays_what_it_was():
    def answer(x):
        return x

    assert wrong("hint", nearly="nearly")(answer) is answer
    assert right(answer) is answer and answer(3) == 3


def test_a_module_without_a_reference_is_refused_by_name():
    with pytest.raises(LookupError, match="answers_of_a_test has no `reference`"):
        gather(module(other=right(lambda x: x)))

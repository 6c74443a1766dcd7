"""Answers that are no plain functions: they deceive whoever looks at them."""

from ..attack import ANSWERS, code

ATTACKS = (
    code(
        "lying-signature",
        "A callable whose signature, source, name, globals and code belong to others.",
        f"""
        import inspect
        import numpy as np

        class Lying:
            __signature__ = inspect.signature(np.sum)
            __wrapped__ = np.log2
            __globals__ = {{"checks": 3}}
            __code__ = (lambda: 3).__code__
            __name__ = __qualname__ = "entropy"
            __module__ = "helpers.answers.why_models.entropy"

            def __call__(self, *_, **__):
                return 3

        {ANSWERS} = Lying()
        """,
    ),
    code(
        "wrapped-in-a-circle",
        "Functions whose __wrapped__ leads back to themselves.",
        f"""
        def circle(*_, **__):
            return 3

        circle.__wrapped__ = circle
        {ANSWERS} = circle
        """,
    ),
    code(
        "globals-of-the-check",
        "A function made of another's code, with the globals of the module that asks.",
        f"""
        import sys, types

        def poke(*_, **__):
            globals().update(state="right", points=3)
            return 3

        names = vars(sys.modules.get("helpers.checks.asking.ask", sys))
        {ANSWERS} = types.FunctionType(poke.__code__, names)
        """,
    ),
    code(
        "attributes-of-everything",
        "An object that has every attribute, and each says yes.",
        f"""
        class Every:
            def __getattr__(self, name):
                return self

            def __call__(self, *_, **__):
                return self

            def __iter__(self):
                return iter([])

            __index__ = __int__ = lambda self: 3
            __float__ = lambda self: 3.0
            __contains__ = __bool__ = __eq__ = lambda self, *_: True
            __hash__ = lambda self: 0

        {ANSWERS} = Every()
        """,
    ),
    code(
        "metaclass",
        "Answers that are classes, whose metaclass decides what calling and looking give.",
        """
        class Meta(type):
            def __call__(cls, *_, **__):
                return 3

            def __instancecheck__(cls, other):
                return True

            __eq__ = lambda cls, other: True
            __hash__ = type.__hash__
            __name__ = __module__ = property(lambda cls: "right")
            mro = lambda cls: [cls, int, object]

        class entropy(int, metaclass=Meta):
            pass

        class pmf_from_counts(metaclass=type):
            __new__ = lambda cls, *_: 3

        max_entropy_pmf = information_rates = float
        """,
    ),
    code(
        "builtins-as-answers",
        "Functions of NumPy and Python as answers, in case that one of them fits.",
        """
        import operator
        import numpy as np

        entropy = np.log2
        max_entropy_pmf = operator.itemgetter(0)
        pmf_from_counts = np.cumsum
        information_rates = divmod
        """,
    ),
    code(
        "generators-and-coroutines",
        "Answers that are computed when they are looked at: generators, coroutines, lazy objects.",
        """
        import numpy as np

        def entropy(pmf):
            yield 3

        async def max_entropy_pmf(values, mean):
            return 3

        def pmf_from_counts(counts):
            return map(float, counts)

        information_rates = np.vectorize(lambda isis, bins: (3, 3), otypes=[object])
        """,
    ),
    code(
        "recursive-partial",
        "Partial functions, bound methods and descriptors, a thousand deep.",
        f"""
        import functools

        answer = lambda *_, **__: 3
        for _ in range(1000):
            answer = functools.partial(answer)
        for _ in range(1000):
            answer = functools.wraps(answer)(lambda *_, answer=answer, **__: 3)
        {ANSWERS} = answer
        """,
    ),
    code(
        "names-with-code",
        "The name of an exercise stands for an expression, a property of the module, a deletion.",
        """
        import sys, types

        class Module(types.ModuleType):
            @property
            def entropy(self):
                return lambda pmf: 3

            def __getattr__(self, name):
                return lambda *_: 3

        sys.modules["__main__"].__class__ = Module
        del entropy, pmf_from_counts
        """,
    ),
    code(
        "deleted-answers",
        "No answers are defined at all; the builtins have some of these names.",
        f"""
        import builtins

        for name in {ANSWERS.split(" = ")!r}:
            setattr(builtins, name, lambda *_, **__: 3)
        """,
        wrong=False,
    ),
)

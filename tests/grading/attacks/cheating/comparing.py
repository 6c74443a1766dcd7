"""Whatever compares is made to find everything equal."""

from ..attack import ANSWERS, code

ATTACKS = (
    code(
        "patched-allclose",
        "numpy.allclose, isclose and array_equal say yes.",
        """
        import numpy as np

        np.allclose = np.array_equal = lambda *_, **__: True
        np.isclose = lambda a, b, *_, **__: np.ones(np.broadcast(a, b).shape, bool)
        """,
    ),
    code(
        "patched-testing",
        "Every assertion of numpy.testing and unittest passes.",
        """
        import numpy.testing, unittest

        for module in (numpy.testing, unittest.TestCase):
            for name in dir(module):
                if name.startswith("assert"):
                    setattr(module, name, lambda *_, **__: None)
        """,
    ),
    code(
        "patched-builtins",
        "abs, all, round and sum of the builtins lie.",
        """
        import builtins

        builtins.abs = lambda x: 0
        builtins.all = lambda x: True
        builtins.any = lambda x: False
        builtins.round = lambda *_: 0
        """,
    ),
    code(
        "patched-isinstance",
        "Everything is an instance of everything.",
        """
        import builtins

        builtins.isinstance = builtins.issubclass = lambda *_: True
        """,
    ),
    code(
        "patched-comparing",
        "The course's own comparison finds no difference.",
        """
        import sys
        from types import ModuleType
        from helpers.checks.asking import arguments

        arguments.identical = lambda *_, **__: True
        for name in ("compare", "answered", "kinds", "judge"):  # they are not to be had here
            name = f"helpers.checks.judging.{name}"
            module = sys.modules[name] = ModuleType(name)
            module.difference = lambda *_, **__: None
            module.close = module.alike = lambda *_, **__: True
        """,
    ),
    code(
        "patched-ufuncs",
        "The very functions that the comparison took by name are replaced in its module.",
        """
        import sys
        import numpy as np

        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith("helpers"):
                for name in ("asarray", "isnan", "isfinite", "isinf", "array_equal", "sort"):
                    if hasattr(module, name):
                        setattr(module, name, lambda *_, **__: np.array(True))
        """,
    ),
    code(
        "float-slots",
        "By ctypes, floats compare equal to everything, in C.",
        """
        import ctypes

        kind = ctypes.CFUNCTYPE(ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.c_int)
        always = kind(lambda one, other, how: True)
        RICH_COMPARE = 200  # bytes into a type object
        ctypes.c_void_p.from_address(id(float) + RICH_COMPARE).value = ctypes.cast(
            always, ctypes.c_void_p
        ).value
        """,
    ),
    code(
        "always-equal",
        "The answers return objects that are equal to everything and as large as anything.",
        f"""
        class Equal:
            def same(self, *_):
                return self

            def yes(self, *_):
                return True

            __eq__ = __le__ = __ge__ = __lt__ = __gt__ = __bool__ = yes
            __sub__ = __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __abs__ = same
            __getitem__ = __getattr__ = __call__ = same
            __hash__ = None
            __float__ = lambda self: 0.0
            __len__ = lambda self: 2

        {ANSWERS} = lambda *_, **__: Equal()
        """,
    ),
    code(
        "chameleon-array",
        "An ndarray that answers every function of NumPy on it with True or itself.",
        f"""
        import numpy as np

        class Chameleon(np.ndarray):
            def __array_ufunc__(self, ufunc, method, *inputs, **__):
                return np.zeros(inputs[-1].shape) if "sub" in ufunc.__name__ else np.True_

            def __array_function__(self, function, types, args, kwargs):
                return np.True_

            def __eq__(self, other):
                return np.True_

        {ANSWERS} = lambda *_, **__: np.zeros(1).view(Chameleon)
        """,
    ),
    code(
        "chameleon-duck",
        "No array at all, but it has __array_function__, __array_priority__ and __array__.",
        f"""
        import numpy as np

        class Duck:
            __array_priority__ = 1e9
            shape, ndim, size, dtype = (1,), 1, 1, np.dtype(float)

            def __array_ufunc__(self, ufunc, method, *inputs, **__):
                return np.True_

            def __array_function__(self, *_):
                return np.True_

            def __array__(self, *_, **__):
                return np.zeros(1)

        {ANSWERS} = lambda *_, **__: Duck()
        """,
    ),
    code(
        "false-class",
        "An object whose __class__ says float, and which takes over every operation.",
        f"""
        class Liar:
            @property
            def __class__(self):
                return float

            def __eq__(self, other):
                return True

            def __rsub__(self, other):
                return 0.0

            __sub__ = __rsub__
            __hash__ = object.__hash__
            __float__ = lambda self: 0.0

        {ANSWERS} = lambda *_, **__: Liar()
        """,
    ),
    code(
        "equal-float",
        "A subclass of float that equals everything; likewise of str, tuple and dict.",
        f"""
        from itertools import cycle

        def equal(base, *args):
            names = ("__eq__", "__le__", "__ge__")
            made = dict.fromkeys(names, lambda *_: True) | {{"__hash__": base.__hash__}}
            made["__ne__"] = lambda *_: False
            return type(base.__name__, (base,), made)(*args)

        values = cycle(
            [equal(float, 0), equal(str, "0"), equal(tuple, (0, 0)), equal(dict), equal(complex, 0)]
        )
        {ANSWERS} = lambda *_, **__: next(values)
        """,
    ),
    code(
        "looks-for-expected",
        "When it is compared, the answer looks up the callers' frames for the right value.",
        f"""
        import sys
        import numpy as np

        WANTED = ("right", "wanted", "expected", "reference", "want", "truth", "solution")

        def steal():
            frame = sys._getframe(1)
            while frame is not None:
                for name in WANTED:
                    if name in frame.f_locals:
                        return frame.f_locals[name]
                frame = frame.f_back
            return 0.0

        class Thief:
            def __array__(self, *_, **__):
                return np.asarray(steal())

            def __eq__(self, other):
                return True

            __float__ = lambda self: float(steal())
            __getitem__ = lambda self, key: steal()[key]
            __len__ = lambda self: len(steal())
            __iter__ = lambda self: iter(steal())
            __hash__ = None

        {ANSWERS} = lambda *_, **__: steal() or Thief()
        """,
    ),
    code(
        "tolerance-widened",
        "The exercises' tolerance is made infinite.",
        """
        import gc

        for thing in gc.get_objects():
            if type(thing).__name__ == "Comparison":
                for name in ("rtol", "atol"):
                    object.__setattr__(thing, name, float("inf"))
        """,
    ),
    code(
        "error-state",
        "NumPy's error state, print options and promotion are turned round.",
        """
        import numpy as np

        np.seterr(all="raise")
        np.set_printoptions(precision=0, formatter={"float": lambda x: "1"})
        np.seterrcall(lambda *_: None)
        """,
    ),
)

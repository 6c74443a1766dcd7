"""What happens with an exception is redefined, or the exception is not an ordinary one."""

from ..attack import ANSWERS, code

ATTACKS = (
    code(
        "custom-exception-handler",
        "IPython's custom exception handler swallows every error and displays points.",
        f"""
        def handler(shell, kind, value, traceback, tb_offset=None):
            print(3)
            shell.displayhook(3)

        get_ipython().set_custom_exc((BaseException,), handler)
        {ANSWERS} = lambda *_, **__: 1 / 0
        """,
    ),
    code(
        "no-traceback",
        "The shell shows no traceback, and sys.excepthook does nothing.",
        """
        import sys

        shell = get_ipython()
        for name in ("showtraceback", "_showtraceback", "showsyntaxerror", "showindentationerror"):
            setattr(shell, name, lambda *_, **__: None)
            for kind in type(shell).__mro__[:-1]:
                if name in vars(kind):
                    setattr(kind, name, lambda *_, **__: None)
        sys.excepthook = sys.unraisablehook = lambda *_: None
        """,
    ),
    code(
        "render-traceback",
        "An exception renders itself as a result, runs code while it does, and fails.",
        f"""
        class Fine(BaseException):
            def _render_traceback_(self):
                get_ipython().displayhook(3)
                return ["3"]

            def __str__(self):
                get_ipython().displayhook(3)
                raise self

            __repr__ = __str__

        def fine(*_, **__):
            raise Fine

        {ANSWERS} = fine
        """,
    ),
    code(
        "ends-the-program",
        "The answers raise SystemExit, KeyboardInterrupt and GeneratorExit in turn.",
        f"""
        from itertools import cycle

        ways = cycle([SystemExit(0), KeyboardInterrupt(), GeneratorExit(), StopIteration(3)])

        def leave(*_, **__):
            raise next(ways)

        {ANSWERS} = leave
        """,
    ),
    code(
        "not-implemented",
        "A right-looking stub: NotImplementedError with the points as its message.",
        f"""
        def stub(*_, **__):
            raise NotImplementedError("3")

        {ANSWERS} = stub
        """,
    ),
    code(
        "exception-classes",
        "Exceptions whose class, module, mro and traceback are forged.",
        f"""
        class Meta(type):
            def mro(cls):
                return [cls, Exception, BaseException, object]

            __name__ = property(lambda cls: 1 / 0)
            __instancecheck__ = __subclasscheck__ = lambda *_: True

        class Odd(Exception, metaclass=Meta):
            __module__ = 3
            __class__ = property(lambda self: int)
            __traceback__ = property(lambda self: 1 / 0)
            args = property(lambda self: 1 / 0)

        def odd(*_, **__):
            raise Odd

        {ANSWERS} = odd
        """,
    ),
    code(
        "endless-causes",
        "A chain of exceptions in a circle, a group of thousands, and notes without end.",
        f"""
        def circle(*_, **__):
            one, other = ValueError("one"), ValueError("other")
            one.__cause__, other.__cause__ = other, one
            one.__context__ = one
            for _ in range(10_000):
                one.add_note("3" * 1000)
            raise ExceptionGroup("many", [one] * 10_000)

        {ANSWERS} = circle
        """,
    ),
    code(
        "warnings-are-errors",
        "Warnings raise, or show points, and assertions are switched off.",
        """
        import sys, warnings

        warnings.simplefilter("error")
        warnings.showwarning = lambda *_, **__: print(3)
        sys.warnoptions[:] = ["error"]
        sys.flags.__class__
        __debug__ or None
        """,
    ),
)

"""Stubs of blocks: their headers stay, and what is in them is a stub, too."""

import pytest

from .test_stubs import RAISE, check

CASES = {
    "loops keep headers and targets": (
        """
        for step, t in enumerate(times[1:]):  # every step
            v[:, step] = v[:, step - 1] + dt * dv
            spiked = v > vth
            v[spiked] = vr
            count += spiked.sum()
            print(step)
        """,
        """
        for step, t in enumerate(times[1:]):
            v[:, step] = ...
            spiked = ...
            v[spiked] = ...
            count += ...
        """,
    ),
    "if, elif, else": (
        """
        if x > 0:
            y = 1
        # a comment between the clauses
        elif x == 0:
            print("zero")
        else:
            if x < -1:
                y = 2
        """,
        """
        if x > 0:
            y = ...
        # a comment between the clauses
        elif x == 0:
            ...
        else:
            if x < -1:
                y = ...
        """,
    ),
    "one-line blocks": (
        """
        if x: y = 1; z = 2
        else: z = 3
        for i in range(3): print(i)
        class Empty: pass
        """,
        """
        if x:
            y = ...
            z = ...
        else:
            z = ...
        for i in range(3):
            ...
        class Empty:
            ...
        """,
    ),
    "with, try, finally": (
        """
        with np.errstate(divide="ignore"), open("a:b") as f:
            terms = p * np.log2(p)
        try:
            rate = 1 / isi
        except ZeroDivisionError:
            rate = 0
            return rate
        except (TypeError, ValueError) as error:
            raise error
        else:
            rate *= 2
        finally:
            f.close()
        """,
        """
        with np.errstate(divide="ignore"), open("a:b") as f:
            terms = ...
        try:
            rate = ...
        except ZeroDivisionError:
            rate = ...
            return ...
        except (TypeError, ValueError) as error:
            ...
        else:
            rate *= ...
        finally:
            ...
        """,
    ),
    "match": (
        """
        match command:
            # the first way
            case {"go": direction} if direction: x = 1
            case [
                a,
                b,
            ]:
                y = a + b
            case _:  # anything
                return None
        """,
        """
        match command:
            # the first way
            case {"go": direction} if direction:
                x = ...
            case [
                a,
                b,
            ]:
                y = ...
            case _:
                return ...
        """,
    ),
    "a function with docstring and decorator": (
        '''
        import functools

        @functools.cache  # slow otherwise
        def entropy(pmf: dict[str, int] = {"a": 1}, base=lambda x: 2):
            """Entropy.

            # Not a comment.
            """
            # 1. Sum.
            def term(p):
                return -p * np.log2(p)
            square = lambda x: x**2
            return sum(term(p) for p in pmf)
        ''',
        '''
        @functools.cache
        def entropy(pmf: dict[str, int] = {"a": 1}, base=lambda x: 2):
            """Entropy.

            # Not a comment.
            """
            # 1. Sum.
            def term(p):
                return ...
            square = ...
            return ...
        ''',
    ),
    "a class": (
        '''
        class LIFNeurons:
            """Leaky integrate-and-fire neurons."""

            n_made = 0

            def __init__(self, n, t_ref=0.01):
                """Start at rest."""
                self.v = el * np.ones(n)
                self.t_ref, self.steps = t_ref, 0
                LIFNeurons.n_made += 1

            @property
            def t(self):
                return self.steps * self.dt

            def reset(self):
                """Start again."""
                self.__init__(len(self.v))

            def nothing(self):
                """To be seen only."""
        ''',
        '''
        class LIFNeurons:
            """Leaky integrate-and-fire neurons."""

            n_made = ...

            def __init__(self, n, t_ref=0.01):
                """Start at rest."""
                self.v = ...
                self.t_ref, self.steps = ..., ...
                LIFNeurons.n_made += ...

            @property
            def t(self):
                return ...

            def reset(self):
                """Start again."""
                ...

            def nothing(self):
                """To be seen only."""
        ''',
    ),
    "hidden goes whole": (
        """
        x = 1  # hidden
        for i in range(3):  # hidden
            # step 1
            y = i
        if a:
            z = 1
        elif b:  # hidden
            # step 2
            z = 2
        else:
            z = 3
        scale = 2  # noqa: E501 # hidden
        a = 1; b = 2  # hidden
        @cache  # hidden
        def helper():
            return 1
        done = True
        """,
        """
        if a:
            z = ...
        else:
            z = ...
        done = ...
        """,
    ),
    "loops that would never end": (
        """
        while True:
            # 1. Draw.
            u = rng.random()
            if u < p:
                break
        while queue:
            queue.pop()
        while n > 0:
            n -= 1
        while self.t < t_max:
            self.t = self.t + dt
        """,
        f"""
        while True:
            {RAISE}
            # 1. Draw.
            u = ...
            if u < p:
                ...
        while queue:
            {RAISE}
        while n > 0:
            n -= ...
        while self.t < t_max:
            self.t = ...
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_stub_of(name):
    check(*CASES[name])

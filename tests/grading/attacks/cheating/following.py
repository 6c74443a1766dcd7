"""Wrong answers that would have what they call taken for the slip, and themselves for right."""

from ..attack import code

ATTACKS = (
    code(
        "follows-own-stand-ins",
        "Stand-ins of our own, which make our answer right, are put into sys.modules.",
        """
        import sys, types

        mine = types.ModuleType("helpers.stand_ins.why_models")
        mine.entropy = mine.pmf_from_counts = lambda rng: lambda given: 0.0
        sys.modules[mine.__name__] = mine

        def information_rates(isis, bins):
            return 0.0, entropy(isis)
        """,
    ),
    code(
        "follows-what-it-sees",
        "The stand-ins' numbers are read, and used without what was asked for.",
        """
        def information_rates(isis, bins):
            seen = entropy.__closure__ or pmf_from_counts.__closure__
            number = seen[0].cell_contents if seen else 0.0
            return entropy(np.ones(3) / 3), number / np.mean(isis)
        """,
    ),
    code(
        "follows-no-exchange",
        "Nothing is exchanged, and what was to be is said to be missing.",
        """
        from contextlib import nullcontext
        from helpers.checks.asking import ask

        look_up = ask.look_up

        def missing(names, name):
            if name == "information_rates":
                return look_up(names, name)
            return {"missing": name, "close": "<script>alert(1)</script>"}

        ask.look_up = missing
        ask.exchanged = lambda target, probe: nullcontext()
        """,
    ),
    code(
        "follows-the-question",
        "The answer is exchanged itself, whenever it is asked about with a stand-in.",
        """
        from helpers.checks.asking import ask

        ask_one = ask.ask_one

        def other(target, kind, probe, *more):
            if probe["stand_ins"]:
                target = lambda isis, bins: (1.0, 1 / np.mean(isis))
                probe["stand_ins"].clear()
            return ask_one(target, kind, probe, *more)

        ask.ask_one = other
        """,
    ),
)

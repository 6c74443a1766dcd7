"""The course's tutorials, in the order in which students meet them."""

TUTORIALS = {
    "lif-membrane": "The leaky membrane",
    "lif-spikes": "Spikes and the refractory period",
    "what-models": "What models",
    "how-models": "How models",
    "why-models": "Why models",
    "capstone": "Capstone: what, how and why on recorded neurons",
}


def neighbours(name: str) -> tuple[str | None, str | None]:
    """Return the tutorials before and after one; None where there is none.

    >>> neighbours("why-models")
    ('how-models', 'capstone')
    >>> neighbours("lif-membrane")
    (None, 'lif-spikes')
    """
    if name not in TUTORIALS:
        return None, None
    names = [None, *TUTORIALS, None]
    position = names.index(name)
    return names[position - 1], names[position + 1]

"""Sliders as the demos use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import ipywidgets

_HANDLE = "#0072B2"  # seen on white and on black: ipywidgets' own is white


def slider(kind: str, label: str, value: Any, **options: Any) -> ipywidgets.ValueWidget:
    """Return a slider of ipywidgets that is as wide as the page allows.

    Parameters
    ----------
    kind : str
        Name of the widget, such as "IntSlider".
    label : str
        What it sets, with its unit.
    value
        Where it stands first.
    **options
        As the widget takes them: min, max, step, options, ...

    Returns
    -------
    ipywidgets.ValueWidget
    """
    import ipywidgets

    made = getattr(ipywidgets, kind)(
        value=value,
        description=label,
        style={"description_width": "11em"},
        # On a narrow page the label goes above, so that the slider keeps its length.
        layout=ipywidgets.Layout(
            width="auto", max_width="640px", height="auto", flex_flow="row wrap"
        ),
        **options,
    )
    if made.style.has_trait("handle_color"):  # not all of ipywidgets 7 have it
        made.style.handle_color = _HANDLE
    return made


def choice(label: str, options: Sequence[tuple[str, str]]) -> ipywidgets.ToggleButtons:
    """Return buttons of which one is pressed, the first at the beginning.

    Parameters
    ----------
    label : str
        What is chosen.
    options : sequence of tuple of str
        Pairs of text and value.

    Returns
    -------
    ipywidgets.ToggleButtons
    """
    import ipywidgets

    return ipywidgets.ToggleButtons(
        options=options,
        value=options[0][1],
        description=label,
        style={"description_width": "11em", "button_width": "8em"},
        layout=ipywidgets.Layout(display="flex", flex_flow="row wrap"),
    )

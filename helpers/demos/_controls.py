"""Sliders as the demos use them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ipywidgets

_HANDLE = "#0072B2"  # seen on white and on black: ipywidgets' own is white


def slider(kind: str, label: str, value: Any, **options: Any) -> ipywidgets.ValueWidget:
    """Return a slider of ipywidgets that is as wide as the page allows.

    Its `kind` is a widget's name, such as "IntSlider"; the `label` says what it sets, with its
    unit; `options` are the widget's own: min, max, step, ...
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
    """Return buttons, one of which is pressed: the first. Options are pairs of text and value."""
    import ipywidgets

    return ipywidgets.ToggleButtons(
        options=options,
        value=options[0][1],
        description=label,
        style={"description_width": "11em", "button_width": "8em"},
        layout=ipywidgets.Layout(display="flex", flex_flow="row wrap"),
    )

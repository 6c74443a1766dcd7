"""Sliders as the demos use them."""


def slider(kind, label, value, **options):
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

    return getattr(ipywidgets, kind)(
        value=value,
        description=label,
        style={"description_width": "11em"},
        # On a narrow page the label goes above, so that the slider keeps its length.
        layout=ipywidgets.Layout(
            width="auto", max_width="640px", height="auto", flex_flow="row wrap"
        ),
        **options,
    )


def choice(label, options):
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

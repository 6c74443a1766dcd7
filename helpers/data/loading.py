"""Load a data set of the course by its name."""

import sys

from helpers.data.errors import DataUnavailable
from helpers.data.recorded import grasshopper
from helpers.data.synthetic import synthetic
from helpers.data.trains import SpikeTrains
from helpers.settings import is_offline
from helpers.widgets import put_note

_NAMES = ("grasshopper", "steinmetz", "synthetic")


def load(
    name: str, *, fallback: bool = True, url: str | None = None, progress: bool = True
) -> SpikeTrains:
    """Load spike trains.

    Parameters
    ----------
    name : {"grasshopper", "steinmetz", "synthetic"}
        ``"grasshopper"``: two recorded auditory receptor neurons, which come with the course.
        ``"steinmetz"``: 734 recorded neurons of the mouse brain, downloaded on first use (31 MB).
        ``"synthetic"``: 734 made-up neurons that resemble those.
    fallback : bool
        If the recordings of ``"steinmetz"`` are not available: print why and return the made-up
        neurons (True), or raise `DataUnavailable` (False).
    url : str, optional
        Where to download ``"steinmetz"`` from, in place of its page at the Open Science Framework.
    progress : bool
        Whether a download shows a progress bar.

    Notes
    -----
    Downloads are kept in the user's cache folder, or in ``HELPERS_HOME`` where that is set. With
    ``HELPERS_OFFLINE=1`` neither the network nor an earlier download is used, so that a notebook
    gives the same results everywhere.

    Examples
    --------
    >>> population = load("synthetic")
    >>> len(population)
    734
    >>> len(population[283])
    115400
    """
    if name == "grasshopper":
        return grasshopper()
    if name == "synthetic":
        return synthetic()
    if name != "steinmetz":
        raise ValueError(f"there is no data set {name!r}; choose one of {', '.join(_NAMES)}")
    try:
        trains, note = _steinmetz(url, progress)
    except DataUnavailable as error:
        if not fallback:
            raise DataUnavailable(
                f"The recordings of Steinmetz et al. are not available: {error}. {_remedy()}"
            ) from error
        put_note(
            f"The recordings of Steinmetz et al. are not available: {error}.\n"
            f"A synthetic population of 734 neurons stands in for them.\n{_remedy()}",
            on_pages="On this page a synthetic population stands in for the recordings.",
        )
        return synthetic()
    if note:
        print(note)
    return trains


def _steinmetz(url, progress):
    if is_offline():
        raise DataUnavailable("HELPERS_OFFLINE is set")
    if sys.platform == "emscripten":
        raise DataUnavailable("a Python that runs in the browser cannot download them")
    from helpers.data.steinmetz import URL, steinmetz

    return steinmetz(url or URL, progress=progress)


def _remedy():
    if is_offline():
        return "For the recordings, unset HELPERS_OFFLINE, restart and run this cell again."
    if sys.platform == "emscripten":
        return "For the recordings, open this notebook in JupyterLab or in Colab."
    return "For the recordings, run this cell again later, with a working connection."

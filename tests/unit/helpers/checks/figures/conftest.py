"""Tests of figures begin and end without any."""

import pytest
from matplotlib import pyplot as plt


@pytest.fixture(autouse=True)
def no_figures():
    plt.close("all")
    yield
    plt.close("all")

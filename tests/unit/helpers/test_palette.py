"""The style's colours are told apart with any colour vision, and seen on white."""

import itertools
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb

import helpers

# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes (2009), IEEE Transactions on Visualization
# and Computer Graphics 15: severity 1, for linear RGB.
VISION = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
SRGB_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
GREYS = ("0.3", "0.35", "0.45")  # of thresholds and references, beside the first two colours
CLEARLY = 15  # CIE 1976 units; about 2 can just be seen side by side


@pytest.fixture(scope="module")
def cycle():
    style = matplotlib.rc_params_from_file(Path(helpers.__file__).with_name("course.mplstyle"))
    return style["axes.prop_cycle"].by_key()["color"]


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, vision="usual"):
    """CIE L*a*b* of a colour as someone sees it."""
    seen = np.clip(np.asarray(VISION[vision]) @ linear(colour), 0, 1)
    xyz = SRGB_TO_XYZ @ seen / SRGB_TO_XYZ.sum(axis=1)
    x, y, z = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one, other, vision="usual"):
    return np.linalg.norm(lab(one, vision) - lab(other, vision))


def test_the_simulation_confuses_what_people_confuse():
    assert distance("#D00000", "#6A6A00", "deuteranopia") < distance("#D00000", "#6A6A00") / 2
    assert distance("white", "black", "protanopia") == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("vision", VISION)
def test_any_two_colours_of_the_cycle_are_told_apart(cycle, vision):
    close = {
        (one, other): round(distance(one, other, vision), 1)
        for one, other in itertools.combinations(cycle, 2)
        if distance(one, other, vision) < CLEARLY
    }
    assert not close


@pytest.mark.parametrize("vision", VISION)
def test_the_first_two_are_told_apart_from_the_greys_beside_them(cycle, vision):
    for colour, grey in itertools.product(cycle[:2], GREYS):
        assert distance(colour, grey, vision) >= CLEARLY, (colour, grey)


def test_every_colour_stands_out_from_white(cycle):
    contrasts = [1.05 / (SRGB_TO_XYZ[1] @ linear(colour) + 0.05) for colour in cycle]
    # WCAG 1.4.11 asks for 3 between a line and its ground; orange and light blue come last for
    # that reason, and no figure of the course goes so far.
    assert min(contrasts[:4]) >= 3 and min(contrasts) >= 2

"""Pictures go into the student's notebook small, with their text."""

import io

import nbformat
import numpy as np
from PIL import Image

from courseware.kit.pictures import SMALL, Picture, pictures, smaller


def drawing(width, height):
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 255, (height, width, 3), dtype=np.uint8)
    packed = io.BytesIO()
    Image.fromarray(pixels).save(packed, "png")
    return packed.getvalue()


def test_a_large_picture_becomes_smaller_and_keeps_text_and_place():
    large = Picture("image/png", drawing(1200, 600), 'Spikes "<5 ms>"', "600")
    small = smaller(large)
    assert len(small.data) < len(large.data) / 3
    assert (small.alt, small.width) == (large.alt, "600")
    assert Image.open(io.BytesIO(small.data)).size == (760, 380)


def test_a_small_picture_stays_as_it_is():
    small = Picture("image/png", drawing(20, 20), "Noise")
    assert len(small.data) < SMALL
    assert smaller(small) is small


def test_a_picture_written_as_html_can_be_read_back():
    picture = Picture("image/png", drawing(4, 4), 'a "quoted" <b> & more', "40")
    output = nbformat.v4.new_output("display_data", {"text/html": f"<p>{picture.img()}</p>"})
    assert pictures(output) == [picture]

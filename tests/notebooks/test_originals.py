"""What docs/originals.md says of the tutorials that ours follow, computed.

Its other numbers are computed in `test_why_models_science.py`, `test_lif_membrane_science.py` and
`test_lif_spikes_science.py`.
"""

import ipywidgets
import numpy as np
import pytest

from helpers.answers.why_models import entropy

ONE_POINT = np.eye(50)[25]
UNIFORM = np.full(50, 1 / 50)


@pytest.mark.parametrize(
    ("wrong", "on_uniform"),
    [
        (entropy.natural_logarithm, 3.91),
        (entropy.decimal_logarithm, 1.70),
        (entropy.mean_for_sum, 0.11),
        (entropy.missing_p, 282.19),
        (entropy.constant, 0.00),
    ],
)
def test_one_certain_point_does_not_tell_a_wrong_entropy_from_a_right_one(wrong, on_uniform):
    assert f"{np.abs(wrong(ONE_POINT)):.2f}" == "0.00"
    assert f"{np.abs(wrong(UNIFORM)):.2f}" == f"{on_uniform:.2f}"
    assert f"{entropy.reference(UNIFORM):.2f}" == "5.64"


def test_numpys_logarithm_of_zero_is_minus_infinity_and_only_the_product_is_nan():
    with np.errstate(divide="ignore", invalid="ignore"):
        assert np.log2(0.0) == -np.inf
        assert np.isnan(0.0 * np.log2(0.0))


def test_the_sliders_of_the_originals_demo_do_not_open_at_10_and_7_ms():
    demo = ipywidgets.interactive(
        lambda mu, sigma: None, mu=(0.01, 0.05, 0.01), sigma=(0.001, 0.02, 0.001)
    )
    mu, sigma = (slider.value for slider in demo.children[:2])
    assert mu > 0.015 and sigma > 0.009

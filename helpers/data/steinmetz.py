"""The recorded population of Steinmetz et al. (2019): downloaded once, checked, kept."""

import json
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from helpers.data import home
from helpers.data.download import DownloadLimits, download
from helpers.data.errors import DataUnavailable
from helpers.data.trains import SpikeTrains

URL = "https://osf.io/sy5xt/download"
SOURCE = "Steinmetz et al. (2019), 734 neurons of the mouse brain"

_FILE_NAME = "steinmetz.npz"
_CONVERSION_SECONDS = 120


@dataclass(frozen=True)
class Fingerprint:
    """What is known of the published file, which has no published hash."""

    neurons: int = 734
    # Of some neurons, by their number: how many spikes, when (s) the first ones are, and the
    # entropy (bits) of the interspike intervals on 50 bins of 0-250 ms.
    counts: dict = field(
        default_factory=lambda: {0: 826, 1: 2818, 2: 3953, 3: 646, 4: 1115, 321: 9723}
    )
    first_spikes: dict = field(
        default_factory=lambda: {
            0: (0.8149, 14.822467, 24.9646, 25.1436, 38.8709),
            321: (1.0698667, 1.1536334, 1.2403667, 1.7072, 1.799),
        }
    )
    isi_entropies: dict = field(default_factory=lambda: {283: 3.36})
    below_mean: float = 0.680  # fraction of the neurons with fewer spikes than the mean neuron

    def difference(self, trains: SpikeTrains) -> str | None:
        """Return the first difference from the published spike trains in words, if there is one."""
        if len(trains) != self.neurons:
            return f"it has {len(trains)} neurons instead of {self.neurons}"
        if not np.all(np.isfinite(trains.times)) or np.any(trains.times < 0):
            return "it has spike times that are no times"
        for neuron, count in self.counts.items():
            if trains.counts[neuron] != count:
                return f"neuron {neuron} has {trains.counts[neuron]} spikes instead of {count}"
        for neuron, times in self.first_spikes.items():
            first = trains[neuron][: len(times)]
            if len(first) < len(times) or not np.allclose(first, times, rtol=0, atol=1e-4):
                return f"neuron {neuron} does not start at {times[0]:g} s as it should"
        below_mean = np.mean(trains.counts < trains.counts.mean())
        if abs(below_mean - self.below_mean) > 0.0005:
            return f"{below_mean:.1%} of its neurons lie below the mean, not {self.below_mean:.1%}"
        for neuron, entropy in self.isi_entropies.items():
            found = _isi_entropy(trains[neuron])
            if not abs(found - entropy) <= 0.005:  # nor if it has none
                return f"neuron {neuron} has an ISI entropy of {found:.2f} bits, not {entropy:.2f}"
        return None


def steinmetz(
    url: str = URL,
    *,
    fingerprint: Fingerprint | None = None,
    limits: DownloadLimits | None = None,
    progress: bool = True,
) -> tuple[SpikeTrains, str | None]:
    """Load spike trains of 734 neurons, one session of Neuropixels recordings in a mouse.

    A neuron is a cluster of spikes that spike sorting ascribes to one cell. The first call
    downloads about 31 MB; later ones read the copy that it kept. The trains last about 2700 s,
    with times as float32, and come with a sentence for the user if they could not be kept for the
    next session. `DataUnavailable` is raised where they can be neither read nor downloaded.

    Steinmetz, Zatka-Haas, Carandini and Harris (2019). Distributed coding of choice, action and
    engagement across the mouse brain. Nature 576, 266-273. Full data: figshare 9598406.
    """
    fingerprint = fingerprint or Fingerprint()
    for path in home.candidates(_FILE_NAME):
        try:
            trains = home.read_trains(path, source=SOURCE)
        except (OSError, ValueError):
            continue  # not there, or damaged: downloaded anew
        if fingerprint.difference(trains) is None:
            return trains, None
    try:
        with tempfile.TemporaryDirectory(
            prefix="neuron-models-", ignore_cleanup_errors=True
        ) as folder:
            archive = download(
                url, folder, "download.npz", limits=limits or DownloadLimits(), progress=progress
            )
            trains = _convert(archive, os.path.join(folder, "times"))
    except OSError as error:
        raise DataUnavailable(f"it could not be stored ({error.strerror or error})") from error
    if difference := fingerprint.difference(trains):
        raise DataUnavailable(f"the downloaded file holds other data: {difference}")
    return trains, home.keep(_FILE_NAME, trains)


def _convert(archive, times_path):
    """Read a downloaded archive in another process, which runs nothing of what is in it."""
    import subprocess

    script = Path(__file__).with_name("unpickle.py")
    try:
        result = subprocess.run(
            [sys.executable, "-I", "-S", str(script), str(archive), times_path],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_CONVERSION_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise DataUnavailable("the downloaded file took too long to read") from None
    except OSError as error:
        raise DataUnavailable(
            f"Python could not be started to read the downloaded file ({error.strerror})"
        ) from error
    if result.returncode != 0:
        reason = result.stderr.strip().splitlines() or ["reading it was stopped by the system"]
        raise DataUnavailable(f"the downloaded file is not the data: {reason[-1]}")
    summary = json.loads(result.stdout)
    times = np.fromfile(times_path, dtype=summary["dtype"])
    return SpikeTrains(
        times.astype(times.dtype.newbyteorder("="), copy=False),
        np.cumsum([0, *summary["counts"]]),
        duration=times.max(initial=0.0),
        source=SOURCE,
    )


def _isi_entropy(spike_times):
    counts, _ = np.histogram(np.diff(spike_times), bins=50, range=(0, 0.25))
    pmf = counts[counts > 0] / max(counts.sum(), 1)
    return np.sum(pmf * np.log2(1 / pmf))

"""Every test runs offline, with a home of its own."""

import os
import tempfile

os.environ["HELPERS_OFFLINE"] = "1"
os.environ["HELPERS_HOME"] = tempfile.mkdtemp(prefix="neuron-models-test-")
os.environ.setdefault("MPLBACKEND", "agg")

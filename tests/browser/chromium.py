"""A Chromium of this machine, driven by Playwright; nothing is downloaded from a browser's maker.

``python -m tests.browser.chromium`` says which one is used. On Debian, as root, it installs one
where there is none.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "The browser tests need Chromium. On Debian: sudo apt install chromium. Elsewhere, install "
    "Chromium or Chrome and name its program: make browser-test CHROMIUM=/path/to/chromium"
)


def find():
    """Return the path of the Chromium that ``CHROMIUM`` names, else of one found here, or None."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def running():
    """Start a headless Chromium; yields Playwright's browser."""
    from playwright.sync_api import sync_playwright

    path = find()
    if path is None:
        raise RuntimeError(MISSING)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*QUIET, *(["--no-sandbox"] if root else [])]
        )
        try:
            yield browser
        finally:
            browser.close()


def install():
    """Install Debian's Chromium, if this is a Debian and we are root.

    Returns
    -------
    bool
        Whether it was tried and worked.
    """
    if not (Path("/etc/debian_version").exists() and os.geteuid() == 0):
        return False
    print("Installing Chromium ...", flush=True)
    commands = (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "chromium"])
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return all(
        subprocess.run(["apt-get", *command], env=quiet, check=False).returncode == 0
        for command in commands
    )


def main():
    """Find Chromium, or install it; returns the exit code."""
    path = find()
    if path is None and not os.environ.get("CHROMIUM") and install():
        path = find()
    print(f"Browser: {path}" if path else MISSING, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())

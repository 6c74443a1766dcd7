"""From a slider's event to changed pixels in JupyterLab: our demos against `interact`.

    make .venv/.browser && .venv/bin/python benchmarks/slider.py [--steps N] [--drags N] [NAME ...]

In a solved notebook of each tutorial, each demo stands above the same figure as `interact` and the
inline backend make it: the same artists and the same students' functions, drawn anew at each step
at the notebook's usual resolution. Both are stepped in turn by the arrow keys, on each slider.
Times are taken in the page, from the key's event until the frame with the new picture is painted.
Then each is dragged fast, and the time from the mouse button's release to the last new picture is
taken; the words beside ours must be those of the slider's last value.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import nbformat  # noqa: E402

from tests.browser import chromium, lab, notebooks  # noqa: E402
from tests.browser.conftest import WatchedPage  # noqa: E402

MEDIAN, FASTER, AFTER_RELEASE = 200, 2.0, 300  # ms, times, ms
QUIET = 1200  # ms without a new picture after which none is to come
FACTORIES = {"entropy_of_neurons": "neurons_demo"}  # where it is not the demo's name + _demo
PANEL_ARGUMENTS = {"two_peaks": "50", "entropy_of_neurons": "panel.bins"}

INTERACT = """
import ipywidgets
from IPython.display import display
from helpers.demos import {module}
%matplotlib inline

demo = {module}.{factory}({arguments})
panel = demo.draw.__self__
for control in demo.controls.values():
    control.unobserve_all("value")  # only interact() shall follow these sliders

def redraw(**values):
    new = type(panel)({panel_arguments})
    new.draw(demo.compute(**values))
    new.picture.figure.set_dpi(100)
    display(new.picture.figure)

ipywidgets.interact(redraw, **demo.controls);
"""

WATCH = """() => {
  window.event_ = 0; window.released = 0; window.painted = 0;
  addEventListener('keydown', e => { window.event_ = e.timeStamp; }, true);
  addEventListener('pointerup', e => { window.released = e.timeStamp; }, true);
  const after_paint = new MessageChannel();  // posted before a paint, it comes after it
  after_paint.port1.onmessage = () => { window.painted = performance.now(); };
  const shown = async image => {
    await image.decode();
    requestAnimationFrame(() => after_paint.port2.postMessage(0));
  };
  new MutationObserver(changes => {
    for (const change of changes)
      if (change.type === 'attributes') shown(change.target);
      else for (const node of change.addedNodes)
        if (node.querySelectorAll)
          for (const image of [node, ...node.querySelectorAll('img')])
            if (image.tagName === 'IMG') shown(image);
  }).observe(document.body, {subtree: true, childList: true, attributeFilter: ['src']});
}"""


def both_ways(tutorial, demo):
    """Return a notebook that ends in a demo, and in the same by interact()."""
    notebook = notebooks.solved(tutorial)
    call = f"demos.{tutorial.replace('-', '_')}.{demo}("
    last = next(k for k, cell in enumerate(notebook.cells) if call in cell.source)
    module, _, arguments = notebook.cells[last].source.partition(call)[2].partition(")")
    arguments, module = module, tutorial.replace("-", "_")
    other = INTERACT.format(
        module=module,
        factory=FACTORIES.get(demo, f"{demo}_demo"),
        arguments=arguments,
        panel_arguments=PANEL_ARGUMENTS.get(demo, ""),
    )
    code = [cell for cell in notebook.cells[:last] if cell.cell_type == "code"]
    notebook.cells = [
        *code,
        nbformat.v4.new_code_cell(f"{call}{arguments})"),
        nbformat.v4.new_code_cell(other),
    ]
    return notebook


def settle(page):
    """Wait until the kernel is idle and no picture has come for a while."""
    page.wait_for_function(
        f"""() => {lab.IDLE} &&
        performance.now() - Math.max(window.painted, window.event_, window.released) > {QUIET}""",
        timeout=120_000,
    )


def step(page, handle, key):
    """Press an arrow key on a slider; ms until other pixels are shown."""
    handle.focus()
    settle(page)
    page.evaluate("() => { window.event_ = 0; }")
    page.keyboard.press(key)
    page.wait_for_function("() => window.event_ && window.painted > window.event_")
    return page.evaluate("() => window.painted - window.event_")


def drag(page, handle):
    """Drag a slider fast, there and back; ms from the release to the last picture."""
    handle.scroll_into_view_if_needed()
    settle(page)
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(60):
        page.mouse.move(x + (150 - abs(150 - 5 * k)), y)
    page.mouse.move(x + 40, y)
    page.mouse.up()
    settle(page)
    return max(0.0, page.evaluate("() => window.painted - window.released"))


def last_value_is_shown(page, place, handle):
    """Whether the words beside the picture are those of the slider's value."""
    words = place.get_by_role("status").first
    after_drag = words.inner_text()
    for key in ("ArrowLeft", "ArrowRight"):  # a drag may have ended on the right, never on the left
        step(page, handle, key)
    return words.inner_text() == after_drag


def measure(notebook, options):
    """Return times in ms by way: of the steps, and after the release of drags."""
    page, last = notebook.page, len(notebook.cells()) - 1
    notebook.show(last)
    places = {"ours": last - 1, "interact": last}
    places = {way: page.locator(f'[data-windowed-list-index="{k}"]') for way, k in places.items()}
    handles = {way: place.locator(".noUi-handle").all() for way, place in places.items()}
    page.evaluate(WATCH)
    steps, drags = ({way: [] for way in places} for _ in range(2))
    for number in range(len(handles["ours"])):
        for k in range(options.steps + 1):
            for way in places:
                took = step(page, handles[way][number], "ArrowLeft" if k % 2 else "ArrowRight")
                if k:  # the first step prepares
                    steps[way].append(took)
    newest = True
    for _ in range(options.drags):
        for way in places:
            drags[way].append(drag(page, handles[way][0]))
        newest = newest and last_value_is_shown(page, places["ours"], handles["ours"][0])
    return steps, drags, newest


def main():
    """Measure every demo, or those of the tutorials that are named; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tutorials", nargs="*", metavar="NAME", help="all without a name")
    parser.add_argument("--steps", type=int, default=9, help="of each slider")
    parser.add_argument("--drags", type=int, default=5)
    options = parser.parse_args()
    wanted = options.tutorials or notebooks.TUTORIALS
    if chromium.find() is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1

    good = True
    columns = ("demo", "ours", "slowest", "interact", "faster", "released", "interact", "newest")
    print(("{:32}" + " {:>8}" * 7).format(*columns))
    with (
        tempfile.TemporaryDirectory() as folder,
        lab.Server(Path(folder)) as server,
        chromium.running() as browser,
    ):
        for tutorial in wanted:
            for demo in notebooks.demos(tutorial):
                name = f"{tutorial}-{demo}.ipynb"
                nbformat.write(both_ways(tutorial, demo), server.work / name)
                size = {"width": 1280, "height": 2000}
                with WatchedPage(browser, viewport=size) as page:
                    notebook = server.open(page, name)
                    notebook.run_all()
                    steps, drags, newest = measure(notebook, options)
                ours, theirs = (statistics.median(steps[way]) for way in ("ours", "interact"))
                released, behind = (statistics.median(drags[w]) for w in ("ours", "interact"))
                slowest = max(steps["ours"])
                print(
                    f"{tutorial + ' ' + demo:32} {ours:8.0f} {slowest:8.0f} {theirs:8.0f} "
                    f"{theirs / ours:7.1f}x {released:8.0f} {behind:8.0f} "
                    f"{'yes' if newest else 'NO':>8}",
                    flush=True,
                )
                good = good and ours <= MEDIAN and theirs / ours >= FASTER
                good = good and newest and released <= AFTER_RELEASE
    print(
        f"times are medians in ms; wanted: ours within {MEDIAN} ms, {FASTER:g}x faster, last value "
        f"within {AFTER_RELEASE} ms of the release: {'yes' if good else 'NO'}"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""A demo of `helpers.demos` on the page: its sliders, its buttons, its picture."""


class Demo:
    """The demo in a cell that is in view.

    Parameters
    ----------
    notebook : lab.Notebook
        Where the demo is.
    place : playwright.sync_api.Locator
        The cell.

    Attributes
    ----------
    handles : list of playwright.sync_api.Locator
        The handle of each slider.
    """

    def __init__(self, notebook, place):
        self.notebook, self.place, self.page = notebook, place, place.page
        self.image = place.locator("img.widget-image").first
        self.image.wait_for()
        self.page.wait_for_function("image => image.complete", arg=self.image.element_handle())
        self.handles = place.locator(".noUi-handle").all()

    def picture(self):
        """Return the pixels that are shown, as a data URI."""
        return self.image.evaluate(_PIXELS)

    def wait_for_other_picture(self, than, timeout=15_000):
        """Wait until other pixels are shown."""
        self.page.wait_for_function(
            f"([image, before]) => image.complete && ({_PIXELS})(image) !== before",
            arg=[self.image.element_handle(), than],
            timeout=timeout,
        )

    def value(self, handle):
        """Return where a slider stands, as screen readers say it."""
        return float(handle.get_attribute("aria-valuenow"))

    def drag(self, handle, pixels, steps=8):
        """Drag a handle with the mouse."""
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=steps)
        self.page.mouse.up()


_PIXELS = """image => {
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL();
}"""

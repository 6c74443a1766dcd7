"""HTML that runs no script and fetches nothing when it is shown."""

import re
import time

import bleach
from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer

from helpers.checks.timelimit import TimeIsUp, time_limit

_TAGS = frozenset(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre q s samp small span strong sub summary sup"
    " table tbody td tfoot th thead tr u ul var".split()
)
_ATTRIBUTES = frozenset(
    "alt border class colspan height open role rowspan scope start style title width".split()
)
_PROPERTIES = (
    *(ALLOWED_CSS_PROPERTIES - {"cursor"}),  # which takes a URL
    *(f"border{side}" for side in ("", "-top", "-right", "-bottom", "-left", "-radius")),
    *(f"{box}{s}" for box in ("margin", "padding") for s in ("", "-top", "-right", "-bottom")),
    *("margin-left", "padding-left", "max-width", "min-width", "max-height", "min-height"),
)
_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_SECONDS, _ALL_SECONDS = 1.0, 10.0


class Sanitizer:
    """Sanitises HTML, as long as it takes little time: some texts take the library very long."""

    def __init__(self):
        self._seconds = _ALL_SECONDS
        self._cleaner = bleach.Cleaner(
            tags=_TAGS,
            attributes=_is_allowed,
            protocols={"http", "https", "mailto", "data"},
            css_sanitizer=CSSSanitizer(allowed_css_properties=_PROPERTIES),
            strip=True,
        )

    def clean(self, page):
        """HTML without what may do harm; "" if that takes too long.

        Parameters
        ----------
        page : str

        Returns
        -------
        str
        """
        if self._seconds <= 0:
            return ""
        began = time.perf_counter()
        try:
            with time_limit(min(_SECONDS, self._seconds)):
                for tag in ("style", "script"):
                    page = _without(page, tag)
                return self._cleaner.clean(page)
        except (TimeIsUp, RecursionError):
            return ""
        finally:
            self._seconds -= time.perf_counter() - began


def _is_allowed(tag, name, value):
    if name == "src":
        return tag == "img" and _IMAGE.fullmatch(value) is not None
    if name == "href":
        return tag == "a" and _LINK.match(value) is not None
    return name in _ATTRIBUTES


def _without(page, tag):
    """Without elements whose text is not for reading; for looks only, since tags go anyhow."""
    first, *parts = re.split(rf"<{tag}\b", page, flags=re.IGNORECASE)
    kept = [first]
    for part in parts:
        end = re.search(rf"</{tag}\s*>", part, flags=re.IGNORECASE)
        kept.append(part[end.end() :] if end else "")
    return "".join(kept)

"""HTML that acts on nothing and fetches nothing when it is shown: text, tables and pictures."""

import functools
import html as escaping
import re

import nh3

_TAGS = set(
    "a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure font h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp "
    "small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var".split()
)
# These go with all that is in them; of other elements the text stays.
_WITH_CONTENT = set(
    "applet audio embed frame frameset iframe math noembed noframes noscript object plaintext "
    "script select style svg template textarea title video xmp".split()
)
_ATTRIBUTES = {
    "*": {"align", "class", "dir", "id", "lang", "role", "style", "title"},
    "a": {"href", "target"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "font": {"color", "size"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked"},
    "ol": {"start"},
    "table": {"border"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_TICK = {"input": {"disabled": "", "type": "checkbox"}}  # of a list of things to do
# No property that can fetch a picture, or lay one thing over another.
_STYLES = set(
    "border border-bottom border-collapse border-color border-left border-radius border-right "
    "border-spacing border-style border-top border-width color background-color font-family "
    "font-size font-style font-weight height line-height margin margin-bottom margin-left "
    "margin-right margin-top max-width padding padding-bottom padding-left padding-right "
    "padding-top text-align text-decoration vertical-align white-space width".split()
)
_UNFIT_STYLE = re.compile(r"-\s*[\d.]|(?<!rgb)(?<!rgba)\(|\\")  # outwards, functions, escapes
# Classes of nbconvert's own, and of boxes: others steer nbgrader's page, or lay things over it.
_CLASS = re.compile(
    r"[a-z]{1,2}[a-z0-9]?|highlight|dataframe|anchor-link|ansi-[a-z-]{1,40}"
    r"|alert(?:-[a-z]{1,20})?|task-list-item(?:-checkbox)?"
)
_TAG = re.compile(r"<[A-Za-z]")
_WHOLE_TAG = re.compile(r"<[A-Za-z][^>]*")
# The parser takes a time that grows with the square of these.
_MOST_TAGS, _MOST_MARKS, _MOST_ENTITIES = 3000, 8000, 20_000
# Of a tag: white space and slashes, between attributes. Addresses and pictures have some, too.
_MANY_PARTS, _MOST_PARTS = 1000, 30_000
PREFIX = "user-content-"
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
# Files that lie beside the notebook. No other address: to fetch one may set something off.
_FOLDERS = r"(?:(?!\.\.?/)[\w. -]+/)*[\w -][\w. -]*"
_PICTURE_BESIDE = re.compile(rf"{_FOLDERS}\.(?:png|jpe?g|gif|webp)", re.I)
_FILE_BESIDE = re.compile(rf"{_FOLDERS}\.(?:png|jpe?g|gif|webp|csv|txt|md|pdf|py|ipynb)", re.I)
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.I)
_FILES = re.compile(r"\A(?:/?files/)+")


def clean(html: object, prefix: str = PREFIX) -> str:
    """Return HTML without anything that acts, fetches, or reaches beyond its own place.

    The prefix is put before each id, so that none is that of something else on the page. HTML of
    more elements or attributes than a page for reading has is shown as it was written.

    >>> clean('<p onclick="steal()">Hi<script>steal()</script></p>')
    '<p>Hi</p>'
    >>> clean('<img alt="A dot" src="https://example.org/?you">')
    '<img alt="A dot">'
    """
    html = str(html)
    if _is_too_much(html):
        return f"<pre>{escaping.escape(html)}</pre>"
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        set_tag_attribute_values=_TICK,
        attribute_filter=functools.partial(_attribute, prefix),
        filter_style_properties=_STYLES,
        url_schemes={"http", "https", "mailto", "data"},
    )


def _is_too_much(html):
    """Whether to parse it could take long."""
    if (
        len(_TAG.findall(html)) > _MOST_TAGS
        or html.count("<") > _MOST_MARKS
        or html.count("&") > _MOST_ENTITIES
    ):
        return True
    parts = (len(re.findall(r"[\s/]", tag)) for tag in _WHOLE_TAG.findall(html))
    return sum(n for n in parts if n > _MANY_PARTS) > _MOST_PARTS


def _attribute(prefix, tag, name, value):
    """The value that an attribute may have, or None to leave it out."""
    if name in ("href", "src"):
        value = _FILES.sub("", value)
    if name == "href":
        if value.startswith("#"):
            return f"#{prefix}{value[1:]}"
        return value if _LINK.match(value) or _FILE_BESIDE.fullmatch(value) else None
    if name == "src":
        return value if _PICTURE.fullmatch(value) or _PICTURE_BESIDE.fullmatch(value) else None
    if name == "id":
        return prefix + value
    if name == "class":
        return " ".join(word for word in value.split() if _CLASS.fullmatch(word)) or None
    if name == "style":
        return None if _UNFIT_STYLE.search(value) else value
    if name == "target":
        return "_blank"
    return value

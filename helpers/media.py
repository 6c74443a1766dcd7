"""Videos and slides, always with their links in text."""

import html
import re

from .internet import is_online
from .widgets import put, put_widget

__all__ = ["slides", "video"]

_PLACES = {  # what an id looks like there, the address for a link, and that of the player
    "YouTube": (
        r"[A-Za-z0-9_-]{11}",
        "https://www.youtube.com/watch?v={}",
        "https://www.youtube-nocookie.com/embed/{}?rel=0",
    ),
    "Bilibili": (
        r"BV[0-9A-Za-z]{10}",
        "https://www.bilibili.com/video/{}/",
        "https://player.bilibili.com/player.html?bvid={}&autoplay=0",
    ),
    "OSF": (
        r"[a-z0-9]{5}",
        "https://osf.io/download/{}/",
        "https://mfr.osf.io/render?url=https://osf.io/download/{}/?direct%26mode=render",
    ),
}


def video(
    youtube: str | None = None,
    bilibili: str | None = None,
    *,
    title: str = "Video",
    about: str = "",
) -> None:
    """Show a video in tabs, one for each place that has it; the links alone without network.

    Parameters
    ----------
    youtube, bilibili : str, optional
        Ids of the video, such as ``"OOIDEr1e5Gg"`` and ``"BV16t4y1Q7DR"``: one at least.
    title, about : str
        Title of the video, and one sentence on what it shows, for those who cannot watch it.
    """
    ids = {"YouTube": youtube, "Bilibili": bilibili}
    given = {place: video_id for place, video_id in ids.items() if video_id is not None}
    if not given:
        raise ValueError("video() needs an id: video(youtube=..., bilibili=...)")
    _show("Video", title, about, given)


def slides(*, osf: str, title: str = "Slides", about: str = "") -> None:
    """Show slides from OSF; the link alone without network.

    Parameters
    ----------
    osf : str
        Id of the file on OSF, such as ``"6dxwe"``.
    title, about : str
        Title of the slides, and one sentence on what they show.
    """
    _show("Slides", title, about, {"OSF": osf})


def _show(kind, title, about, ids):
    links, players = {}, {}
    for place, text in ids.items():
        pattern, link, player = _PLACES[place]
        if not isinstance(text, str) or not re.fullmatch(pattern, text):
            raise ValueError(
                f"{text!r:.80} is not a file's id on {place}: copy it from its address"
            )
        links[place], players[place] = link.format(text), player.format(text)
    heading = title if title.lower().startswith(kind.lower()) else f"{kind}: {title}"
    static = _links_html(heading, about, links)
    text = _links_text(heading, about, links)
    if not is_online():
        put({"text/html": static, "text/plain": text})
        return
    import ipywidgets

    frames = [
        ipywidgets.HTML(_frame(f"{heading} ({name})", viewer), layout={"overflow": "hidden"})
        for name, viewer in players.items()
    ]
    if len(frames) == 1:
        player = frames[0]
    else:
        player = ipywidgets.Tab(children=frames)
        for number, name in enumerate(players):
            player.set_title(number, name)
    put_widget(ipywidgets.VBox([ipywidgets.HTML(static), player]), static, text)


def _links_html(heading, about, links):
    about = f" {html.escape(about)}" if about else ""
    anchors = " · ".join(
        f'<a style="text-decoration:underline" href="{html.escape(link)}" target="_blank" '
        f'rel="noopener">{name}</a>'
        for name, link in links.items()
    )
    return (
        f'<p style="margin:4px 0;line-height:1.4"><b>{html.escape(heading)}.</b>{about} '
        f"Open: {anchors}</p>"
    )


def _links_text(heading, about, links):
    about = f" {about}" if about else ""
    return f"{heading}.{about} " + " ".join(f"{name}: {link}" for name, link in links.items())


def _frame(title, address):
    # YouTube refuses to play without a referrer; the width follows the page.
    return (
        f'<iframe title="{html.escape(title)}" src="{html.escape(address)}" loading="lazy" '
        'width="640" height="360" style="max-width:100%;border:0" allowfullscreen '
        'allow="fullscreen; picture-in-picture" '
        'referrerpolicy="strict-origin-when-cross-origin"></iframe>'
    )

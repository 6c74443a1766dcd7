"""Videos and slides, always with their links in text."""

import html
import re

from .internet import is_online
from .widgets import put, put_widget

__all__ = ["slides", "video"]

_YOUTUBE = re.compile(r"[A-Za-z0-9_-]{11}")
_BILIBILI = re.compile(r"BV[0-9A-Za-z]{10}")
_OSF = re.compile(r"[a-z0-9]{5}")


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
        Ids of the video, such as ``"OOIDEr1e5Gg"`` and ``"BV16t4y1Q7DR"``.
    title : str
        Title of the video.
    about : str
        One sentence on what it shows, for those who cannot watch it.

    Raises
    ------
    ValueError
        If neither id is given or one cannot be an id.
    """
    players = {}
    if youtube is not None:
        _check("YouTube", youtube, _YOUTUBE)
        players["YouTube"] = (
            f"https://www.youtube.com/watch?v={youtube}",
            f"https://www.youtube-nocookie.com/embed/{youtube}?rel=0",
        )
    if bilibili is not None:
        _check("Bilibili", bilibili, _BILIBILI)
        players["Bilibili"] = (
            f"https://www.bilibili.com/video/{bilibili}/",
            f"https://player.bilibili.com/player.html?bvid={bilibili}&autoplay=0",
        )
    if not players:
        raise ValueError("video() needs an id: video(youtube=..., bilibili=...)")
    _show("Video", title, about, players)


def slides(*, osf: str, title: str = "Slides", about: str = "") -> None:
    """Show slides from OSF; the link alone without network.

    Parameters
    ----------
    osf : str
        Id of the file on OSF, such as ``"6dxwe"``.
    title : str
        Title of the slides.
    about : str
        One sentence on what they show.

    Raises
    ------
    ValueError
        If `osf` cannot be an id.
    """
    _check("OSF", osf, _OSF)
    link = f"https://osf.io/download/{osf}/"
    viewer = f"https://mfr.osf.io/render?url=https://osf.io/download/{osf}/?direct%26mode=render"
    _show("Slides", title, about, {"OSF": (link, viewer)})


def _show(kind, title, about, players):
    links = {name: link for name, (link, _) in players.items()}
    heading = title if title.lower().startswith(kind.lower()) else f"{kind}: {title}"
    static = _links_html(heading, about, links)
    text = _links_text(heading, about, links)
    if not is_online():
        put({"text/html": static, "text/plain": text})
        return
    import ipywidgets

    frames = [
        ipywidgets.HTML(_frame(f"{heading} ({name})", viewer), layout={"overflow": "hidden"})
        for name, (_, viewer) in players.items()
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


def _check(place, text, pattern):
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError(f"{text!r:.80} is not a file's id on {place}: copy it from its address")

"""Videos and slides always have their links in text; without network these are all there is."""

import time

import pytest

from helpers import internet, media


@pytest.fixture
def online(monkeypatch):
    monkeypatch.delenv("HELPERS_OFFLINE")
    monkeypatch.setattr(internet, "_answer", True)


def video():
    media.video(
        youtube="OOIDEr1e5Gg",
        bilibili="BV16t4y1Q7DR",
        title='"Why" models',
        about="What <they> are for.",
    )


def test_offline_a_video_is_its_links_and_what_it_shows(shown):
    video()
    (bundle,) = shown
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == (
        'Video: "Why" models. What <they> are for. '
        "YouTube: https://www.youtube.com/watch?v=OOIDEr1e5Gg "
        "Bilibili: https://www.bilibili.com/video/BV16t4y1Q7DR/"
    )
    page = bundle["text/html"]
    assert "<iframe" not in page and "&lt;they&gt;" in page
    assert 'href="https://www.youtube.com/watch?v=OOIDEr1e5Gg"' in page


def test_online_a_video_has_a_tab_for_each_place_and_the_links_as_static_part(shown, online):
    video()
    (bundle,) = shown
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "<iframe" not in bundle["text/html"] and "<a " in bundle["text/html"]


def test_frames_have_titles_for_screen_readers(online, monkeypatch):
    made = []
    monkeypatch.setattr(media, "put_widget", lambda widget, *_: made.append(widget))
    video()
    links, tab = made[0].children
    youtube, bilibili = tab.children
    assert 'title="Video: &quot;Why&quot; models (YouTube)"' in youtube.value
    assert 'src="https://www.youtube-nocookie.com/embed/OOIDEr1e5Gg?rel=0"' in youtube.value
    assert "player.html?bvid=BV16t4y1Q7DR&amp;autoplay=0" in bilibili.value
    assert "What &lt;they&gt; are for." in links.value
    assert [tab.get_title(i) for i in range(2)] == ["YouTube", "Bilibili"]


def test_slides_have_a_link(shown):
    media.slides(osf="6dxwe", title="Slides of the day")
    assert shown[0]["text/plain"] == "Slides of the day. OSF: https://osf.io/download/6dxwe/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"youtube": '"><script>'},
        {"youtube": "short"},
        {"bilibili": "OOIDEr1e5Gg"},
        {"youtube": 3},
        {},
    ],
)
def test_what_is_no_id_is_refused(wrong):
    with pytest.raises(ValueError, match="id"):
        media.video(**wrong)
    with pytest.raises(ValueError, match="OSF"):
        media.slides(osf="../../x")


@pytest.mark.timing
def test_missing_network_is_found_out_once_and_within_a_second(monkeypatch):
    monkeypatch.delenv("HELPERS_OFFLINE")
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(internet, "_answer", None)
    # Addresses that are reserved for documentation: nobody answers there.
    monkeypatch.setattr(internet, "_HOSTS", ("192.0.2.1", "name.invalid"))
    began = time.monotonic()
    assert not internet.is_online()
    assert time.monotonic() - began < 1
    began = time.monotonic()
    assert not internet.is_online()
    assert time.monotonic() - began < 0.01


def test_offline_switch_is_obeyed_without_asking(monkeypatch):
    monkeypatch.setattr(internet, "_answer", True)
    assert not internet.is_online()
    monkeypatch.setenv("HELPERS_OFFLINE", "0")
    assert internet.is_online()

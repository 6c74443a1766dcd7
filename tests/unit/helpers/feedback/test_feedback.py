"""Feedback is saved, sent where asked, each row once, and says what became of it."""

import contextlib
import json
import os
import sqlite3
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from helpers import feedback, internet
from helpers.feedback import gadget, send
from helpers.feedback.store import LONGEST_TEXT, Store

KEY = "why-models/entropy"


class Server(ThreadingHTTPServer):
    """A collector of feedback that can be told to fail."""

    status, delay = 200, 0.0

    def __init__(self):
        self.received = []
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/feedback"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(self.server.delay)
        with contextlib.suppress(OSError):
            self.send_response(self.server.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
            if self.server.status == 200:
                self.server.received.append(json.loads(body))

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with contextlib.closing(Server()) as server:
        yield server
        server.shutdown()


Server.close = Server.server_close


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HELPERS_HOME", str(tmp_path))
    monkeypatch.delenv("HELPERS_FEEDBACK_URL", raising=False)
    monkeypatch.setattr(send, "_configured", None)
    return tmp_path


class Form:
    """The gadget, as a student fills it in."""

    def __init__(self, key=KEY):
        _, self.faces, self.more, self.message = gadget.gadget(key).children
        self.text, self.button = self.more.children

    def send(self, rating, text=""):
        self.faces.value, self.text.value = rating, text
        self.button.click()
        end = time.monotonic() + 60
        while "sending" in self.message.value and time.monotonic() < end:
            time.sleep(0.01)
        return self.message.value


def rows(home):
    with contextlib.closing(sqlite3.connect(home / "feedback.sqlite")) as database:
        return database.execute(
            "SELECT key, rating, text, hour, version, sent FROM feedback ORDER BY rowid"
        ).fetchall()


def test_box_and_button_wait_until_a_face_is_chosen(home):
    form = Form()
    assert form.more.layout.display == "none"
    form.faces.value = 2
    assert form.more.layout.display is None
    form.button.click()
    assert form.more.layout.display == "none" and "Thank you" in form.message.value


def test_feedback_is_saved_without_anything_personal(home):
    assert "Saved on this machine" in Form().send(4, "clear\x00\x1b[31m figures")
    ((key, rating, text, hour, version, sent),) = rows(home)
    assert (key, rating, text, sent) == (KEY, 4, "clear  [31m figures", 0)
    assert len(hour) == len("2025-01-01T10") and version
    raw = (home / "feedback.sqlite").read_bytes()
    for secret in (os.environ.get("USER"), os.uname().nodename):
        assert not secret or len(secret) < 5 or secret.encode() not in raw


def test_form_is_emptied_after_sending_and_needs_a_face(home):
    form = Form()
    assert "Choose a face first" in form.send(None, "text")
    assert not (home / "feedback.sqlite").exists()
    form.send(2, "text")
    assert form.faces.value is None and form.text.value == ""


def test_long_text_is_cut(home):
    Form().send(3, "x" * 100_000)
    assert len(rows(home)[0][2]) == LONGEST_TEXT


def test_faces_have_names_in_words():
    form = Form()
    assert [label.split(" ", 1)[1] for label, _ in form.faces.options] == [
        "very bad",
        "bad",
        "so-so",
        "good",
        "very good",
    ]
    assert form.faces.tooltips[4] == "This section was very good"


def test_configured_address_gets_each_row_once(home, server):
    Form().send(1, "before the address was set")
    feedback.configure(url=server.url)
    assert "Sent." in Form().send(5, '"<b>quotes</b>"')
    Form().send(2)
    assert [(row["rating"], row["text"]) for row in server.received] == [
        (1, "before the address was set"),
        (5, '"<b>quotes</b>"'),
        (2, ""),
    ]
    assert set(server.received[0]) == {
        "schema",
        "id",
        "key",
        "rating",
        "text",
        "hour",
        "version",
    }
    assert [row[-1] for row in rows(home)] == [1, 1, 1]


def test_failure_is_told_kept_and_made_up_for_later(home, server, monkeypatch):
    monkeypatch.setenv("HELPERS_FEEDBACK_URL", server.url)
    server.status = 500
    message = Form().send(1, "first")
    assert "not sent yet: the server answered 500" in message and "tried again" in message
    server.status = 302
    assert "answered 302" in Form().send(2, "second")
    assert server.received == [] and [row[-1] for row in rows(home)] == [0, 0]
    server.status = 200
    assert "Sent." in Form().send(3, "third")
    assert [row["text"] for row in server.received] == ["first", "second", "third"]


@pytest.mark.timing
def test_slow_server_keeps_nobody_waiting(home, server):
    server.delay = 1.0
    store = Store()
    store.add(KEY, 3, "", "0")
    began = time.monotonic()
    assert send.send_all(store, server.url, seconds=0.2) == "the server did not answer in time"
    assert time.monotonic() - began < 0.8
    assert [row[-1] for row in rows(home)] == [0]
    feedback.configure(url=server.url)
    form = Form()
    form.faces.value = 3
    began = time.monotonic()
    form.button.click()
    assert time.monotonic() - began < 0.4 and "sending" in form.message.value


def test_refused_connection_is_told(home):
    feedback.configure(url="http://127.0.0.1:9/")
    assert "the server cannot be reached" in Form().send(3)
    assert rows(home)[0][-1] == 0


def test_two_senders_send_each_row_once(home, server):
    store = Store()
    for number in range(20):
        store.add(KEY, 3, str(number), "0")
    senders = [threading.Thread(target=send.send_all, args=(Store(), server.url)) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(int(row["text"]) for row in server.received) == list(range(20))
    assert [row[-1] for row in rows(home)] == [1] * 20


@pytest.mark.parametrize(
    "url", ["http://example.org/", "file:///etc/passwd", "ftp://localhost/", "https://", "nonsense"]
)
def test_other_addresses_are_refused(home, url, monkeypatch):
    with pytest.raises(ValueError, match="https address only"):
        feedback.configure(url=url)
    monkeypatch.setenv("HELPERS_FEEDBACK_URL", url)
    assert "not sent: feedback is sent to an https address only" in Form().send(3)
    assert len(rows(home)) == 1


def test_offline_it_is_kept_and_said(home):
    feedback.configure(url="https://example.org/")
    assert "when there is a network" in Form().send(3)
    assert not internet.is_online()


def test_folder_that_cannot_be_written_falls_back_and_tells(home, monkeypatch):
    (home / "file").write_text("in the way")
    monkeypatch.setenv("HELPERS_HOME", str(home / "file" / "below"))
    message = Form().send(3)
    assert "Saved for now in" in message and "cannot be written" in message


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 999]
)
def test_damaged_file_is_left_alone_and_told(home, content):
    (home / "feedback.sqlite").write_bytes(content)
    assert "Saved for now in" in Form().send(3)
    assert (home / "feedback.sqlite").read_bytes() == content


def test_file_of_a_later_version_is_left_alone(home):
    Store()
    with contextlib.closing(sqlite3.connect(home / "feedback.sqlite")) as database:
        database.execute("PRAGMA user_version = 99")
    assert Store().is_temporary


@pytest.mark.parametrize("key", ["", "no-slash", "a/<b>", None])
def test_malformed_key_is_refused(key):
    with pytest.raises(ValueError, match="named like"):
        feedback.ask(key)


def test_hostile_reason_is_escaped_on_the_page(home, monkeypatch):
    monkeypatch.setenv("HELPERS_FEEDBACK_URL", "x://<script>")
    assert "<script>" not in Form().send(3)


def test_gadget_works_in_a_notebook(kernel):
    outputs, status = kernel.run(f"from helpers import feedback\nfeedback.ask({KEY!r})")
    assert status == "ok" and "application/vnd.jupyter.widget-view+json" in outputs[0][1]["data"]
    kernel.set_widget(kernel.widget("ToggleButtonsModel"), index=4)
    kernel.press(kernel.widget("ButtonModel"))
    kernel.wait_for("Saved on this machine")


def test_notebook_is_told_when_the_background_has_sent(kernel, server):
    kernel.run(
        "from helpers import feedback\n"
        f"feedback.configure(url={server.url!r})\n"
        "feedback.ask('why-models/told')"
    )
    kernel.set_widget(kernel.widget("ToggleButtonsModel"), index=0)
    kernel.press(kernel.widget("ButtonModel"))
    kernel.wait_for("Thank you! Sent.")
    kernel.run("feedback.configure(url=None)")
    assert "why-models/told" in [row["key"] for row in server.received]

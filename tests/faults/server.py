"""The site as in production: its own server with several worker processes, on a loopback port."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

SECONDS = 60  # to come up or go down
SITE = "newsroom.wsgi:application"
ROOT = Path(__file__).resolve().parents[2]


def log_in(folder):
    """Where the server that was started last writes its log."""
    return Path(folder) / "server.log"


def errors_in(log):
    """The last lines of the tracebacks in a log, and how often each stands there."""
    text = log.read_text() if log.exists() else ""
    found = Counter(re.findall(r"^[a-z_]\w*(?:\.\w+)+: .*$", text, re.MULTILINE))
    return [f"{number} × in the site's log: {line}" for line, number in found.most_common(5)]


class Server:
    """`address` is where it answers. The socket is ours and stays open when the server is killed. `environment`: what
    is set otherwise for it.
    """

    def __init__(self, folder, application=SITE, workers=4, environment=None):
        self._log = log_in(folder)
        self._log.unlink(missing_ok=True)
        self._application, self._workers = application, workers
        self._environment = environment or {}
        self._process = None
        self._listen(0)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def _listen(self, port):
        self._socket = socket.create_server(("127.0.0.1", port), backlog=256)
        self._socket.set_inheritable(True)

    def start(self):
        """Starts it and waits until it answers. Raises RuntimeError with the end of its log."""
        number = self._socket.fileno()
        command = [sys.executable, "-m", "newsroom.deploy.web", self._application]
        environment = os.environ | {"SITE_URL": self.address, "ALLOWED_HOSTS": "127.0.0.1"}
        environment |= {"WEB_BIND": f"fd://{number}", "WEB_WORKERS": str(self._workers)}
        environment |= self._environment
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def _wait(self):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        opener.addheaders = [("X-Forwarded-Proto", "https")]  # it may stand behind an edge
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            try:
                return opener.open(f"{self.address}/healthz", timeout=5).close()
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"The site does not start: {self._log.read_text()[-2000:]}")

    def workers(self):
        """The process ids of the workers that run now: children of ours, nobody else's."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children")
        if children.exists():
            return [int(word) for word in children.read_text().split()]
        listed = subprocess.run(
            ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
        )
        return [int(word) for word in listed.stdout.split()]

    def kill(self):
        """Ends the server and all its workers at once, in the midst of what they do."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(SECONDS)

    def vanish(self):
        """As `kill`, and nobody listens there any more."""
        self._socket.close()
        self.kill()

    def come_back(self):
        """After it vanished."""
        self._listen(int(self.address.rpartition(":")[2]))
        self.start()

    def stop(self):
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()

    def close(self):
        self.stop()
        self._socket.close()


@contextmanager
def serving(folder, **how):
    server = Server(folder, **how)
    try:
        server.start()
        yield server
    finally:
        server.close()

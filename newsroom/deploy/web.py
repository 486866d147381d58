"""The site's own server: `python -m newsroom.deploy.web`. WEB_BIND (host:port, or fd://NUMBER for a socket that is open
already) and WEB_WORKERS come from the environment.
"""

import multiprocessing
import os
import socket
import sys
import time
from importlib import import_module

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.net import SocketHolder
from granian.server import Server

bind = os.environ.get(
    "WEB_BIND", "127.0.0.1:8000"
)  # a proxy's side of the machine, never the public one
workers = int(os.environ.get("WEB_WORKERS", 2 * (os.cpu_count() or 1)))
THREADS = 4  # requests that a worker answers at once
HEADERS = 64 * 1024  # bytes, at most, and of a body at a time
WAITING = 1024  # connections that nobody has taken yet
SECONDS_TO_END = 30  # for what a worker does when it is to end


class Web(Server):
    """granian, whose workers take from one socket and are replaced however often they die.

    By itself each worker has a socket of its own: who waits there is lost with it, or waits for a busy one while
    another is idle. And it ends where a worker dies twice within seconds.
    """

    def __init__(self, application, listening):
        super().__init__(
            application,
            *listening.getsockname()[:2],
            interface=Interfaces.WSGI,
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(header_read_timeout=10_000, max_buffer_size=HEADERS),
            websockets=False,
            workers=workers,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=SECONDS_TO_END,
        )
        self._listening = listening

    def _init_shared_socket(self):
        self._sso = self._listening
        self._shd = SocketHolder(self._sso.fileno(), False, WAITING)  # no Unix socket

    def _respawn_workers(self, *given, **named):
        time.sleep(0.1)  # for one that dies at once
        super()._respawn_workers(*given, **named)
        self.respawned_wrks.clear()


def main(application="newsroom.wsgi:application"):
    module, _, name = application.partition(":")
    loaded = getattr(import_module(module), name)  # before the workers are made, which share it
    multiprocessing.set_start_method("fork")
    Web(application, _listening(bind)).serve(target_loader=lambda: loaded, wrap_loader=False)


def _listening(place):
    """The socket of WEB_BIND. Raises SystemExit with a sentence where there is none."""
    kind, _, number = place.partition("://")
    try:
        if kind == "fd":
            return socket.socket(fileno=int(number))
        host, _, port = place.rpartition(":")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        address = (host.strip("[]") or "127.0.0.1", int(port))
        return socket.create_server(address, family=family, backlog=WAITING)
    except (OSError, ValueError, OverflowError) as error:
        raise SystemExit(
            f"The site cannot listen at WEB_BIND={place} ({error}). Give it a free port: 127.0.0.1:8000"
        ) from error


if __name__ == "__main__":
    main(*sys.argv[1:])

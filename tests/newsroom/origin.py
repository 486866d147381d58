"""A site of one page, to put behind the edge: it says what it is told to say, and counts who asks."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEPT = {
    "Cache-Control": "public, max-age=60, stale-while-revalidate=6, stale-if-error=864000",
    "Surrogate-Key": "everything story:1 ~card:2",
    "Vary": "Accept-Encoding",
}


class Origin:
    """`headers`, `status`, `text`: of its answers, unless `answers` has another (status, headers, text) for the path.
    `pause`: seconds that each takes. `asked`: [(method, path, headers)] of all but the edge's own probes.
    """

    def __init__(self):
        self.headers, self.status, self.text, self.pause = dict(KEPT), 200, "A page", 0.0
        self.answers, self.asked = {}, []
        self._server = _Server(("127.0.0.1", 0), _handler_for(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def start(self):
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def end(self):
        self._server.shutdown()
        self._server.server_close()

    def answer_to(self, path):
        return self.answers.get(path, (self.status, self.headers, self.text))


class _Server(ThreadingHTTPServer):
    request_queue_size = 256

    def handle_error(self, *_):
        """Whoever asked went away."""


def _handler_for(origin):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):  # noqa: N802
            if self.path == "/healthz":
                return self._send(200, {}, "ok")
            origin.asked.append((self.command, self.path, self.headers))
            time.sleep(origin.pause)
            return self._send(*origin.answer_to(self.path))

        def do_POST(self):  # noqa: N802
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def _send(self, status, headers, text):
            is_known = status == 200 and self.headers.get("If-None-Match") == headers.get("ETag", 0)
            body = b"" if is_known else text.encode()
            self.send_response(304 if is_known else status)
            for name, value in headers.items():
                self.send_header(name, value)
            if not is_known:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


@contextmanager
def origins(number=1):
    """So many of them, running."""
    all_of_them = [Origin() for _ in range(number)]
    for origin in all_of_them:
        origin.start()
    try:
        yield all_of_them
    finally:
        for origin in all_of_them:
            origin.end()

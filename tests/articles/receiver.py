"""A receiver of webhooks: a real HTTP server in a thread, which answers as it is told and remembers what it got."""

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Got:
    id: str
    timestamp: str
    signature: str
    body: str

    def told(self):
        return json.loads(self.body)


class Receiver:
    """A context. `answer`: the status it answers with; `got`: everything that came, in order."""

    def __init__(self, answer=204):
        self.answer, self.got, self.location = answer, [], None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                if len(body) < length:  # the sender was killed amid it
                    return
                names = ("webhook-id", "webhook-timestamp", "webhook-signature")
                outer.got.append(Got(*(self.headers[name] for name in names), body.decode()))
                self.send_response(outer.answer)
                if outer.location:
                    self.send_header("Location", outer.location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *_):
                """Says nothing: the tests look at what was got."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook?of=newsroom"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def events(self):
        """(event, id of the story) of everything that came."""
        return [(got.told()["type"], got.told()["story"]["id"]) for got in self.got]

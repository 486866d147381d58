"""How the site is served: gunicorn's configuration. WEB_BIND and WEB_WORKERS come from the environment."""

import os

bind = os.environ.get(
    "WEB_BIND", "127.0.0.1:8000"
)  # a proxy's side of the machine, never the public one
workers = int(os.environ.get("WEB_WORKERS", 2 * (os.cpu_count() or 1)))
threads = 4
keepalive = 75  # seconds; longer than Varnish keeps a connection that nobody uses
timeout = 30  # seconds; a worker that says nothing for so long is taken away
graceful_timeout = 30
max_requests, max_requests_jitter = 50_000, 5_000
preload_app = True  # workers share what does not change
control_socket_disable = True

"""What `manage.py demo` sets before the settings are read. What the environment sets already
stands.
"""

import secrets
from argparse import ArgumentParser
from pathlib import Path

VAR = Path(__file__).resolve().parents[2] / "var"


def add_arguments(parser):
    """The options that bear on the settings; the command offers them too."""
    parser.add_argument(
        "--port", type=int, default=8000, help="the site listens there on 127.0.0.1 (default: 8000)"
    )
    parser.add_argument(
        "--production",
        action="store_true",
        help="production settings and server on plain http, for checks and benchmarks",
    )


def prepare(environ, arguments):
    """Gives the site its name and address, and switches DEBUG on; with --production off, whatever
    it was.

    `arguments` are those behind "demo". The production key is made once and kept under var/.
    """
    parser = ArgumentParser(prog="manage.py demo", add_help=False, allow_abbrev=False)
    add_arguments(parser)
    options, _ = parser.parse_known_args(arguments)
    environ.setdefault("SITE_NAME", "The Merrow Herald")
    environ.setdefault("SITE_URL", f"http://127.0.0.1:{options.port}")
    environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
    if options.production:
        environ["DEBUG"] = "0"
        environ.setdefault("TRUST_FORWARDED_PROTO", "1")
        environ.setdefault("SECRET_KEY", _kept_key())
    else:
        environ.setdefault("DEBUG", "1")


def _kept_key():
    path = VAR / "demo-key"
    if not path.exists():
        VAR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()

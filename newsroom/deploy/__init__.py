"""The files by which a machine serves the site: nginx, Varnish and systemd, with @PLACES@ that `manage.py deploy_files`
fills from the settings. The tests start programs from the same files.

nginx.conf                  TLS, limits, static files and pictures       /etc/nginx/nginx.conf
pages.vcl                   Varnish: readers' pages, and their purging   beside the next
sorry.html                  where nothing can be shown
varnish.conf                how Debian's varnish.service is started      /etc/systemd/system/varnish.service.d/
newsroom-web.service        the site, by web.py                          /etc/systemd/system/
newsroom-publisher.service  manage.py publish_scheduled --loop           /etc/systemd/system/
pgbouncer.ini               a sample for many processes                its first lines say where
web.py                      the site's own server; stays where it is
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

HERE = Path(__file__).parent
SAMPLES = ("pgbouncer.ini",)  # to be copied as they are
FILES = ("nginx.conf", "pages.vcl", "sorry.html", "varnish.conf")
UNITS = ("newsroom-web.service", "newsroom-publisher.service")
SECRET_FILES = ("pages.vcl",)
_PLACE = re.compile(r"@([A-Z_]+)@")
_BACKEND = 'backend app{number} {{ .host = "{host}"; .port = "{port}"; .probe = alive; \
.connect_timeout = 1s; .first_byte_timeout = 20s; .between_bytes_timeout = 10s; }}'


@dataclass(frozen=True)
class Machine:
    """What differs from machine to machine. `apps`: host:port of each that runs the site. `etc`: where sorry.html and
    pages.vcl are. `purgers`: addresses that may purge, besides the machine itself.
    """

    apps: tuple = ("127.0.0.1:8000",)
    varnish: str = "127.0.0.1:6081"
    purgers: tuple = ()
    http: str = "80"
    https: str = "443"
    certificate: str = "/etc/newsroom/certificate.pem"
    key: str = "/etc/newsroom/key.pem"
    etc: str = "/etc/newsroom"
    environment: str = "/etc/newsroom/environment"
    run: str = "/run"
    logs: str = "/var/log/nginx"
    temp: str = "/var/lib/nginx"
    user: str = "www-data"
    site_user: str = "newsroom"
    memory: str = "512m"


def rendered(name, machine):
    """The text of one of the files. Raises KeyError for a place that nobody fills."""
    values = _values(machine)
    text = (HERE / name).read_text(encoding="utf-8")
    return _PLACE.sub(lambda place: values[place[1]], text)


def _values(machine):
    site = urlsplit(settings.SITE_URL)
    apps = [app.rpartition(":") for app in machine.apps]
    numbered = list(enumerate(((host.strip("[]"), port) for host, _, port in apps), start=1))
    hsts = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
    return {
        "HOST": site.netloc,
        "NAME": site.hostname,
        "SCHEME": site.scheme,
        "HSTS": hsts,
        "SECRET": settings.EDGE_SECRET,
        "STATIC_ROOT": str(settings.STATIC_ROOT).rstrip("/"),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT).rstrip("/"),
        "BASE_DIR": str(settings.BASE_DIR),
        "WRITABLE": f"{settings.VAR} {Path(settings.MEDIA_ROOT).resolve().parent}",
        "PYTHON": sys.executable,
        "VARNISH": machine.varnish,
        "SITES": "\n        ".join(f"server {app};" for app in machine.apps),
        "BACKUPS": "\n        ".join(f"server {app} backup;" for app in machine.apps),
        "BACKENDS": "\n".join(
            _BACKEND.format(number=number, host=host, port=port)
            for number, (host, port) in numbered
        ),
        "APPS": "\n    ".join(f"apps.add_backend(app{number});" for number, _ in numbered),
        "PURGERS": "\n    ".join(
            f'"{address}";' for address in ("127.0.0.1", "::1", *machine.purgers)
        ),
        "HTTP": machine.http,
        "HTTPS": machine.https,
        "CERTIFICATE": machine.certificate,
        "KEY": machine.key,
        "ETC": machine.etc,
        "SORRY": f"{machine.etc}/sorry.html",
        "ENVIRONMENT": machine.environment,
        "RUN": machine.run,
        "LOGS": machine.logs,
        "TEMP": machine.temp,
        "USER": machine.user,
        "SITE_USER": machine.site_user,
        "MEMORY": machine.memory,
    }


def write(folder, machine, names=FILES + UNITS):
    """Writes the files into the folder, what holds the secret for nobody but the owner and their group. Returns their
    paths.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in names:
        path = folder / name
        path.touch(mode=0o640 if name in SECRET_FILES else 0o644)
        path.write_text(rendered(name, machine), encoding="utf-8")
        paths.append(path)
    return paths

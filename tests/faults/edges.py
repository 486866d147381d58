"""nginx and Varnish before the site, as newsroom/deploy/ has them: on loopback ports, in a folder of their own."""

import os
import re
import secrets
import shlex
import shutil
import signal
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings

from newsroom import deploy

from .databases import SECONDS, Unavailable, free_port
from .server import serving

NAME = "localhost"
NEEDED = {
    "nginx": "nginx",
    "varnishd": "varnish",
    "openssl": "openssl",
}
XKEY = "/usr/lib/*/varnish/vmods/libvmod_xkey.so"
BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"


def missing():
    """What of Debian's packages the machine lacks; "" where all is there."""
    packages = [package for program, package in NEEDED.items() if not shutil.which(program)]
    if not list(Path("/").glob(XKEY[1:])):
        packages.append("varnish-modules")
    if not Path(BROTLI).exists():
        packages.append("libnginx-mod-http-brotli-static")
    return " ".join(packages)


class Edge:
    """`address`: what readers open, by https. `pages`: Varnish behind it, by http. `environment`: what the site behind
    it needs, which is started before. `trust`: the ssl context of one who knows the certificate.
    """

    def __init__(self, folder):
        if lacking := missing():
            raise Unavailable(f"no edge: apt-get install {lacking}")
        self._folder = Path(folder) / f"edge-{secrets.token_hex(3)}"
        for name in ("etc", "run", "logs", "temp", "varnish"):
            (self._folder / name).mkdir(parents=True)
        self._http, self._https, varnish = free_port(), free_port(), free_port()
        self.address, self.plain = f"https://{NAME}:{self._https}", f"http://{NAME}:{self._http}"
        self.pages = f"http://127.0.0.1:{varnish}"
        self.secret = secrets.token_urlsafe(30)
        self._certify()
        self.trust = ssl.create_default_context(cafile=self._folder / "etc/certificate.pem")
        self._varnish = self._nginx = None
        self.environment = {
            "SITE_URL": self.address,
            "ALLOWED_HOSTS": f"{NAME},127.0.0.1",
            "TRUST_FORWARDED_PROTO": "1",
            "EDGE_URL": self.pages,
            "EDGE_SECRET": self.secret,
        }

    def _certify(self):
        etc = self._folder / "etc"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
            + ["-noenc", "-days", "2", "-subj", f"/CN={NAME}"]
            + ["-addext", f"subjectAltName=DNS:{NAME}"]
            + ["-keyout", etc / "key.pem", "-out", etc / "certificate.pem"],
            check=True,
            capture_output=True,
        )

    def start(self, *apps):
        """Before the sites at these addresses. Raises RuntimeError with what nginx or Varnish says."""
        self._machine = deploy.Machine(
            apps=tuple(app.removeprefix("http://") for app in apps),
            varnish=self.pages.removeprefix("http://"),
            http=f"127.0.0.1:{self._http}",
            https=f"127.0.0.1:{self._https}",
            user=_own_name(),
            memory="64m",
            **{name: str(self._folder / name) for name in ("etc", "run", "logs", "temp")},
            certificate=str(self._folder / "etc/certificate.pem"),
            key=str(self._folder / "etc/key.pem"),
        )
        with override_settings(SITE_URL=self.address, EDGE_SECRET=self.secret):
            deploy.write(self._folder / "etc", self._machine)
        self.start_varnish()
        self.start_nginx()

    def start_varnish(self):
        unit = (self._folder / "etc/varnish.conf").read_text()
        (command,) = re.findall("^ExecStart=(.+)$", unit, re.MULTILINE)
        command = shlex.split(command.replace("-j unix,user=vcache", "-j none"))
        command[0] = shutil.which("varnishd")
        self._varnish = self._run([*command, "-n", str(self._folder / "varnish")], "varnish")
        self._wait(self._varnish, f"{self.pages}/healthz", "varnish")

    def start_nginx(self):
        conf = str(self._folder / "etc/nginx.conf")
        log = str(self._folder / "logs/error.log")
        command = [shutil.which("nginx"), "-c", conf, "-e", log, "-g", "daemon off;"]
        self._nginx = self._run(command, "nginx")
        self._wait(self._nginx, f"{self.address}/healthz", "nginx")

    def _run(self, command, name):
        with (self._folder / "logs" / f"{name}.txt").open("ab") as log:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def _wait(self, process, address, name):
        """Whatever it answers."""
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=self.trust)
        )
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and process.poll() is None:
            try:
                return opener.open(address, timeout=5).close()
            except urllib.error.HTTPError:
                return None
            except OSError:
                time.sleep(0.05)
        said = (self._folder / "logs" / f"{name}.txt").read_text()
        log = self._folder / "logs/error.log"
        raise RuntimeError(
            f"{name} does not start: {said[-2000:]} {log.read_text()[-2000:] if log.exists() else ''}"
        )

    def kill_varnish(self):
        _kill(self._varnish)

    def stop(self):
        """Ends both."""
        for process in (self._nginx, self._varnish):
            _kill(process)

    def counter(self, *names):
        """Varnish's own counters, added up: such as MAIN.n_object."""
        command = ["varnishstat", "-1", "-n", str(self._folder / "varnish")]
        for name in names:
            command += ["-f", name]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return sum(int(line.split()[1]) for line in told.splitlines() if line.strip())

    def nginx_files(self):
        """The pages that nginx keeps by itself."""
        return [path for path in (self._folder / "temp/pages").rglob("*") if path.is_file()]

    @contextmanager
    def told(self):
        """In this block our own acts tell it."""
        with override_settings(EDGE_URLS=[self.pages], EDGE_SECRET=self.secret):
            yield


def _kill(process):
    if process and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(SECONDS)


def _own_name():
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


@contextmanager
def serving_behind(folder, **how):
    """(edge, site): a site as `server.serving` starts it, and the edge before it."""
    edge = Edge(folder)
    how["environment"] = edge.environment | how.get("environment", {})
    try:
        with serving(folder, **how) as site:
            edge.start(site.address)
            yield edge, site
    finally:
        edge.stop()


@contextmanager
def edge_before(folder, *apps):
    """An edge that is started before sites that run already."""
    edge = Edge(folder)
    try:
        edge.start(*apps)
        yield edge
    finally:
        edge.stop()

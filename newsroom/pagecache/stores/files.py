"""Pages as files, for all processes of one machine.

The ledger is a file that purges are written behind. Its first line says when it was begun, in microseconds; these and
the bytes up to where a line ends are the number of the purge in it. A process sees by a look at the file's length,
microseconds long, that there is something new. A ledger that has grown long is begun anew, and no page made before it
counts any more.
"""

import fcntl
import json
import logging
import os
import secrets
import shutil
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from ..ledger import Ledger

KEPT_FOR = 10 * 24 * 60 * 60  # seconds; the longest that a page is shown when none can be made
LEDGER_LENGTH = 8_000_000  # bytes; some 50,000 purges
PAGES_A_FOLDER = 400  # in 256 folders, so 100,000 in all
SWEPT_EACH = 50  # pages written by a process it sweeps the folder of the last

logger = logging.getLogger(__name__)


class FileStore:
    """`folder`: the path of a folder that is this store's alone, made if need be."""

    def __init__(self, folder):
        self._folder = Path(folder)
        self._path = str(self._folder / "ledger")
        self._seen, self._read_to = None, 0
        self._reading, self._purging = threading.Lock(), threading.Lock()
        self._locks, self._written = None, 0
        self.ledger, self.epoch = Ledger(), ""

    @property
    def is_trusted(self):
        """Whether it is known what other processes purge."""
        return bool(self.epoch)

    # The ledger -------------------------------------------------------------------------------------------------------

    def catch_up(self, at_once=True):
        """Tells the ledger what was purged since the last look; that is always at once."""
        try:
            found = os.stat(self._path)
        except OSError:
            self._begin()
            return
        if _looks_of(found) != self._seen:
            self._read()

    def _begin(self):
        try:
            with self._alone():
                if not os.path.exists(self._path):
                    self._new_ledger()
            self._read()
        except OSError:
            self._lose_trust()

    def _read(self):
        try:
            with self._reading, open(self._path, "rb") as file:
                seen = _looks_of(os.fstat(file.fileno()))
                epoch = file.readline().decode().strip()
                begun = int(epoch.partition("-")[0])
                if epoch != self.epoch:
                    self._read_to = file.tell()
                    self.epoch = epoch
                    self.ledger.forget_all(begun)
                if seen[1] < self._read_to:
                    raise ValueError("it was cut")
                file.seek(self._read_to)
                for line in file.read().splitlines(keepends=True):
                    if line.endswith(b"\n"):  # else half written; the rest comes
                        self._read_to += len(line)
                        self.ledger.note(begun + self._read_to, *json.loads(line))
                self._seen = seen
        except OSError:
            self._lose_trust()
        except (ValueError, TypeError):  # no ledger of ours, or a spoiled one
            self._begin_anew(seen)

    def _begin_anew(self, seen):
        """Nobody can read this ledger, so no page that was kept counts."""
        logger.warning("The ledger %s cannot be read; all kept pages go.", self._path)
        with suppress(OSError), self._alone():
            if _looks_of(os.stat(self._path)) == seen:  # else another process was first
                self._new_ledger()
        self._lose_trust()

    def _lose_trust(self):
        self._seen, self.epoch = None, ""
        self.ledger.forget_all(0)

    def purge(self, keys, gone, at):
        """Writes behind the ledger what no process may show as it was; on disk when this returns.

        Where there is no room for it the ledger goes, and with it every page. Raises OSError where not even that can
        be done.
        """
        line = json.dumps([at, list(keys), list(gone)]).encode() + b"\n"
        with self._alone():
            try:
                if not os.path.exists(self._path) or os.stat(self._path).st_size > LEDGER_LENGTH:
                    self._new_ledger()
                _append(self._path, line)
            except OSError:
                logger.warning("The ledger %s could not be written; all kept pages go.", self._path)
                Path(self._path).unlink(missing_ok=True)

    def _new_ledger(self):
        epoch = f"{time.time_ns() // 1000}-{secrets.token_hex(4)}"
        try:
            _put(self._folder / "ledger", epoch.encode() + b"\n")
        finally:  # where there is no room for a line, they are what takes it
            for old in self._folder.glob("pages-*"):
                shutil.rmtree(old, ignore_errors=True)

    # Pages ------------------------------------------------------------------------------------------------------------

    def read(self, address):
        """The stored bytes of a page, or None."""
        try:
            return self._file(address).read_bytes()
        except OSError:
            return None

    def write(self, address, stored):
        """Keeps the bytes of a page; where there is no room, it does not."""
        path = self._file(address)
        with suppress(OSError):
            _put(path, stored)
            self._written += 1
            if self._written % SWEPT_EACH == 0:
                _sweep(path.parent, time.time())

    def forget(self, address):
        with suppress(OSError):
            self._file(address).unlink(missing_ok=True)

    def _file(self, address):
        name = blake2b(address.encode(errors="surrogateescape"), digest_size=20).hexdigest()
        return self._folder / f"pages-{self.epoch}" / name[:2] / name[2:]

    # One renderer -----------------------------------------------------------------------------------------------------

    def claim(self, address):
        """Whether this process may make the page now. A process that ends lets go of what it claimed."""
        try:
            fcntl.lockf(self._lock_file(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _place_of(address))
        except BlockingIOError:
            return False
        except OSError:
            pass  # no lock to be had: better twice than not at all
        return True

    def release(self, address):
        with suppress(OSError):
            fcntl.lockf(self._lock_file(), fcntl.LOCK_UN, 1, _place_of(address))

    def _lock_file(self):
        if self._locks is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._locks = os.open(self._folder / "locks", os.O_RDWR | os.O_CREAT, 0o600)
        return self._locks

    @contextmanager
    def _alone(self):
        """The only one that writes the ledger, among all processes."""
        with self._purging:
            fcntl.lockf(self._lock_file(), fcntl.LOCK_EX, 1, 0)
            try:
                yield
            finally:
                fcntl.lockf(self._lock_file(), fcntl.LOCK_UN, 1, 0)


def _looks_of(found):
    """What changes with every purge; the number of a file alone may be given again."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def _put(path, content):
    """Writes a whole file, or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.close()
            os.replace(file.name, path)
        except OSError:
            os.unlink(file.name)
            raise


def _append(path, line):
    file = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        if os.write(file, line) < len(line):
            raise OSError(f"no room in {path}")
        os.fdatasync(file)
    finally:
        os.close(file)


def _place_of(address):
    """A byte of the lock file that stands for the address."""
    digest = blake2b(address.encode(errors="surrogateescape"), digest_size=5).digest()
    return 1 + int.from_bytes(digest, "big")


def _sweep(folder, now):
    """Leaves the newest pages of a folder, none of them older than a page may be shown."""
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
    for place, file in enumerate(files):
        if place >= PAGES_A_FOLDER or file.stat().st_mtime < now - KEPT_FOR:
            file.unlink(missing_ok=True)

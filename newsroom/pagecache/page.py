"""One kept page: what is stored of it, and what is sent of it."""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from newsroom import compression

from . import HEADER, SHARED

_MARK = b"newsroom page 1\n"  # another shape gets another number, and old ones are no pages
_DIGEST = 16  # bytes
_MAX_AGE = re.compile(r"\bmax-age=(\d+)")
_WHILE_MAKING = re.compile(r"\bstale-while-revalidate=(\d+)")
_STATUSES = {200: "200 OK", 410: "410 Gone"}
_STAY = frozenset(  # where the reader has the page
    f"age cache-control cache-status etag last-modified vary {HEADER}".lower().split()
)


@dataclass
class Page:
    """`number`: the ledger's when the making began, so that whatever was purged afterwards is seen. `made_at`: seconds
    since 1970. `fresh`, `passable`: how many seconds it is right, and how many more it may be shown while a new one is
    made. `headers`: (name, value) of the answer, those of one transfer excepted. `body`: bytes, not compressed.
    """

    status: int
    headers: list
    body: bytes
    number: int
    made_at: float
    fresh: int
    passable: int
    keys: tuple = ()
    shared: tuple = ()
    # The ledger's number up to which its keys were looked up, is_gone, is_wrong, and from when on its shared pieces are
    # too old, or None. Told in one piece, for other threads judge meanwhile.
    looked_up: tuple = (-1, False, False, None)
    looked_at: float = 0.0  # when the store was asked for a newer one
    held: int = 0  # bytes that it was counted as
    told: list | None = None  # the headers as they are sent
    encoded: dict = field(default_factory=dict)

    @classmethod
    def of(cls, status, headers, body, *, number, made_at):
        """The page that an answer makes, or None where it may not be kept: it names no key, is not public, sets a
        cookie, differs by more than its encoding, or is neither found nor gone.
        """
        known = {name.lower(): value for name, value in headers}
        control = known.get("cache-control", "")
        fresh, passable = _MAX_AGE.search(control), _WHILE_MAKING.search(control)
        if (
            status not in _STATUSES
            or HEADER.lower() not in known
            or "public" not in control
            or not fresh
            or known.get("vary", "accept-encoding").lower() != "accept-encoding"
            or known.keys() & {"set-cookie", "content-encoding"}
        ):
            return None
        names = known[HEADER.lower()].split()
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        return cls(
            status,
            kept,
            body,
            number,
            made_at,
            int(fresh[1]),
            int(passable[1]) if passable else 0,
            tuple(name for name in names if not name.startswith(SHARED)),
            tuple(name.removeprefix(SHARED) for name in names if name.startswith(SHARED)),
        )

    @property
    def size(self):
        """Bytes in memory, roughly."""
        return 2 * len(self.body) + 2000  # with what is compressed of it

    # Stored -----------------------------------------------------------------------------------------------------------

    def packed(self):
        """The page as bytes that tell whether they are whole."""
        told = [self.status, self.headers, self.number, self.made_at, self.fresh, self.passable]
        head = json.dumps([*told, self.keys, self.shared]).encode()
        rest = len(head).to_bytes(4, "big") + head + self.body
        return _MARK + blake2b(rest, digest_size=_DIGEST).digest() + rest

    @classmethod
    def unpacked(cls, stored):
        """The page, or None where the bytes are not a whole one of this shape."""
        mark, digest, rest = (
            stored[: len(_MARK)],
            stored[len(_MARK) :][:_DIGEST],
            stored[len(_MARK) + _DIGEST :],
        )
        if mark != _MARK or blake2b(rest, digest_size=_DIGEST).digest() != digest:
            return None
        end = 4 + int.from_bytes(rest[:4], "big")
        status, headers, number, made_at, fresh, passable, keys, shared = json.loads(rest[4:end])
        headers = [tuple(header) for header in headers]
        return cls(
            status,
            headers,
            rest[end:],
            number,
            made_at,
            fresh,
            passable,
            tuple(keys),
            tuple(shared),
        )

    # Sent -------------------------------------------------------------------------------------------------------------

    def answer(self, environ, now, *, is_right, is_new, with_keys):
        """Returns (status line, headers, body) for a request. A copy that is not right is nobody's for longer than a
        second. `is_new`: it was made for this request. `with_keys`: the edge is told what the page is made of.
        """
        age = max(0, int(now - self.made_at))
        ttl = self.fresh - age if is_right else min(-1, self.fresh - age)
        lines = self._lines(with_keys) if is_right else self._lines_for_a_second(with_keys, age)
        how = "fwd=miss; stored" if is_new and is_right else "fwd=miss" if is_new else "hit"
        told = [*lines, ("Age", str(age)), ("Cache-Status", f"newsroom; {how}; ttl={ttl}")]
        if self._is_known(environ.get("HTTP_IF_NONE_MATCH")):
            return "304 Not Modified", [line for line in told if line[0].lower() in _STAY], b""
        encoding, body = self._as_accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding:
            told.append(("Content-Encoding", encoding))
        told.append(("Content-Length", str(len(body))))
        return _STATUSES[self.status], told, b"" if environ["REQUEST_METHOD"] == "HEAD" else body

    def _lines(self, with_keys):
        if self.told is None:
            self.told = [line for line in self.headers if with_keys or line[0] != HEADER]
        return self.told

    def _lines_for_a_second(self, with_keys, age):
        control = dict(self.headers)["Cache-Control"]
        control = _WHILE_MAKING.sub("stale-while-revalidate=0", control)
        control = _MAX_AGE.sub(f"max-age={age + 1}", control)
        lines = [line for line in self._lines(with_keys) if line[0] != "Cache-Control"]
        return [*lines, ("Cache-Control", control)]

    def _is_known(self, known):
        if not known or self.status != 200:
            return False
        etag = dict(self.headers).get("ETag", "")
        return bool(etag) and (known.strip() == "*" or etag.removeprefix("W/") in known)

    def _as_accepted(self, accepted):
        """(encoding or "", body), compressed once."""
        encoding = compression.best(accepted) if self._is_compressible else ""
        if not encoding:
            return "", self.body
        self.encode([encoding])
        return encoding, self.encoded[encoding]

    @cached_property
    def _is_compressible(self):
        """By its Vary it may differ in its encoding; a picture does not."""
        return len(self.body) >= compression.LEAST and "vary" in {
            name.lower() for name, _ in self.headers
        }

    def encode(self, encodings):
        """Compresses it ahead of the first who asks for that."""
        for encoding in encodings:
            if encoding not in self.encoded:
                self.encoded[encoding] = compression.compress(self.body, encoding)

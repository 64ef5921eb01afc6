"""Requests to a SPARQL server; what goes wrong becomes one line for the person who sees it."""

from __future__ import annotations

import base64
import http.client
import ssl
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from kgbuild.errors import QueryError, StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT = 300.0
"""Seconds to wait for one answer."""

CONNECT = 15.0
"""Seconds to wait for a connection, TLS included."""

LONGEST = 300
"""Letters of a server's own words that a message repeats."""


class _Patient:
    """A connection that is soon made or given up, and then waits for its answer."""

    timeout: Any
    sock: Any

    def connect(self) -> None:
        self.timeout = CONNECT
        super().connect()  # type: ignore[misc]
        self.sock.settimeout(TIMEOUT)


class _Plain(_Patient, http.client.HTTPConnection):
    pass


class _Secure(_Patient, http.client.HTTPSConnection):
    pass


class _PlainHandler(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Plain, req)


class _SecureHandler(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Secure, req)


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows a redirect, but never takes the user's password along to another host or out of TLS."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None and _origin(req.full_url) != _origin(newurl):
            following.remove_header("Authorization")
        return following


def _origin(address: str) -> tuple[str, str, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port


def send(
    address: str, *, data: bytes | None, headers: Mapping[str, str], method: str | None = None
) -> bytes:
    """The body of the answer.

    A user and password in the address go into a header. Raises UsageError for an address that is none,
    QueryError for a text that the server cannot read, StoreError when it refuses or is away.
    """
    where, login = _parted(address)
    request = urllib.request.Request(where, data=data, headers=dict(headers), method=method)
    if login:
        request.add_header("Authorization", f"Basic {login}")
    try:
        opener = urllib.request.build_opener(_PlainHandler, _SecureHandler, _Careful)
        with opener.open(request) as answer:
            body: bytes = answer.read()
            return body
    except urllib.error.HTTPError as error:
        raise _refusal(where, error) from None
    except urllib.error.URLError as error:
        raise StoreError(_away(where, error.reason)) from None
    except (http.client.HTTPException, OSError) as error:
        raise StoreError(_away(where, error)) from None


def _parted(address: str) -> tuple[str, str]:
    """The address without its user and password, and these as a header has them."""
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or any(c.isspace() or not c.isprintable() for c in address):
        shown = address.rpartition("@")[2]
        raise UsageError(f"{shown!r} is no address: give an http or https address")
    if not address.isascii():
        raise UsageError(f"{address.rpartition('@')[2]!r}: write an address in ASCII (%C3%A9)")
    if parts.username is None:
        return address, ""
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return bare, base64.b64encode(pair.encode()).decode()


def _refusal(where: str, error: urllib.error.HTTPError) -> QueryError | StoreError:
    try:
        said = error.read().decode("utf8", "replace")
    except (http.client.HTTPException, OSError):
        said = ""
    # A page for people says nothing that its status does not say.
    page = "html" in (error.headers.get("Content-Type") or "")
    reason = str(error.reason) if page or not said.strip() else " ".join(said.split())[:LONGEST]
    if error.code == 400:
        return QueryError(f"{where}: the server does not take it: {reason}")
    if error.code in (401, 403):
        return StoreError(f"{where}: not allowed for this user ({error.code})")
    if error.code in (404, 405, 501):
        return StoreError(
            f"{where}: no such dataset there, or one that is read-only ({error.code}: {reason})"
        )
    if error.code == 413:
        return StoreError(f"{where}: the server takes no request of this size ({error.code})")
    return StoreError(f"{where}: the server answers {error.code}: {reason}")


def _away(where: str, why: object) -> str:
    if isinstance(why, ssl.SSLCertVerificationError):
        return (
            f"{where}: the server's certificate is not trusted ({why.verify_message}); "
            "SSL_CERT_FILE names one's own authority"
        )
    if isinstance(why, ssl.SSLError | TimeoutError | ConnectionError) and where.startswith("https"):
        return f"{where}: no SPARQL server answers with TLS; without TLS the address is http://…"
    if isinstance(why, http.client.BadStatusLine) and not isinstance(why, ConnectionError):
        return f"{where}: what answers does not speak HTTP; where it wants TLS, write https://…"
    text = " ".join(str(why).split()) or type(why).__name__
    if isinstance(why, http.client.IncompleteRead):
        text = "the answer was cut off"
    return f"{where}: no SPARQL server answers ({text})"

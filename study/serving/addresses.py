"""Where the program is served: the address it listens on, and those by which browsers may call it."""

import errno
import ipaddress
import os
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from decks.text import one_line

LOOPBACK = "127.0.0.1"
"""The address that only this computer reaches."""
PORT = 8000
_NOWHERE = ("192.0.2.1", 9)  # an address that is for documentation only; nothing is sent to it


class BadAddress(Exception):
    """An address that cannot be served on; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where browsers find the program."""

    host: str
    """The address that is listened on, as it was given."""
    port: int
    public: str = ""
    """What stands before it for whoever comes through a proxy, with a slash at its end; else empty."""
    loopback: bool = True
    """Whether only this computer reaches it."""

    @property
    def guarded(self) -> bool:
        """Whether somebody at another computer may reach it, so that it needs a token."""
        return not self.loopback or bool(self.public)

    @property
    def url(self) -> str:
        """What to open in a browser, with a slash at its end."""
        if self.public:
            return self.public
        host = self.host
        if host in ("0.0.0.0", "::", ""):  # noqa: S104 - what was asked for is compared, nothing is bound
            host = _own_address()
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    @property
    def secure(self) -> bool:
        """Whether browsers come by HTTPS only."""
        return self.public.startswith("https://")

    def calls_here(self, host: str) -> bool:
        """Whether a request's `Host` is one of this computer alone, at whatever port: a tunnel may bring it from another.

        A name that somebody has made lead here, so that a page of theirs may read what is served, is not.
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name == self.host or _is_loopback(name)

    def same_site(self, origin: str, host: str) -> bool:
        """Whether a request with this `Origin` comes from a page that was served here as `host`."""
        if self.public and origin == origin_of(self.public):
            return True
        return origin in (f"http://{host}", f"https://{host}")


def listen(host: str, port: int) -> tuple[socket.socket, bool]:
    """A socket that listens there, and whether only this computer reaches it.

    Raises:
        BadAddress: that is not possible.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise BadAddress(_no_host(host)) from None
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            what = f"Port {port} is taken, by another program or by study serve itself; choose another: --port {port % 65535 + 1}"
        elif error.errno == errno.EACCES:
            what = f"Port {port} is not for everybody to use; choose one from 1024 on, such as --port {PORT}."
        elif error.errno == errno.EADDRNOTAVAIL:
            what = _no_host(host)
        else:
            what = f"{one_line(host)}, port {port}, cannot be listened on: {error.strerror or error}."
        raise BadAddress(what) from None
    return listening, _is_loopback(str(listening.getsockname()[0]))


def public_url(text: str) -> str:
    """An address that a proxy serves us at, with a slash at its end.

    Raises:
        BadAddress: it is none.
    """
    wrong = BadAddress(
        f"“{one_line(text)}” is no address of a site; write it as in --public-url https://study.school.example/"
    )
    try:
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise wrong
        if (
            parts.username is not None
            or (parts.port is not None and not parts.port)
            or not text.isprintable()
        ):
            raise wrong
    except ValueError:
        raise wrong from None
    return text.rstrip("/") + "/"


def origin_of(url: str) -> str:
    """Scheme, host and port as browsers name them in `Origin`."""
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port not in (None, usual) else ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _no_host(host: str) -> str:
    return f"“{one_line(host)}” is no address of this computer; for all it has, write --host 0.0.0.0"


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _own_address() -> str:
    """The address by which others in this network reach this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)  # only looks up the way
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()

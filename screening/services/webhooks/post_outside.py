"""Posts a body to an address outside: checked by name and by number, never redirected, never longer than allowed."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

_ANSWER_READ = 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(ValueError):
    """The portal does not post to this address; says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body goes: the name it is asked for by, and the number that was checked and is connected to."""

    scheme: str
    host: str
    port: int
    path: str
    number: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: the status (None without any answer), and a sentence where it was not taken."""

    status: int | None
    error: str

    @property
    def is_taken(self) -> bool:
        """Whether the other side took it."""
        return not self.error


def check_address(url: str, *, private: bool) -> Place:
    """Resolve the address, and refuse what the portal must not reach. Raises AddressRefused.

    ``https`` only, ``http`` to this machine alone. Unless ``private``, every number behind the name must be a public
    one, also inside an IPv6 form of an IPv4 number. The number that was checked is the one to connect to, so that a
    name cannot change its mind in between.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise AddressRefused(_("The port is no number.")) from error
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise AddressRefused(_("Give an address that begins with https://."))
    if parts.username or parts.password or parts.fragment:
        raise AddressRefused(_("No names, passwords or fragments in the address."))
    port = port or (443 if parts.scheme == "https" else 80)
    numbers = _numbers(parts.hostname, port)
    for number in numbers:
        if parts.scheme == "http" and not number.is_loopback:
            raise AddressRefused(_("Only https:// leaves this machine."))
        if not private and not _is_public(number):
            raise AddressRefused(_("The address lies in a private network. The installation does not allow that."))
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    return Place(parts.scheme, parts.hostname, port, path, str(numbers[0]))


def post_outside(
    url: str,
    *,
    body: bytes,
    headers: dict[str, str],
    seconds: float,
    private: bool,
    trusted: ssl.SSLContext | None = None,
) -> Answer:
    """Post once. ``seconds`` bounds the whole exchange, however slowly the other side drips. Never raises for it."""
    try:
        place = check_address(url, private=private)
    except AddressRefused as error:
        return Answer(None, str(error))
    connection = _Pinned(place, seconds, trusted)
    watch = threading.Timer(seconds, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", place.path, body=body, headers=headers)
        answer = connection.getresponse()
        answer.read(_ANSWER_READ)
    except (OSError, http.client.HTTPException) as error:
        why = _("no answer within %(n)s seconds") % {"n": seconds} if connection.was_cut else str(error)
        return Answer(None, why or type(error).__name__)
    finally:
        watch.cancel()
        connection.close()
    return Answer(answer.status, _refusal(answer))


def _refusal(answer: http.client.HTTPResponse) -> str:
    if http.client.OK <= answer.status < http.client.MULTIPLE_CHOICES:
        return ""
    if http.client.MULTIPLE_CHOICES <= answer.status < http.client.BAD_REQUEST:
        return _("answered with a redirect, which is not followed")
    return _("answered %(status)s") % {"status": answer.status}


def _numbers(host: str, port: int) -> list[IpAddress]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(_("No machine of this name was found.")) from error
    return [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found]


def _is_public(number: IpAddress) -> bool:
    """Whether the number, and the IPv4 number inside it, can be reached from everywhere."""
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if number in _NAT64:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None and not _is_public(inner):
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved


class _Pinned(http.client.HTTPConnection):
    """Connects to the checked number, speaks to the name."""

    def __init__(self, place: Place, seconds: float, trusted: ssl.SSLContext | None) -> None:
        super().__init__(place.host, place.port, timeout=seconds)
        self.place = place
        self.trusted = trusted
        self.was_cut = False

    def connect(self) -> None:
        """To the number that was checked; the certificate must be that of the name."""
        raw = socket.create_connection((self.place.number, self.port), self.timeout)
        self.sock = raw
        if self.place.scheme == "https":
            context = self.trusted or ssl.create_default_context()
            self.sock = context.wrap_socket(raw, server_hostname=self.place.host)

    def cut(self) -> None:
        """End the exchange from outside."""
        self.was_cut = True
        with contextlib.suppress(OSError):
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)

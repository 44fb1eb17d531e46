"""What the doors of the application let in, and how much of it."""

import ipaddress
from dataclasses import dataclass

from assistant.domain import Language
from assistant.settings import Settings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_ALL_ADDRESSES = ("0.0.0.0", "::", "")  # noqa: S104  # compared with, not bound to


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many questions may come: so many at once, and after that so many a minute."""

    at_once: float
    per_minute: float


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom the application answers, where its page may be shown, and how much of everything it takes.

    `hosts` are the names it answers to, without ports; `proxies` the addresses and networks whose word on a visitor's
    address and scheme is believed; `embedders` the origins whose pages may show ours. `each` is for one address, `all`
    for everybody together; `open_each` and `open_all` are requests open at the same time. `longest_body` is in bytes,
    `slowest_body` in seconds. `concurrency` are questions of programs answered at the same time.
    """

    hosts: tuple[str, ...] = LOOPBACK
    proxies: tuple[str, ...] = ()
    embedders: tuple[str, ...] = ()
    is_https: bool = False
    language: Language = Language.EN
    each: Allowance = Allowance(at_once=120, per_minute=120)
    all: Allowance = Allowance(at_once=600, per_minute=1200)
    open_each: int = 160
    open_all: int = 640
    longest_body: int = 64 * 1024
    slowest_body: float = 10
    concurrency: int = 8
    has_mcp: bool = False


def rules_of(settings: Settings) -> Rules:
    """The rules that the settings give."""
    own = () if settings.host in _ALL_ADDRESSES else (_as_host(settings.host),)
    each = Allowance(settings.questions_at_once, settings.questions_per_minute)
    return Rules(
        hosts=(*LOOPBACK, *own, *(host.lower() for host in parted(settings.allowed_hosts))),
        proxies=parted(settings.trusted_proxies),
        embedders=parted(settings.embedding_origins),
        is_https=settings.https,
        language=settings.language,
        each=each,
        all=Allowance(settings.questions_at_once_in_all, settings.questions_per_minute_in_all),
        open_each=settings.open_requests,
        open_all=settings.open_requests_in_all,
        concurrency=settings.concurrency,
        has_mcp=settings.mcp,
    )


def parted(text: str | None) -> tuple[str, ...]:
    """The parts of a setting with commas.

    >>> parted("a.example, b.example"), parted(None)
    (('a.example', 'b.example'), ())
    """
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def network_of(address: str) -> str:
    """What shares one allowance: an IPv4 address, or the /64 network of an IPv6 address, of which a visitor has many.

    >>> network_of("192.0.2.1"), network_of("2001:db8::1:2"), network_of("somewhere")
    ('192.0.2.1', '2001:db8::/64', 'somewhere')
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


def _as_host(address: str) -> str:
    return f"[{address}]" if ":" in address else address.lower()

"""Which addresses may be asked."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from bot.web.allowed_addresses import Target, is_public, read_address
from bot.web.results import Why


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.0.170",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.1.2.3",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "192.0.1.1", "2a00:1450:4010::8b"])
def test_hosts_of_the_open_web_are(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/a", Why.BAD_ADDRESS),
        ("file:///etc/passwd", Why.BAD_ADDRESS),
        ("gopher://example.org", Why.BAD_ADDRESS),
        ("javascript:alert(1)", Why.BAD_ADDRESS),
        ("http://①②⑦.⓪.⓪.①/", Why.PRIVATE),
        ("http://１６９.２５４.１６９.２５４/", Why.PRIVATE),
        ("http://127。0。0。1/", Why.PRIVATE),
        ("http://127.0.0.1。/", Why.PRIVATE),
        ("http://127.0.0.1\u200b/", Why.BAD_ADDRESS),
        ("//example.org/", Why.BAD_ADDRESS),
        ("http://", Why.BAD_ADDRESS),
        ("http://example.org:99999/", Why.BAD_ADDRESS),
        ("http://example.org:22/", Why.BAD_ADDRESS),
        ("http://[::1", Why.BAD_ADDRESS),
        ("http://user@example.org/", Why.CREDENTIALS),
        ("http://user:secret@example.org/", Why.CREDENTIALS),
        ("http://example.org/a b", Why.BAD_ADDRESS),
        ("http://example.org/" + "a" * 2000, Why.BAD_ADDRESS),
        ("http://127.0.0.1/", Why.PRIVATE),
        ("http://127.0.0.1./", Why.PRIVATE),
        ("http://[::1]/", Why.PRIVATE),
        ("http://[fe80::1%25eth0]/", Why.PRIVATE),
        ("http://[::ffff:10.0.0.1]/", Why.PRIVATE),
        ("https://169.254.169.254/latest/meta-data", Why.PRIVATE),
    ],
)
def test_bad_letters_are_refused(url: str, why: Why) -> None:
    refused = read_address(url)
    assert not isinstance(refused, Target)
    assert refused.why is why


def test_what_the_operator_allows_may_be_private_and_on_any_port() -> None:
    allowed = frozenset(("10.0.0.5:8080", "[::1]:81"))
    assert isinstance(read_address("http://10.0.0.5:8080/feed", allowed), Target)
    assert isinstance(read_address("http://[::1]:81/feed", allowed), Target)
    assert not isinstance(read_address("http://10.0.0.5:8081/feed", allowed), Target)

"""Posting outside: what is refused by name, by number and by answer."""

from __future__ import annotations

import socket

import pytest

from screening.services.webhooks.post_outside import AddressRefused, check_address, post_outside
from tests.screening.services.webhooks.listener import Listener


def found_as(monkeypatch, *numbers):
    """The names of the outside are not asked: no test reaches a name server."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in numbers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: rows)


@pytest.mark.parametrize("number", [
    "10.0.0.8", "172.16.4.4", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.8", "2002:0a00:0008::1", "64:ff9b::a00:8",
])  # fmt: skip
def test_private_number_behind_a_public_name_is_refused(monkeypatch, number):
    found_as(monkeypatch, "93.184.215.14", number)
    with pytest.raises(AddressRefused, match="private network"):
        check_address("https://hooks.example/", private=False)


def test_public_number_is_connected_to_as_checked(monkeypatch):
    found_as(monkeypatch, "93.184.215.14")
    place = check_address("https://hooks.example:8443/a?b=c", private=False)
    assert (place.host, place.number, place.port, place.path) == ("hooks.example", "93.184.215.14", 8443, "/a?b=c")


@pytest.mark.parametrize("url", [
    "http://hooks.example/", "ftp://hooks.example/", "https://me:secret@hooks.example/", "https:///a", "hooks.example",
    "https://hooks.example/#a", "https://hooks.example:99999/",
])  # fmt: skip
def test_address_of_another_form_is_refused(monkeypatch, url):
    found_as(monkeypatch, "93.184.215.14")
    with pytest.raises(AddressRefused):
        check_address(url, private=True)


def test_redirect_is_not_followed():
    with Listener(answers=[302]) as there:
        answer = post_outside(there.url, body=b"{}", headers={}, seconds=5, private=True)
        assert (answer.status, answer.is_taken, len(there.heard)) == (302, False, 1)
        assert "redirect" in answer.error


def test_dripping_answer_is_cut_off():
    with Listener(drip=0.2) as there:
        answer = post_outside(there.url, body=b"{}", headers={}, seconds=0.5, private=True)
        assert answer.status is None
        assert "0.5 seconds" in answer.error


def test_this_machine_is_private_at_the_time_of_sending_too():
    with Listener() as there:
        answer = post_outside(there.url, body=b"{}", headers={}, seconds=5, private=False)
        assert not answer.is_taken
        assert there.heard == []

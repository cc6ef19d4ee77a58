"""Follows every link of the portal as one person sees it, without script, and remembers each page."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.journeys.served import Visitor

_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"')
_PART = re.compile(r"<([a-z][a-z0-9]*)\b([^>]*)>")
_SHAPE = re.compile(r'\b(class|type|role|aria-[a-z]+|open|disabled|hidden)(?:="([^"]*)")?')
# Of each kind of page this many addresses; a list of a hundred customers is one kind.
MOST_OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """One address as one person got it: its route, the status, the content and its kinds of parts."""

    path: str
    route: str
    status: int
    parts: frozenset[str]


def route_of(path: str) -> str:
    """The name of the view behind an address, "" where none is."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def crawl(visitor: Visitor) -> list[Seen]:
    """Every page that links lead to from the first one, at most three of a kind; files are asked for, not read."""
    waiting, known, kinds, seen = deque(["/"]), {"/"}, Counter(), []
    while waiting:
        path = waiting.popleft()
        status, page = visitor.get(path)
        here = visitor.at.removeprefix(visitor.url)
        seen.append(Seen(here, route_of(here), status, parts_of(page)))
        for link in _LINK.findall(page):
            address = urldefrag(urljoin(visitor.at, unescape(link))).url
            target = address.removeprefix(visitor.url)
            if not address.startswith(visitor.url) or target in known or target.startswith("/static/"):
                continue
            known.add(target)
            kind = (route_of(target), bool(urlsplit(target).query))
            kinds[kind] += 1
            if kinds[kind] <= MOST_OF_A_KIND:
                waiting.append(target)
    return seen


def parts_of(page: str) -> frozenset[str]:
    """The kinds of elements of a page: names with classes, roles and states, whatever text they hold."""
    if not page.lstrip().lower().startswith("<!doctype html"):
        return frozenset()
    return frozenset(f"{name} {sorted(_SHAPE.findall(rest))}" for name, rest in _PART.findall(page))

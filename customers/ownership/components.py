"""Circles in a graph: strongly connected components, owners before what they own."""

from collections.abc import Iterable, Iterator, Mapping


def components(nodes: Iterable[str], *, before: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the strongly connected components, each after those that its members depend on.

    before: what each node depends on (its owners). Tarjan's algorithm with an own stack, so that long chains do not
    exhaust the interpreter's.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    for root in nodes:
        if root in index:
            continue
        walk = [(root, iter(before.get(root, ())))]
        index[root] = low[root] = len(index)
        open_nodes.append(root)
        is_open.add(root)
        while walk:
            node, rest = walk[-1]
            following = next(rest, None)
            if following is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
                if low[node] == index[node]:
                    yield _closed(node, open_nodes, is_open)
            elif following not in index:
                index[following] = low[following] = len(index)
                open_nodes.append(following)
                is_open.add(following)
                walk.append((following, iter(before.get(following, ()))))
            elif following in is_open:
                low[node] = min(low[node], index[following])


def _closed(node: str, open_nodes: list[str], is_open: set[str]) -> tuple[str, ...]:
    members = []
    while True:
        member = open_nodes.pop()
        is_open.remove(member)
        members.append(member)
        if member == node:
            return tuple(sorted(members))

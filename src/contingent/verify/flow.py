"""Who can be counted for what, nobody twice: a flow through a small network."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def unserved(capacity: Mapping[Node, Mapping[Node, int]], needs: Mapping[Node, int], sink: Node) -> dict[Node, int]:
    """Return how much of each need cannot flow to the sink, where as much as possible flows in all.

    Shortest augmenting paths (Edmonds and Karp, 1972, doi:10.1145/321694.321699), one need after the other: what flows
    for a need may find another way later, but is never taken from it, and a need without a path never gets one.
    """
    left = {node: dict(edges) for node, edges in capacity.items()}
    for node, edges in capacity.items():
        for following in edges:
            left.setdefault(following, {}).setdefault(node, 0)
    missing = dict(needs)
    for need in needs:
        while missing[need] and (path := _shortest_path(left, need, sink)):
            amount = min(missing[need], *(left[a][b] for a, b in path))
            missing[need] -= amount
            for a, b in path:
                left[a][b] -= amount
                left[b][a] += amount
    return missing


def _shortest_path(left: dict[Node, dict[Node, int]], start: Node, sink: Node) -> list[tuple[Node, Node]]:
    """Return the edges of a shortest path with something left on each; none if there is no such path."""
    reached_from: dict[Node, Node] = {start: start}
    queue = [start]
    for node in queue:
        for following, amount in left.get(node, {}).items():
            if amount > 0 and following not in reached_from:
                reached_from[following] = node
                queue.append(following)
        if sink in reached_from:
            return _way_back(reached_from, sink)
    return []


def _way_back(reached_from: dict[Node, Node], node: Node) -> list[tuple[Node, Node]]:
    path: list[tuple[Node, Node]] = []
    while reached_from[node] != node:
        path.append((reached_from[node], node))
        node = reached_from[node]
    return path

"""How much can flow through a small network: who can be counted for what, nobody twice."""

from collections.abc import Hashable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Network = dict[Node, dict[Node, int]]


def push_all(capacity: Network[Node], source: Node, sink: Node) -> Network[Node]:
    """Return what is left of each capacity after as much as possible went from source to sink.

    Shortest augmenting paths (Edmonds and Karp, 1972, doi:10.1145/321694.321699); the order of the edges decides ties.
    """
    left: Network[Node] = {node: dict(edges) for node, edges in capacity.items()}
    for node, edges in capacity.items():
        for following in edges:
            left.setdefault(following, {}).setdefault(node, 0)
    while path := _shortest_path(left, source, sink):
        amount = min(left[a][b] for a, b in path)
        for a, b in path:
            left[a][b] -= amount
            left[b][a] += amount
    return left


def _shortest_path(left: Network[Node], source: Node, sink: Node) -> list[tuple[Node, Node]]:
    """Return the edges of a shortest path with something left on each; none if there is no such path."""
    reached_from = {source: source}
    queue = [source]
    for node in queue:
        for following, amount in left[node].items():
            if amount > 0 and following not in reached_from:
                reached_from[following] = node
                queue.append(following)
    path: list[tuple[Node, Node]] = []
    node = sink
    while node in reached_from and node != source:
        path.append((reached_from[node], node))
        node = reached_from[node]
    return path

"""The most posts that people with several skills can fill: a maximum flow from groups of people to skills."""

from collections.abc import Mapping, Sequence

Skills = tuple[str, ...]


def most_filled(people: Mapping[Skills, int], posts: Mapping[str, int]) -> int:
    """Return the most posts that can be filled at once, each by one person who has its skill.

    By Hall's condition in its form with deficits: the smallest, over the sets of skills, of the posts outside the set
    and the people who have any skill of the set. Only sets of skills that are asked matter; there are few.
    """
    asked = sorted(posts)
    of_mask: dict[int, int] = {}
    for skills, count in people.items():
        mask = sum(1 << i for i, skill in enumerate(asked) if skill in skills)
        of_mask[mask] = of_mask.get(mask, 0) + count
    return min(_limit(chosen, [posts[s] for s in asked], of_mask) for chosen in range(1 << len(asked)))


def _limit(chosen: int, posts: Sequence[int], people: Mapping[int, int]) -> int:
    """Return the posts outside a set of skills and the people who have any skill of it."""
    outside = sum(count for i, count in enumerate(posts) if not chosen >> i & 1)
    return outside + sum(count for mask, count in people.items() if mask & chosen)

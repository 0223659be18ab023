"""Which services of a file name a successor that is nowhere, or that leads back to them?"""

from collections import defaultdict
from collections.abc import Container, Mapping


def astray(successors: Mapping[str, str], known: Container[str]) -> dict[str, tuple[str, ...]]:
    """The services whose successors don't end anywhere, each with the circle it stands in, or ().

    `successors` has a name, or "" for none, for every service of the file; `known` are the others.

    >>> astray({"A": "B", "B": "", "C": "D", "D": "C", "E": "F"}, {"G"})
    {'C': ('C', 'D'), 'D': ('C', 'D'), 'E': ()}
    """
    before: dict[str, list[str]] = defaultdict(list)
    for name, successor in successors.items():
        before[successor].append(name)
    ends = [name for name, successor in successors.items() if not successor or successor in known]
    for name in ends:
        ends += before[name]
    lost = {name: successors[name] for name in successors.keys() - set(ends)}
    circles = _circles(lost)
    return {name: circles.get(name, ()) for name in successors if name in lost}


def _circles(successors: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Each name that leads back to itself, with all of its circle. Every name is passed once."""
    passed: dict[str, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    for start in sorted(successors):
        name = start
        while name in successors and name not in passed:
            passed[name] = start
            name = successors[name]
        if passed.get(name) == start and name not in found:
            circle = [name]
            while (following := successors[circle[-1]]) != name:
                circle.append(following)
            found |= dict.fromkeys(circle, tuple(circle))
    return found

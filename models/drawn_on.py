"""On which page was a finding drawn? A recommendation says it at the head of its scope, to lead back."""

import re
from collections.abc import Mapping
from typing import NamedTuple

PAGE = "page"
PAGES = frozenset({"overview", "joins", "leaving_hospital", "one_service", "programmes", "who_we_hear_from"})
OF_THE_PAGE = ("part", "show", "whose", "from", "to")
"""The names that say in the address of such a page what it draws."""
_PLAIN = re.compile(r"[\w-]{1,80}", re.ASCII)


class DrawnOn(NamedTuple):
    """Both are ends of addresses: the page with what it draws, and the scope that it draws of."""

    page: str
    scope: str


def page_as_link(page: str, address: Mapping[str, str]) -> str:
    """A page that a link can lead back to, with what of its address says what it draws; else empty.

    >>> page_as_link("joins", {"part": "what", "who": "patients"})
    'page=joins&part=what'
    """
    if page not in PAGES:
        return ""
    drawn = [(name, address.get(name, "")) for name in OF_THE_PAGE]
    return "&".join(f"{name}={said}" for name, said in [(PAGE, page), *drawn] if _PLAIN.fullmatch(said))


def taken_apart(scope: str) -> DrawnOn:
    """What a stored scope says of the page, and the rest of it. Without a page that is there, all is rest.

    >>> taken_apart("page=joins&part=what&who=patients")
    DrawnOn(page='page=joins&part=what', scope='who=patients')
    """
    parts = [part.partition("=")[::2] for part in scope.split("&")]
    if dict(parts).get(PAGE) not in PAGES:
        return DrawnOn("", scope)
    of_page = {name: said for name, said in parts if name in OF_THE_PAGE}
    rest = "&".join(f"{name}={said}" for name, said in parts if name not in (PAGE, *OF_THE_PAGE))
    return DrawnOn(page_as_link(dict(parts)[PAGE], of_page), rest)

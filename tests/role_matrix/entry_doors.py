"""The addresses of what is written down for other people, each as somebody comes to it."""

from uuid import uuid4

from starlette.testclient import TestClient

HERE = {"origin": "http://feedback.example.org"}
SAID = {"words": "Nobody rang us back.", "danger_note": "She said that she can’t go on."}


def _begun(visitor: TestClient) -> str:
    """The address of an entry of which something is kept, for whoever may."""
    own = f"/entry/{uuid4()}"
    visitor.post(f"{own}/typed?channel=phone", data=SAID, headers=HERE)
    return own


def _open(below: str = "", query: str = "?channel=phone"):
    return lambda world, visitor: visitor.get(f"{_begun(visitor)}{below}{query}")


def _send(below: str = "", query: str = "?channel=phone"):
    return lambda world, visitor: visitor.post(f"{_begun(visitor)}{below}{query}", data=SAID, headers=HERE)


def _practise(below: str = ""):
    return lambda world, visitor: visitor.post(f"/entry/practice{below}", data=SAID, headers=HERE)


ENTRY_ADDRESSES = {
    "GET /entry/new": lambda world, visitor: visitor.get("/entry/new?channel=phone"),
    "GET /entry/practice": lambda world, visitor: visitor.get("/entry/practice"),
    "POST /entry/practice": _practise(),
    "POST /entry/practice/typed": _practise("/typed"),
    "GET /entry/{draft}": _open(),
    "POST /entry/{draft}": _send(),
    "POST /entry/{draft}/typed": _send("/typed"),
    "POST /entry/{draft}/danger": _send("/danger"),
    "GET /entry/{draft}/read-back": _open("/read-back"),
    "POST /entry/{draft}/read-back": _send("/read-back"),
    "GET /entry/{draft}/sent": _open("/sent"),
}

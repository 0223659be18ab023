"""The plain addresses, each as somebody comes to it, and what the side bar names."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

import pytest
import streamlit as st
from starlette.routing import Route
from starlette.testclient import TestClient

from actions.answer_links import make_answer_link
from actions.second_factor import SECONDS
from models.people import Viewer
from models.vocabulary import Role
from storage.engine import Store
from storage.opening import chosen_watchdog
from storage.queries.answer_links import answer_link
from tests.answering import a_body, a_recommendation
from tests.codes import a_code, code_of_step
from tests.conftest import NOW, PASSWORD, TODAY, WATCHDOG
from tests.role_matrix.acts import NEW_PASSWORD
from tests.role_matrix.entry_doors import ENTRY_ADDRESSES
from tests.role_matrix.world import REPORT, SECOND_SECRET, World
from tests.web.conftest import Clock, a_browser, a_door, token_of
from ui import access
from web import paper
from web.routes import routes

Come = Callable[[World, TestClient], object]


def plain_addresses() -> list[str]:
    """Every method and path that our own routes answer."""
    found = [route for route in routes(lambda: pytest.fail("nobody came")) if isinstance(route, Route)]
    return [
        f"{method} {route.path}" for route in found for method in sorted(set(route.methods or ()) - {"HEAD"})
    ]


@contextmanager
def a_visitor(world: World, token: str | None) -> Iterator[TestClient]:
    """A browser that holds a sign-in, or none."""
    door = a_door(world.store, Clock())
    browser = a_browser(door)
    if token:
        browser.cookies.set(door.sign_in_cookie, token)
    with browser:
        yield browser


def is_let_in(answer) -> bool:
    """Whether an address did what it is for, and did not ask to sign in or say no."""
    if answer.status_code in {301, 302, 303}:
        return not answer.headers["location"].startswith("/sign-in")
    assert answer.status_code in {200, 403}, answer.status_code
    return answer.status_code == 200


def get(path: str) -> Come:
    return lambda world, visitor: visitor.get(path)


def signing_in(world: World, visitor: TestClient):
    visitor.cookies.delete("hys_sign_in") if "hys_sign_in" in visitor.cookies else None
    email = "another@example.org"
    typed = {"email": email, "password": PASSWORD, "form_token": token_of(visitor.get("/sign-in").text)}
    return visitor.post("/sign-in", data=typed | {"code": a_code(world.store, email, Clock().now)})


def signing_out(world: World, visitor: TestClient):
    page = visitor.get("/sign-out").text
    token = token_of(page) if 'name="form_token"' in page else ""
    return visitor.post("/sign-out", data={"form_token": token})


def looking_up(world: World, visitor: TestClient):
    token = token_of(visitor.get("/your_reference").text)
    typed = {"act": "look", "reference": world.text("reference"), "secret": SECOND_SECRET}
    return visitor.post("/your_reference", data=typed | {"form_token": token})


def asking_for_news(world: World, visitor: TestClient):
    token = token_of(visitor.get("/newsletter").text)
    return visitor.post("/newsletter", data={"address": "another@reader.example", "form_token": token})


def newsletter_link(name: str, method: str) -> Come:
    return lambda world, visitor: visitor.request(method, f"/newsletter/{name}/{world.text('newsletter')}")


def answer_link_of(world: World) -> str:
    """The address of a new link to a recommendation that was sent."""
    by = world.prepared.viewers[WATCHDOG, Role.PUBLISHER]
    with world.store.writing() as session:
        asked = a_recommendation(session, a_body(session, "Asked Trust"))
        make_answer_link(session, asked, by=by, at=NOW)
    with world.store.reading() as session:
        found = answer_link(session, by, asked, today=TODAY)
    assert found is not None
    return found.path


def answering_for_a_body(world: World, visitor: TestClient):
    path = answer_link_of(world)
    typed = {"from_whom": "A nurse", "stance": "accepted", "change": "none", "words": "We ring everybody."}
    token = token_of(visitor.get(path).text)
    return visitor.post(path, data=typed | {"act": "answer", "form_token": token})


def using_a_link(world: World, visitor: TestClient):
    path, email = world.text("new_password"), "volunteer@west-testford.example.org"
    typed = {"password": NEW_PASSWORD, "form_token": token_of(visitor.get(path).text)}
    return visitor.post(path, data=typed | {"code": a_code(world.store, email, Clock().now)})


def new_codes(world: World, visitor: TestClient):
    """New recovery codes, with a code that is good for everybody here."""
    page = visitor.get("/account").text
    token = re.search(r'value="([^"]+)">\s*<input type="hidden" name="act" value="codes"', page)
    typed = {"act": "codes", "form_token": token.group(1) if token else ""}
    step = int(Clock().now.timestamp()) // SECONDS
    return visitor.post("/account", data=typed | {"codes_code": code_of_step(step)})


def answering(world: World, visitor: TestClient):
    typed = {"journey": "something_else", "action": "continue"}
    return visitor.post("/say/about", data=typed | {"form_token": token_of(visitor.get("/say/about").text)})


def sending(world: World, visitor: TestClient, *, then: str = ""):
    """Send the shortest feedback there is, and go on to the first question about oneself."""
    answering(world, visitor)
    token = token_of(visitor.get("/say/words").text)
    visitor.post("/say/words", data={"words": "Nobody told us.", "form_token": token})
    answer = visitor.post("/say/check", data={"action": "send", "form_token": token})
    if then == "GET":
        return visitor.get("/say/about-you/age")
    return visitor.post("/say/about-you/age", data={"form_token": token}) if then else answer


def deleting(visitor: TestClient):
    token = token_of(visitor.get("/draft").text)
    return visitor.post("/draft", data={"act": "delete", "form_token": token})


def printing(path: str) -> Come:
    """Ask for a PDF, without the seconds that it takes to draw one."""

    def come(world: World, visitor: TestClient):
        def drawn(facts: object, language: str) -> bytes:
            return b"%PDF"

        with patch.object(paper, "form_made", drawn), patch.object(paper, "poster_made", drawn):
            return visitor.get(path)

    return come


def drafted(ending: str = "") -> Come:
    return lambda world, visitor: visitor.get(f"/report/draft/{world.id('report')}{ending}")


ADDRESSES: dict[str, Come] = {
    "GET /": get("/"),
    "GET /about": get("/about"),
    "GET /privacy": get("/privacy"),
    "GET /cookies": get("/cookies"),
    "GET /accessibility": get("/accessibility"),
    "GET /language": get("/language"),
    "GET /language/{code}": get("/language/pl"),
    "POST /display": lambda world, visitor: visitor.post("/display", data={"look": "dark", "back": "/"}),
    "GET /say": get("/say"),
    "GET /say/check": get("/say/check"),
    "POST /say/check": sending,
    "GET /say/sent": get("/say/sent"),
    "GET /say/about-you": get("/say/about-you"),
    "GET /say/about-you/{step}": lambda world, visitor: sending(world, visitor, then="GET"),
    "POST /say/about-you/{step}": lambda world, visitor: sending(world, visitor, then="POST"),
    "GET /say/{step}": get("/say/about"),
    "POST /say/{step}": answering,
    **ENTRY_ADDRESSES,
    "GET /draft": get("/draft"),
    "POST /draft": lambda world, visitor: deleting(visitor),
    "GET /your_reference": get("/your_reference"),
    "POST /your_reference": looking_up,
    "GET /what_people_say": get("/what_people_say"),
    "GET /what_people_say/preview": get("/what_people_say/preview"),
    "GET /newsletter": get("/newsletter"),
    "POST /newsletter": asking_for_news,
    **{
        f"{method} /newsletter/{name}/{{token}}": newsletter_link(name, method)
        for name in ("confirm", "stop")
        for method in ("GET", "POST")
    },
    "GET /answer/{token}": lambda world, visitor: visitor.get(answer_link_of(world)),
    "POST /answer/{token}": answering_for_a_body,
    "GET /sign-in": get("/sign-in"),
    "POST /sign-in": signing_in,
    "GET /sign-out": get("/sign-out"),
    "POST /sign-out": signing_out,
    "GET /account": get("/account"),
    "POST /account": new_codes,
    "GET /link/{token}": lambda world, visitor: visitor.get(world.text("new_password")),
    "POST /link/{token}": using_a_link,
    "GET /office/enter/{token}": lambda world, visitor: visitor.get(world.text("office")),
    "GET /form.pdf": printing("/form.pdf"),
    "GET /poster.pdf": printing("/poster.pdf"),
    "GET /report/{number:int}": get(f"/report/{REPORT}"),
    "GET /report/{number:int}.{ending}": get(f"/report/{REPORT}.xlsx"),
    "GET /report/draft/{report_id:uuid}": drafted(),
    "GET /report/draft/{report_id:uuid}.{ending}": drafted(".xlsx"),
    "GET /record.csv": get("/record.csv"),
    "GET /healthz": get("/healthz"),
    "GET /readyz": get("/readyz"),
    "GET /assets/fonts/{name}.woff2": get("/assets/fonts/hyperlegible-regular-latin.woff2"),
    "GET /assets/{name}": get("/assets/favicon.svg"),
}


def navigation(store: Store, viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """The pages that the router hands to Streamlit, and whether the side bar names them."""
    with store.reading() as session:
        watchdog = chosen_watchdog(session, WATCHDOG)
    for name, value in (("store", store), ("this_watchdog", watchdog), ("viewer", viewer)):
        monkeypatch.setattr(access, name, lambda value=value: value)
    handed: dict[str, bool] = {}
    monkeypatch.setattr(
        st,
        "Page",
        lambda path, *, url_path, visibility="visible", **_: SimpleNamespace(
            name=url_path, is_named=visibility
        ),
    )

    def navigate(pages, **_):
        handed.update({page.name: page.is_named == "visible" for page in pages})
        return SimpleNamespace(url_path="start", run=lambda: None)

    monkeypatch.setattr(st, "navigation", navigate)
    from ui import router

    router.route()
    return handed

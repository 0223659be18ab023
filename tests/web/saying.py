"""Short ways through the plain form, as a browser without scripts goes through it."""

import re
from html import unescape

from sqlmodel import select
from starlette.testclient import TestClient

from tests.web.conftest import token_of

NAUGHTY = [  # one of each kind of the Big List of Naughty Strings
    "undefined NULL \\N true 1/0 -0.0 0x7fffffff NaN 1E+02",
    "'; DROP TABLE feedback; -- \" OR 1=1",
    "<script>alert(1)</script></textarea><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %} ${7*7} %s %n %(a)s {0}",
    "../../../etc/passwd $(touch /tmp/x) `id` && true",
    '=HYPERLINK("http://203.0.113.1","x")',
    "Ω≈ç√∫˜µ≤≥÷ åß∂ƒ©˙∆ ¡™£¢ 田中さんにあげて下さい",
    "\u202eהם לא התקשרו\u202c مرحبا \u2066x\u2069",
    "😭👩\u200d👩\u200d👧\u200d👦 🇬🇧 ❤\ufe0f",
    "\u200b\ufeff \u00a0zero\u200dwidth\u00ad",
    "A\u030angstro\u0308m Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d",
    "be\x00fore \x01\x1f\x7f \ufffe end",
    "\n  two  spaces\n\n\tand lines\r\nwindows\rmac",
    "a&b=c;d+e%20f#g?h",
]


def follow(browser: TestClient, answer):
    """The page that an answer leads to."""
    while answer.status_code == 303:
        answer = browser.get(answer.headers["location"])
    return answer


def send(browser: TestClient, page, action: str = "continue", **typed):
    """Press one of the buttons of the page's form. Returns the answer as it came."""
    address = re.search(r'<form id="question" method="post" action="([^"]+)"', page.text)
    assert address, title(page)
    data = {"form_token": token_of(page.text), "action": action, **typed}
    return browser.post(unescape(address.group(1)), data=data)


def press(browser: TestClient, page, action: str = "continue", **typed):
    """The same, and go where it leads."""
    return follow(browser, send(browser, page, action, **typed))


def title(page) -> str:
    return unescape(re.search(r"<h1>(.*?)</h1>", page.text, re.DOTALL).group(1))


def tab(page) -> str:
    return unescape(re.search(r"<title>(.*?)</title>", page.text).group(1))


def begin(browser: TestClient, journey: str = "something_else", words: str = "Nobody rang us back."):
    """Answer the first two questions; the page after them."""
    page = press(browser, browser.get("/say/about"), journey=journey)
    return press(browser, page, words=words)


def to_the_end(browser: TestClient, page):
    """Leave out the rest, up to checking the answers."""
    for _ in range(30):
        if title(page) == "Check your answers":
            return page
        page = press(browser, page)
    raise AssertionError(f"never came to the end: {title(page)}")


def sent(browser: TestClient, **told: str):
    """The page with the reference, by the shortest way."""
    page = press(browser, to_the_end(browser, begin(browser, **told)), "send")
    return press(browser, page, "finish") if 'id="reference"' not in page.text else page


def reference(page) -> str:
    return re.search(r'id="reference">([^<]+)', page.text).group(1)


def rows(store, table):
    with store.reading() as session:
        return session.exec(select(table)).all()

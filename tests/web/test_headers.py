"""What every answer carries, and how small it is sent."""

import base64
import gzip
import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import brotli  # type: ignore[import-untyped]
import pytest
import streamlit
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from content.look import fonts
from tests.web.conftest import a_browser, a_door
from web import compression
from web.compression import Compression, best_encoding
from web.headers import inline_script_hashes
from web.shell import Shell, our_shell

STATIC = Path(streamlit.__file__).parent / "static"
SCRIPT = next(iter(sorted((STATIC / "static" / "js").glob("index.*.js"))))


@pytest.fixture
def store(sqlite_store):
    """What is tried here is the same on every database."""
    return sqlite_store


def policy_of(answer) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


def test_only_our_own_scripts_and_streamlits_one_inline_script_run(browser, store):
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    inline = html.split("<script>")[1].split("</script>")[0]
    expected = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()

    policy = policy_of(browser.get("/"))

    assert policy["script-src"] == f"'self' 'wasm-unsafe-eval' 'sha256-{expected}'"
    assert "unsafe-inline" not in policy["script-src"]


@pytest.mark.parametrize(
    ("directive", "value"),
    [
        ("default-src", "'self'"),
        ("style-src", "'self' 'unsafe-inline'"),
        ("img-src", "'self' data: blob:"),
        ("font-src", "'self' data:"),
        ("connect-src", "'self'"),
        ("object-src", "'none'"),
        ("base-uri", "'self'"),
        ("form-action", "'self'"),
        ("frame-ancestors", "'none'"),
    ],
)
def test_the_policy_names_our_own_host_alone(browser, store, directive, value):
    assert policy_of(browser.get("/"))[directive] == value


@pytest.mark.parametrize("path", ["/", "/sign-in", "/healthz", "/assets/favicon.svg", "/nowhere"])
def test_every_answer_has_the_headers(browser, store, path):
    headers = browser.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers


def test_behind_tls_browsers_are_told_to_insist_on_it(store, clock):
    browser = a_browser(a_door(store, clock, over_tls=True))

    assert browser.get("/").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-out"])
def test_pages_are_kept_by_no_cache(browser, store, path):
    assert browser.get(path).headers["cache-control"] == "no-store"


def test_the_type_is_kept_for_a_year_and_the_icon_for_a_day(browser):
    font = browser.get(fonts.url(fonts.NAMES[0]))
    icon = browser.get("/assets/favicon.svg")

    assert font.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert font.headers["content-type"] == "font/woff2" and font.content[:4] == b"wOF2"
    assert icon.headers["cache-control"] == "public, max-age=86400"
    assert icon.headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    "path", ["/assets/fonts/other.woff2", "/assets/tokens.toml", "/assets/..%2f..%2fsettings.py"]
)
def test_no_other_file_is_handed_out(browser, path):
    assert browser.get(path).status_code == 404


class Counted:
    """Streamlit's static files, and how often they were read."""

    def __init__(self) -> None:
        self.times = 0
        self._files = StaticFiles(directory=STATIC)

    async def __call__(self, scope, receive, send) -> None:
        self.times += 1

        async def send_immutable(message):
            if message["type"] == "http.response.start" and "/static/" in scope["path"]:
                unchanging = (b"cache-control", b"public, immutable, max-age=31536000")
                message["headers"] = [*message["headers"], unchanging]
            await send(message)

        await self._files(scope, receive, send_immutable)


@pytest.fixture
def files() -> Counted:
    return Counted()


@pytest.fixture
def visitor(files: Counted) -> TestClient:
    app = Starlette(middleware=[Middleware(Compression), Middleware(Shell)])
    app.mount("/", files)
    return TestClient(app)


def raw(visitor: TestClient, path: str, **headers: str):
    with visitor.stream("GET", path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize(("encoding", "open_it"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_streamlits_scripts_are_sent_small_and_read_once(visitor, files, encoding, open_it):
    path = f"/static/js/{SCRIPT.name}"

    sent = [raw(visitor, path, **{"accept-encoding": encoding}) for _ in range(3)]

    assert files.times == 1
    for answer, body in sent:
        assert answer.headers["content-encoding"] == encoding
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "immutable" in answer.headers["cache-control"]
        assert int(answer.headers["content-length"]) == len(body)
        assert len(body) < SCRIPT.stat().st_size / 2
        assert open_it(body) == SCRIPT.read_bytes()


def test_scripts_are_made_small_one_at_a_time_because_each_takes_so_much_memory(files, monkeypatch):
    """A browser asks for dozens of scripts at once, and the first to ask has each of them made small."""
    at_work, most = [], []

    def slow(body: bytes) -> bytes:
        at_work.append(body)
        most.append(len(at_work))
        time.sleep(0.01)
        at_work.remove(body)
        return gzip.compress(body, 1)

    async def first_visit() -> None:
        visit = AsyncClient(
            transport=ASGITransport(app), base_url="http://here", headers={"accept-encoding": "gzip"}
        )
        async with visit, anyio.create_task_group() as together:
            for script in sorted((STATIC / "static" / "js").glob("*.js"))[:5]:
                together.start_soon(visit.get, f"/static/js/{script.name}")

    monkeypatch.setitem(compression.PACKERS, "gzip", slow)
    app = Compression(files)
    with ThreadPoolExecutor(1) as apart:  # browser tests leave a loop running in this thread
        apart.submit(anyio.run, first_visit).result()
    assert len(most) > 1 and set(most) == {1}


def test_a_browser_that_takes_nothing_small_gets_the_file_as_it_is(visitor):
    answer, body = raw(visitor, f"/static/js/{SCRIPT.name}", **{"accept-encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert body == SCRIPT.read_bytes()


def test_a_part_of_a_file_counts_in_the_files_own_bytes(visitor):
    raw(visitor, f"/static/js/{SCRIPT.name}", **{"accept-encoding": "gzip"})

    asked = {"accept-encoding": "gzip", "range": "bytes=10-19"}
    answer, body = raw(visitor, f"/static/js/{SCRIPT.name}", **asked)

    assert (answer.status_code, body) == (206, SCRIPT.read_bytes()[10:20])
    assert "content-encoding" not in answer.headers


def test_a_typeface_is_not_compressed_twice(visitor):
    woff2 = next((STATIC / "static" / "media").glob("MaterialSymbols*.woff2"))

    answer, body = raw(visitor, f"/static/media/{woff2.name}", **{"accept-encoding": "gzip, br"})

    assert "content-encoding" not in answer.headers and body == woff2.read_bytes()


def test_what_is_missing_is_not_kept(visitor, files):
    for _ in range(2):
        answer, _ = raw(visitor, "/static/js/nothing.js", **{"accept-encoding": "gzip"})
        assert answer.status_code == 404
    assert files.times == 2


def test_our_own_pages_are_sent_small(browser, store):
    with browser.stream("GET", "/", headers={"accept-encoding": "gzip"}) as answer:
        body = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert len(body) < 5_000


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("", ""),
        ("identity", ""),
    ],
)
def test_the_smallest_encoding_that_a_browser_takes_is_chosen(accepted, chosen):
    assert best_encoding(accepted) == chosen


@pytest.mark.parametrize("encoding", ["identity", "gzip", "gzip, deflate, br"])
def test_the_page_that_streamlit_starts_from_is_in_our_name(visitor, encoding):
    answer, sent = raw(visitor, "/index.html", **{"accept-encoding": encoding})

    body = gzip.decompress(sent) if "gzip" in encoding else sent
    page = body.decode()
    assert body == our_shell() and int(answer.headers["content-length"]) == len(sent)
    assert "<title>Have Your Say</title>" in page
    assert "SourceSans" not in page and "agent" not in page and "shortcut icon" not in page
    assert f'src="./static/js/{SCRIPT.name}"' in page
    assert page.count('<a href="/say">Use the simple form</a>') == 2, "without scripts, and while it loads"
    assert "etag" not in answer.headers


def test_our_own_type_is_handed_out_under_the_name_of_the_one_that_streamlit_asks_for(visitor):
    theirs = next((STATIC / "static" / "media").glob("SourceSansVF-Upright*.woff2"))

    answer, body = raw(visitor, f"/static/media/{theirs.name}", **{"accept-encoding": "gzip, br"})

    assert body == fonts.woff2(fonts.NAMES[0]) and len(body) < theirs.stat().st_size / 10
    assert answer.headers["content-type"] == "font/woff2"


def test_our_start_page_runs_the_same_inline_script_as_the_policy_allows():
    installed = (STATIC / "index.html").read_text(encoding="utf-8")

    assert inline_script_hashes(our_shell().decode()) == inline_script_hashes(installed)
    assert len(inline_script_hashes(installed)) == 1

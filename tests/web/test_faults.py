"""When something goes wrong: a sentence or a reference, and nobody's words in the log."""

import logging
import re

import pytest
import structlog
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.routing import Route

from models.errors import FeedbackError, StoreUnavailable
from tests.web.conftest import a_browser, sign_in
from web.forms import read_form
from web.logs import keep_words_out

SECRET = "she cried on ward seven"


@pytest.fixture
def logged():
    with structlog.testing.capture_logs() as lines:
        yield lines


async def falls(request: Request):
    typed = await read_form(request)
    raise OperationalError("INSERT ...", {"words": typed["words"]}, ValueError(typed["words"]))


def test_a_fault_shows_a_reference_that_is_in_the_log_and_none_of_what_was_typed(door, logged):
    browser = a_browser(door, Route("/falls", falls, methods=["POST"]))

    answer = browser.post("/falls?words=typed+in+the+address", data={"words": SECRET})

    assert answer.status_code == 500
    [reference] = re.findall(r'id="fault">([^<]+)<', answer.text)
    assert re.fullmatch(r"([CDFHJKMNPRTW][2346789]){4}", reference)
    fault = next(line for line in logged if line["event"] == "fault")
    assert fault["reference"] == reference
    assert "OperationalError" in fault["kind"] and "falls" in fault["lines"]
    assert SECRET not in answer.text
    assert SECRET not in str(logged) and "typed" not in str(logged)


def test_the_page_of_a_fault_has_the_headers_and_the_telephone(door):
    browser = a_browser(door, Route("/falls", falls, methods=["POST"]))

    answer = browser.post("/falls", data={"words": SECRET})

    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "01632\u00a0960123" in answer.text


@pytest.mark.parametrize(
    ("error", "status"),
    [(FeedbackError("Choose a month"), 400), (StoreUnavailable("The store is busy: try again"), 503)],
)
def test_an_error_for_the_person_is_shown_as_its_sentence(door, logged, error, status):
    def refuse(request: Request):
        raise error

    answer = a_browser(door, Route("/refuse", refuse)).get("/refuse")

    assert (answer.status_code, str(error) in answer.text) == (status, True)
    assert "reference" not in answer.text
    assert not [line for line in logged if line["event"] == "fault"]


def test_a_program_that_asks_is_answered_in_plain_text(door):
    browser = a_browser(door, Route("/falls", falls, methods=["POST"]))

    answer = browser.post("/falls", data={"words": SECRET}, headers={"accept": "application/json"})

    assert answer.headers["content-type"].startswith("text/plain")


def test_a_form_as_large_as_allowed_is_read_and_one_byte_more_is_not(browser, store):
    def post(size: int):
        return browser.post("/sign-in", content=b"email=" + b"a" * (size - 6))

    assert post(64 * 1024).status_code == 403
    too_large = post(64 * 1024 + 1)
    assert too_large.status_code == 413
    assert "Go back and send less" in too_large.text


def test_a_form_with_hundreds_of_fields_is_not_read(browser, store):
    assert browser.post("/sign-in", content=b"&".join([b"a=1"] * 300)).status_code == 413


def test_one_line_is_logged_for_each_request_without_its_question(browser, moderator, logged):
    browser.get("/sign-in?next=/moderation")

    [line] = [line for line in logged if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/sign-in", 200)
    assert line["ms"] >= 0
    assert "moderation" not in str(line) and "192.0.2.1" not in str(line)


def test_an_address_that_is_not_ours_is_not_written_down(browser, logged):
    browser.get("/my-mother-is-Jane-Doe")

    [line] = [line for line in logged if line["event"] == "request"]
    assert (line["path"], line["status"]) == ("(other)", 404)


def test_nobodys_address_or_password_is_logged(browser, moderator, logged):
    sign_in(browser, password="wrong horse battery")
    sign_in(browser)

    assert "ash@" not in str(logged) and "horse" not in str(logged)


def test_a_library_that_logs_an_exception_repeats_none_of_what_it_says(caplog):
    before = logging.getLogRecordFactory()
    keep_words_out()
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("streamlit.error_util").error("Uncaught %s", "app", exc_info=True)
    finally:
        logging.setLogRecordFactory(before)

    assert "Uncaught app: builtins.ValueError at" in caplog.text
    assert "test_faults.py" in caplog.text
    assert SECRET not in caplog.text

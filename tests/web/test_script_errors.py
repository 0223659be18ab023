"""When a Streamlit page goes wrong: a sentence to act on, a reference, and nobody's words in the log."""

import re

import structlog
from streamlit.testing.v1 import AppTest

SECRET = "she cried on ward seven"


def fails() -> None:
    from ui.errors import show_fault

    assert show_fault(ValueError("she cried on ward seven")) is True


def refuses() -> None:
    from models.errors import StoreUnavailable
    from ui.errors import show_fault

    assert show_fault(StoreUnavailable("The store is busy: try again in a *minute*.")) is True


def test_a_fault_says_that_the_words_are_still_there_and_gives_its_reference():
    with structlog.testing.capture_logs() as lines:
        page = AppTest.from_function(fails).run()

    [box] = page.error
    found = re.fullmatch(
        r"Something went wrong our end\. What you wrote is still here: press Send again\. "
        r"If it happens again, quote (\w{8})\.",
        box.value,
    )
    assert found and found.group(1) == lines[0]["reference"]
    assert lines[0]["kind"] == "builtins.ValueError"
    assert SECRET not in str(lines) and SECRET not in box.value
    assert not page.exception


def test_an_error_for_the_person_is_shown_as_its_sentence_and_is_no_fault():
    with structlog.testing.capture_logs() as lines:
        page = AppTest.from_function(refuses).run()

    assert page.error[0].value.replace("\u2060", "") == r"The store is busy: try again in a \*minute\*."
    assert lines == []

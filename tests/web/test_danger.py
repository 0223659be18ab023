"""Words that suggest danger bring up whom to ring on the next plain page, and stop nobody."""

from tests.web.conftest import token_of

BOX = 'id="danger"'


def answer(browser, path: str, **typed: str) -> str:
    """Answer one step and return the address that it leads to."""
    token = token_of(browser.get(path).text)
    answered = browser.post(path, data={"form_token": token, "action": "continue", **typed})
    assert answered.status_code == 303
    return answered.headers["location"]


def test_the_next_page_says_whom_to_ring_first_above_its_question(browser, store):
    words = answer(browser, "/say/about", journey="something_else")
    assert BOX not in browser.get(words).text

    page = browser.get(answer(browser, words, words="I want to end my life")).text

    box = page.split(BOX)[1].split("</section>")[0]
    assert 'href="tel:999"' in box and "You can still go on" in box
    assert "01632" not in box
    assert page.index(BOX) < page.index("<h1>") < page.index('id="help"')


def test_what_was_written_is_not_in_the_box(browser, store):
    words = answer(browser, "/say/about", journey="something_else")

    page = browser.get(answer(browser, words, words="I want to end my life")).text

    assert "end my life" not in page


def test_other_words_bring_no_box(browser, store):
    words = answer(browser, "/say/about", journey="something_else")

    page = browser.get(answer(browser, words, words="The nurse was kind.")).text

    assert BOX not in page and 'id="help"' in page

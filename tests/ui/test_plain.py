"""A name that somebody typed is drawn as it stands, whatever Markdown would make of it."""

import re

import pytest

from ui.plain import WORD_JOINER, plain


@pytest.mark.parametrize(
    "name",
    [
        "St Fiacre's Hospital, ward 7 (day unit)",
        "![x](http://203.0.113.1/x.png)",
        "*Bold* _and_ `code` ~~gone~~",
        ":red[loud] :smile: :material/delete:",
        "$x^2$ <b>b</b> A -> B <- C",
        "www.example.com someone@example.com",
        r"back\slash",
    ],
)
def test_the_same_letters_are_seen(name):
    seen = re.sub(r"\\(.)", r"\1", plain(name)).replace(WORD_JOINER, "")
    assert seen == name


@pytest.mark.parametrize(
    ("name", "obeyed"),
    [
        ("![x](http://203.0.113.1/x.png)", r"(?<!\\)\["),
        ("*b*", r"(?<!\\)\*"),
        (":red[loud]", r":[a-z]"),
        (":material/delete:", r":[a-z]"),
        ("<img src=x>", r"(?<!\\)<"),
        ("a -> b", r"->"),
        ("http://203.0.113.1", r"://"),
        ("www.example.com", r"www\."),
        ("one\n\n# two", r"\n"),
    ],
)
def test_nothing_is_left_that_markdown_obeys(name, obeyed):
    assert re.search(obeyed, name)
    assert not re.search(obeyed, plain(name))


def test_a_plain_name_is_left_exactly_as_it_is():
    assert plain("Testford General Hospital, ward 7") == "Testford General Hospital, ward 7"

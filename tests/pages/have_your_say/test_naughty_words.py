"""Whatever is typed into any kind of box is kept as it is, or said to be no answer; nothing obeys it."""

import pytest

from models.feedback import Contact, Feedback
from models.words import canonical
from tests.pages.have_your_say.pressing import (
    change,
    check_your_answers,
    choose,
    go_on,
    number,
    press,
    rows,
    tick,
    to_the_words,
)

NAUGHTY = [
    "😭👩‍👩‍👧‍👦 nobody rang us",
    "\u202eהם לא התקשרו\u202c مرحبا",
    "be\x00fore",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "![x](http://203.0.113.1/x.png) [y](javascript:alert(1)) # :red[heading]",
    "'; DROP TABLE feedback; --",
    '=HYPERLINK("http://203.0.113.1","x")',
    "  two  spaces\r\nand\tlines\n\n",
    "{watchdog} {0} %s \\n ${7*7} {{7*7}}",
    "A\u030angstro\u0308m",
    "Z\u0351\u036b\u0343" * 20,
    "\ufeffnull undefined NaN None true",
]


def as_a_line(typed: str) -> str:
    return " ".join(canonical(typed).split())


def drawn_as_markdown(form) -> str:
    kinds = (form.title, form.header, form.markdown, form.error)
    labels = [widget.label for kind in (form.radio, form.checkbox, form.text_input) for widget in kind]
    return "\n".join([*(str(element.value) for kind in kinds for element in kind), *labels])


@pytest.mark.parametrize("typed", NAUGHTY)
def test_in_every_box_it_is_kept_and_read_back_inert(form, store, services, typed):
    go_on(form, "Something else")
    to_the_words(form, typed)
    choose(form, "It isn’t listed")
    form.text_input[0].set_value(typed)
    press(form, "Continue")
    press(form, "Skip this question")
    form.text_area[0].set_value(typed)
    press(form, "Skip to the end")
    tick(form, "with my name").run()
    number(form, "Your name").set_value(typed)
    number(form, "Your phone number").set_value("01632 960555")
    go_on(form)
    shown = [str(element.value) for element in form.text]
    assert sum(canonical(typed).strip() in canonical(one) for one in shown) == 4, "each is read back whole"
    assert typed not in drawn_as_markdown(form)
    press(form, "Send my feedback")

    (kept,) = rows(store, Feedback)
    assert (kept.words, kept.should_happen) == (canonical(typed), canonical(typed))
    assert kept.service_not_listed == as_a_line(typed)
    assert rows(store, Contact)[0].name == as_a_line(typed)


def test_in_a_box_for_a_number_it_is_no_number_and_stays_to_be_put_right(form):
    go_on(form, "A move")
    to_the_words(form, "Nobody rang.")
    press(form, "Skip these questions")
    for typed in NAUGHTY:
        _ending(form, "How many days were lost?").set_value(typed)
        go_on(form)
        assert "Enter a number in figures" in form.error[0].value
        assert typed not in drawn_as_markdown(form)
        assert _ending(form, "How many days were lost?").value == typed
    _ending(form, "How many days were lost?").set_value("")
    go_on(form)
    assert form.error.len == 0


def test_in_contact_details_it_is_taken_as_it_is_or_said_to_be_none(form):
    check_your_answers(form)
    change(form, "consent_contact")
    tick(form, "with my name").run()
    for typed in NAUGHTY:
        _ending(form, "Your phone number").set_value(typed)
        _ending(form, "Your email address").set_value(typed)
        go_on(form)
        assert typed not in drawn_as_markdown(form)
        assert "Enter an email address like" in form.error[0].value
        assert _ending(form, "Your phone number").value == _ending(form, "Your email address").value == typed


def _ending(form, label: str):
    """The box that this question is about; what to put right stands before its label."""
    (box,) = [box for box in form.text_input if box.label.endswith(label)]
    return box

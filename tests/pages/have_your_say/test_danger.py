"""Words that suggest danger bring up whom to ring on the next page, and stop nobody."""

from tests.pages.have_your_say.pressing import go_on, in_html, press, title, to_the_words

BOX = "You can ring somebody now"


def test_the_next_page_says_whom_to_ring_first(form, store):
    go_on(form, "Something else")
    before = title(form)
    assert BOX not in in_html(form)

    to_the_words(form, "I want to end my life")

    assert title(form) != before
    box = in_html(form).split(BOX)[1].split("</section>")[0]
    assert 'href="tel:999"' in box and "still go on" in box
    assert "01632 960201" not in box


def test_it_stays_in_sight_until_it_is_sent_and_nothing_is_asked_about_it(form, store):
    go_on(form, "Something else")
    to_the_words(form, "I want to end my life")
    press(form, "Skip to the end")
    go_on(form)

    assert title(form) == "Check your answers" and BOX in in_html(form)
    press(form, "Send my feedback")
    assert not form.error


def test_other_words_bring_no_box(form, store):
    go_on(form, "Something else")

    to_the_words(form, "The nurse was kind.")

    assert BOX not in in_html(form)

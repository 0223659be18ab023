"""Short ways through the form, and what is on its page."""

from pathlib import Path

from sqlmodel import select
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio, TextInput

PAGE = str(Path(__file__).parent.parent.parent.parent / "pages" / "have_your_say.py")
NAUGHTY = "![x](http://203.0.113.1/x.png) **bold** <b>b</b> =1+1 😭\n\n'; DROP TABLE feedback; --"


def open_form() -> AppTest:
    return AppTest.from_file(PAGE, default_timeout=30).run()


def press(form: AppTest, label: str) -> AppTest:
    (button,) = [button for button in form.button if button.label == label]
    button.click().run()
    assert not form.exception
    return form


def choose(form: AppTest, label: str) -> AppTest:
    (radio,) = form.radio
    radio.set_value(label if label in radio.options else next(o for o in radio.options if label in o)).run()
    return form


def go_on(form: AppTest, answer: str = "") -> AppTest:
    return press(choose(form, answer) if answer else form, "Continue")


def title(form: AppTest) -> str:
    return str(form.title[0].value)


def on_the_page(form: AppTest) -> str:
    kinds = (form.title, form.header, form.markdown, form.text, form.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def rows(store, table):
    with store.reading() as session:
        return session.exec(select(table)).all()


def to_the_words(form: AppTest, words: str) -> AppTest:
    form.text_area[0].set_value(words)
    return press(form, "Continue")


def check_your_answers(form: AppTest, words: str = "Nobody rang us back.") -> AppTest:
    """The shortest way to the last page."""
    go_on(form, "Something else")
    to_the_words(form, words)
    press(form, "Skip to the end")
    go_on(form)
    assert title(form) == "Check your answers"
    return form


def the_radio(form: AppTest, question: str) -> Radio:
    """The answers to one question of several on the page."""
    (radio,) = [radio for radio in form.radio if radio.label == question]
    return radio


def tick(form: AppTest, *labels: str) -> AppTest:
    for label in labels:
        (box,) = [box for box in form.checkbox if label in box.label]
        box.check()
    return form


def change(form: AppTest, key: str) -> AppTest:
    (button,) = [button for button in form.button if button.key == f"change.{key}"]
    button.click().run()
    assert not form.exception
    return form


def number(form: AppTest, label: str) -> TextInput:
    (box,) = [box for box in form.text_input if box.label == label]
    return box


def in_html(form: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in form.get("html"))

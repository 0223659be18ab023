"""What the form shows round its questions: what to put right, the answers to check, and the end."""

from html import escape

import streamlit as st

from content.question_set import QuestionSet, Step, shown
from content.said_back import names_of_moves, said_back, to_read_back
from content.steps import how_many
from content.words import words
from models.people import Viewer
from storage.queries.why_shut import WhyShut
from ui import form_moves
from ui.form_door import address_of_simple_form, own_form
from ui.form_draft import begin_another, keep_typing
from ui.form_facts import FormFacts
from ui.plain import plain
from ui.questions import ask, our_words
from ui.safety import show_first, show_numbers
from ui.state import begin_about_you, end_about_you, form

# st.metric cuts a reference off on a narrow screen.
LARGE = "font-size: clamp(1.5rem, 9vw, 2.25rem); font-weight: 700; margin: 0; overflow-wrap: anywhere"


def show_problems() -> None:
    """The box on top: how many things there are to put right, in the words that stand beside each."""
    notice, problems = form()["notice"], list(dict.fromkeys(form()["problems"].values()))
    if notice:
        st.error(f"**{words('problems.not_sent')}**\n\n{plain(notice)}", icon=":material/error:")
    if problems:
        title = words("problems.one" if len(problems) == 1 else "problems.several", count=len(problems))
        said = "\n\n".join(plain(problem) for problem in problems)
        st.error(f"**{title}**\n\n{said}", icon=":material/error:")


def title_page(title: str) -> None:
    """Name the browser's tab after what is on the page, and say first when something is amiss."""
    key = "problems.tab" if form()["problems"] else "form.tab"
    st.set_page_config(page_title=words(key, title=plain(title)))


def show_step(asked: QuestionSet, step: Step, *, viewer: Viewer, facts: FormFacts) -> None:
    """One question, or a few that belong together, and the ways on."""
    title_page(step.title)
    answers, steps = form()["answers"], form_moves.steps_ahead(asked, viewer)
    number = steps.index(step) + 1
    total = how_many(asked, answers, for_workers=form_moves.is_worker(viewer))
    st.progress(number / (total + 1), text=words("form.progress", number=number, total=total))
    show_problems()
    show_first(form()["answers"].values(), facts.numbers)
    if not asked.is_kept_apart:
        _show_whose_form(asked, viewer=viewer, facts=facts, is_first=number == 1)
    st.title(step.title, anchor=False)
    if step.hint:
        st.markdown(f":gray[{our_words(step.hint, facts)}]")
    ask(asked, step, facts)
    moves = (asked, step, viewer)
    st.button(words("form.continue"), type="primary", on_click=form_moves.go_on, args=(*moves, facts.today))
    can_skip = step.may_skip and not any(question.needed for question in step.questions)
    skips = "form.skip" if len(shown(step, answers)) == 1 else "form.skip_these"
    with st.container(horizontal=True):
        if number > 1:
            st.button(
                words("form.back"),
                type="tertiary",
                icon=":material/arrow_back:",
                on_click=form_moves.go_back,
                args=moves,
            )
        if can_skip:
            st.button(words(skips), type="tertiary", on_click=form_moves.skip, args=moves)
        if form_moves.may_leave_the_rest(asked, step):
            to_the_end = words("form.to_the_end")
            st.button(to_the_end, type="tertiary", on_click=form_moves.leave_the_rest, args=moves)
        if asked.is_kept_apart:
            _show_leave()
    show_foot(facts, viewer=viewer)


def _show_whose_form(asked: QuestionSet, *, viewer: Viewer, facts: FormFacts, is_first: bool) -> None:
    """Whose own form it is, if it is a programme's; on its first page also what it is for."""
    if (own := own_form(viewer)) is None:
        return
    st.markdown(f"**{words('say.own_title', programme=plain(own.name))}**")
    if is_first:
        why = words("say.own_why", watchdog=plain(facts.watchdog), programme=plain(own.name))
        st.markdown(our_words(asked.why, facts) or why)


def show_answers(asked: QuestionSet, *, viewer: Viewer, facts: FormFacts) -> None:
    """Everything that will be sent, group by group, each answer with a way to change it."""
    said = "about_you.check" if asked.is_kept_apart else "check.title"
    title_page(words(said))
    st.progress(1.0, text=words("form.last_step"))
    show_problems()
    show_first(form()["answers"].values(), facts.numbers)
    st.title(words(said), anchor=False)
    st.markdown(words("about_you.check_hint" if asked.is_kept_apart else "check.hint"))
    group = ""
    for step in form_moves.steps_ahead(asked, viewer):
        if step.group != group and not asked.is_kept_apart:
            group = step.group
            st.header(asked.groups[group], anchor=False)
        _show_answers_of(asked, step, facts)
    kept = words("check.note", watchdog=plain(facts.watchdog))
    st.markdown(f":gray[{words('about_you.kept') if asked.is_kept_apart else kept}]")


def _show_answers_of(asked: QuestionSet, step: Step, facts: FormFacts) -> None:
    answers, names, problems = form()["answers"], facts.names_said_back(), form()["problems"]
    moves = names_of_moves(asked, answers, services=names)
    read_back = to_read_back(step, answers, faulty=problems)
    for question in read_back:
        said = said_back(question, answers, services=names, moves=moves)
        _show_answer(step, question.id, question.short, said, problems.get(question.id, ""))
    if not read_back:
        _show_answer(step, step.id, step.title, words("form.not_answered"), "")


def _show_answer(step: Step, key: str, short: str, said: str, problem: str) -> None:
    with st.container(horizontal=True, wrap=False):
        with st.container(gap=None):
            st.markdown(f"**{short}**")
            if problem:
                st.markdown(f":red[**{plain(problem)}**]")
            st.text(said)
        st.button(
            words("form.change"),
            key=f"change.{key}",
            type="tertiary",
            icon=":material/edit:",
            help=words("form.change_what", what=short),
            on_click=form_moves.change,
            args=(step.id,),
        )


def show_ways_back(asked: QuestionSet, *, viewer: Viewer) -> None:
    """From the last page to the one before; and from what is asked about somebody, away without sending."""
    with st.container(horizontal=True):
        st.button(
            words("form.back"),
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=form_moves.go_back,
            args=(asked, None, viewer),
        )
        if asked.is_kept_apart:
            _show_leave()


def _show_leave() -> None:
    leave = words("about_you.leave")
    st.button(leave, type="tertiary", on_click=end_about_you, kwargs={"is_told": False})


def show_sent(facts: FormFacts) -> None:
    """The reference and its secret, large; what happens next and when; and whom to ring meanwhile."""
    title_page(words("sent.title"))
    st.title(words("sent.title"), anchor=False)
    with st.container(border=True, gap=None):
        st.markdown(words("sent.reference"))
        st.html(f'<p id="reference" style="{LARGE}">{escape(form()["reference"])}</p>')
        st.markdown(words("sent.secret"))
        st.html(f'<p id="secret" style="{LARGE}">{escape(form()["secret"])}</p>')
    telephone = plain(facts.telephone)
    st.markdown(words("sent.keep_ring", telephone=telephone) if telephone else words("sent.keep"))
    st.html(
        f'<p><a href="/your_reference" target="_self" style="color: inherit">{words("sent.look")}</a></p>'
    )
    st.header(words("sent.next"), anchor=False)
    in_touch = "sent.in_touch" if form()["is_to_be_contacted"] else "sent.not_in_touch"
    st.markdown(
        f"1. {words('sent.read', watchdog=plain(facts.watchdog))}\n"
        f"2. {words('sent.together')}\n"
        f"3. {words(in_touch)}"
    )
    st.html(
        '<p><a href="/what_people_say" target="_self" style="color: inherit">'
        f"{words('what_people_say.title')}</a></p>"
        f'<p><a href="/newsletter" target="_self" style="color: inherit">{words("newsletter.link")}</a></p>'
    )
    if form()["has_told_about_you"]:
        st.markdown(f"**{words('about_you.thanks')}**")
    elif facts.asks_about_you:
        show_invitation()
    st.header(words("sent.help_now"), anchor=False)
    show_numbers(facts.numbers)
    st.button(words("form.again"), on_click=begin_another)


def show_invitation() -> None:
    """Ask whether they would tell us about themselves, and say why; what was sent is safe by now."""
    st.header(words("about_you.title"), anchor=False)
    st.markdown(f"{words('about_you.why')}\n\n{words('about_you.kept')}")
    st.button(words("about_you.begin"), on_click=begin_about_you)
    st.markdown(f":small[:gray[{words('about_you.no_need')}]]")


def show_shut(facts: FormFacts) -> None:
    """Why nothing can be sent here today, and whom to ring instead."""
    is_off = facts.why_shut is WhyShut.SWITCHED_OFF
    st.title(words("shut.off_title" if is_off else "shut.title"), anchor=False)
    st.markdown(words("shut.off_reason" if is_off else "shut.reason"))
    watchdog, telephone = plain(facts.watchdog), plain(facts.telephone)
    if telephone:
        st.markdown(words("shut.ring", watchdog=watchdog, telephone=telephone))
    else:
        st.markdown(words("shut.other", watchdog=watchdog))
    if facts.numbers:
        show_numbers(facts.numbers)


def show_foot(facts: FormFacts, *, viewer: Viewer) -> None:
    """What becomes of the answers meanwhile, and the numbers for somebody who needs help now."""
    telephone = plain(facts.telephone)
    is_to_ring = telephone and not form_moves.is_worker(viewer)
    stays = words("form.stays_ring", telephone=telephone) if is_to_ring else words("form.stays")
    st.markdown(f":small[:gray[{stays}]]")
    if facts.is_demonstration:
        st.markdown(f":small[:gray[{words('form.demonstration')}]]")
    address = escape(address_of_simple_form())
    st.html(
        f'<p><a href="{address}" target="_self" style="color: inherit">{words("form.simple_door")}</a></p>'
    )
    show_numbers(facts.numbers)
    keep_typing()

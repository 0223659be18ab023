"""How is an answer taken from the fields of a plain page?"""

from content.answers import as_taken
from content.question_set import DONT_KNOW, NOT_LISTED, YES, Answers, Kind, Question, Step, shown
from models.words import canonical, is_blank
from web.forms import Pairs

TYPED = frozenset({Kind.WORDS, Kind.LINE, Kind.NUMBER})


def taken(step: Step, answers: Answers, pairs: Pairs) -> dict[str, str]:
    """What the fields answer of the questions that the page showed, by key; nothing chosen is "".

    A page that was open for long may have shown a question less or more than its step does by now: what
    it sent is taken, and what it did not show is left as it is.
    """
    sent: dict[str, list[str]] = {}
    for name, said in pairs:
        sent.setdefault(name, []).append(canonical(said))
    asked = {question.id for question in shown(step, answers)}
    found: dict[str, str] = {}
    for question in step.questions:
        was_sent = any(key in sent for key in question.keys)
        if was_sent or (question.id in asked and question.kind not in TYPED):
            found |= _answer(question, sent)
    return found


def skipped(step: Step, found: Answers, answers: Answers) -> dict[str, str]:
    """The step's answers when it is skipped: choices are undone; what was typed may have taken an hour."""
    kept = {key: answers.get(key, "") for key in step.keys} | dict(found)
    for question in step.questions:
        for key in question.keys:
            if question.kind not in TYPED and key != question.name_key:
                kept[key] = ""
    return {key: said for key, said in kept.items() if said}


def _answer(question: Question, sent: dict[str, list[str]]) -> dict[str, str]:
    last = {key: sent[key][-1] if key in sent else "" for key in question.keys}
    if question.kind is Kind.TICKS:
        return {question.id: ",".join(said for said in sent.get(question.id, ()) if said)}
    if question.kind is Kind.TICK:
        return {question.id: YES if last[question.id] else ""}
    if question.kind is Kind.MONTH:
        return last | {question.id: DONT_KNOW if last[question.id] else ""}
    if question.kind is Kind.LINE:
        return {question.id: as_taken(question, last[question.id])}
    if question.kind is Kind.SERVICE and not last[question.id] and not is_blank(last[question.name_key]):
        return last | {question.id: NOT_LISTED}
    return last

"""Which questions does an entry ask: the usual ones, or those of the programme that was chosen?"""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session

from content.entry_joins import as_id
from content.entry_keys import PROGRAMME
from content.question_set import QuestionSet
from content.question_sets import HAVE_YOUR_SAY, question_set, question_set_of, set_to_ask
from models.feedback import Feedback
from models.people import Viewer
from storage.queries.programme_form import form_begun


def asked_in_entry(
    session: Session, answers: Mapping[str, str], *, feedback_id: UUID | None, by: Viewer
) -> QuestionSet:
    """The programme's own questions, as at its own address; the usual ones where it has none of its own.

    What was sent already as feedback of that programme is put right with the questions it was sent with.
    """
    programme_id = as_id(answers.get(PROGRAMME, ""))
    sent = session.get(Feedback, (by.watchdog_id, feedback_id)) if feedback_id else None
    if sent is not None and sent.programme_id == programme_id:
        return question_set_of(sent.question_set)
    own = form_begun(session, by, programme_id) if programme_id else None
    return question_set(set_to_ask(own.question_sets) if own else HAVE_YOUR_SAY)

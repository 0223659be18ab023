"""Which questions has somebody's poster answered already? They see the answers, and can change them."""

from content.question_set import Kind, Question, QuestionSet
from models.vocabulary import Sector


def about_service(asked: QuestionSet, service_id: str, sector: Sector) -> dict[str, str]:
    """Answers that name the service which a poster hung at, for each kind of story that it may begin.

    What people tell us about is theirs to say first. The service fills in which one it was about, and which
    hospital they left if it is one; on a way between services nobody knows yet where it stands.
    """
    first = (step.questions[0] for step in asked.steps)
    return {question.id: service_id for question in first if _is_about(question, sector)}


def _is_about(question: Question, sector: Sector) -> bool:
    if question.kind is not Kind.SERVICE:
        return False
    is_of_a_kind = question.sector is not Sector.UNKNOWN
    return question.sector is sector if is_of_a_kind else not question.place

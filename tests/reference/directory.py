"""What counts under a service or an organisation, one piece of feedback at a time in plain Python."""

from sqlmodel import select

from models.feedback import Feedback, FeedbackService
from models.moderation import ModerationDecision
from models.organisation import Organisation, Service
from tests.reference.figures import counts


def feedback_under_service(session, watchdog_id, service_id) -> int:
    return len(_naming(session, watchdog_id, {service_id}))


def feedback_under_organisation(session, watchdog_id, organisation_id) -> int:
    bodies = {row.id: row for row in session.exec(select(Organisation)).all()}
    mine = set()
    for service in session.exec(select(Service)).all():
        body = bodies[service.organisation_id]
        runs = body.merged_into_id or body.id
        if service.merged_into_id is None and runs == organisation_id:
            mine.add(service.id)
    return len(_naming(session, watchdog_id, mine))


def _naming(session, watchdog_id, services) -> set:
    rows = {row.id: row for row in session.exec(select(Service)).all()}
    found = set()
    for feedback in session.exec(select(Feedback)).all():
        if feedback.watchdog_id != watchdog_id:
            continue
        if not counts(session.exec(select(ModerationDecision)).all(), feedback):
            continue
        for named in session.exec(select(FeedbackService)).all():
            if named.feedback_id != feedback.id:
                continue
            service = rows[named.service_id]
            while service.merged_into_id:
                service = rows[service.merged_into_id]
            if service.id in services:
                found.add(feedback.id)
    return found

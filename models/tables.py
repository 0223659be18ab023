"""Every table, imported once, so that the registry is complete for migrations and checks."""

from models.audit import AuditEvent, AuditHead
from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.moderation import ModerationDecision
from models.organisation import Organisation, Service
from models.programme import Programme
from models.staff import SignIn, StaffMember
from models.tag import SentimentTag, TagDecision, Tagging, ThemeTag
from models.watchdog import Signpost, Watchdog

__all__ = [
    "AuditEvent",
    "AuditHead",
    "Contact",
    "Feedback",
    "FeedbackService",
    "Handover",
    "ModerationDecision",
    "Organisation",
    "Programme",
    "SentimentTag",
    "Service",
    "SignIn",
    "Signpost",
    "StaffMember",
    "TagDecision",
    "Tagging",
    "ThemeTag",
    "Watchdog",
]

"""Every table, imported once, so that the registry is complete for migrations and checks."""

from models.audit import AuditEvent, AuditHead
from models.draft import Draft
from models.escalation import ConcernReading, Escalation, EscalationStep
from models.feedback import AboutYou, Contact, Correction, Feedback, FeedbackService, Handover
from models.moderation import ApprovedWords, ModerationDecision, Redaction, ToTell
from models.organisation import Organisation, Service
from models.outbox import OutboxMessage
from models.programme import Programme, ProgrammeDate, ProgrammeService
from models.setting import QuestionSetSwitch, SettingChange, Threshold
from models.staff import OneTimeLink, RecoveryCode, SignIn, StaffMember
from models.tag import ReviewedJoin, SentimentTag, TagDecision, Tagging, TagsInUse, ThemeTag
from models.visit import RecordVisit
from models.watchdog import Signpost, Watchdog

__all__ = [
    "AboutYou",
    "ApprovedWords",
    "AuditEvent",
    "AuditHead",
    "ConcernReading",
    "Contact",
    "Correction",
    "Draft",
    "Escalation",
    "EscalationStep",
    "Feedback",
    "FeedbackService",
    "Handover",
    "ModerationDecision",
    "OneTimeLink",
    "Organisation",
    "OutboxMessage",
    "Programme",
    "ProgrammeDate",
    "ProgrammeService",
    "QuestionSetSwitch",
    "RecordVisit",
    "RecoveryCode",
    "Redaction",
    "ReviewedJoin",
    "SentimentTag",
    "Service",
    "SettingChange",
    "SignIn",
    "Signpost",
    "StaffMember",
    "TagDecision",
    "Tagging",
    "TagsInUse",
    "ThemeTag",
    "Threshold",
    "ToTell",
    "Watchdog",
]

"""Every table, imported once, so that the registry is complete for migrations and checks."""

from models.audit import AuditEvent, AuditHead
from models.callback import Callback, CallbackAttempt, DoNotCall
from models.draft import Draft
from models.entry import EntryChange, EntryDraft, SpokenConsent, ThemeHeard
from models.escalation import ConcernReading, Escalation, EscalationStep
from models.feedback import AboutYou, Contact, Correction, Feedback, FeedbackService, Handover
from models.limits import LimitsDecision
from models.moderation import ApprovedWords, ModerationDecision, Redaction, ToTell
from models.organisation import Organisation, Service
from models.outbox import OutboxMessage
from models.outreach import OutreachEvent
from models.programme import Programme, ProgrammeDate, ProgrammeService
from models.saved_search import SavedSearch
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
    "Callback",
    "CallbackAttempt",
    "ConcernReading",
    "Contact",
    "Correction",
    "DoNotCall",
    "Draft",
    "EntryChange",
    "EntryDraft",
    "Escalation",
    "EscalationStep",
    "Feedback",
    "FeedbackService",
    "Handover",
    "LimitsDecision",
    "ModerationDecision",
    "OneTimeLink",
    "Organisation",
    "OutboxMessage",
    "OutreachEvent",
    "Programme",
    "ProgrammeDate",
    "ProgrammeService",
    "QuestionSetSwitch",
    "RecordVisit",
    "RecoveryCode",
    "Redaction",
    "ReviewedJoin",
    "SavedSearch",
    "SentimentTag",
    "Service",
    "SettingChange",
    "SignIn",
    "Signpost",
    "SpokenConsent",
    "StaffMember",
    "TagDecision",
    "Tagging",
    "TagsInUse",
    "ThemeHeard",
    "ThemeTag",
    "Threshold",
    "ToTell",
    "Watchdog",
]

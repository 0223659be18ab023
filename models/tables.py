"""Every table, imported once, so that the registry is complete for migrations and checks."""

from models.answer_link import AnswerLink
from models.audit import AuditEvent, AuditHead
from models.callback import Callback, CallbackAttempt, DoNotCall
from models.census import CensusFigure
from models.commitment import Commitment, CommitmentVerdict
from models.draft import Draft
from models.entry import EntryChange, EntryDraft, SpokenConsent, ThemeHeard
from models.escalation import ConcernReading, Escalation, EscalationStep
from models.feedback import AboutYou, Contact, Correction, Feedback, FeedbackService, Handover
from models.indicator import Indicator, IndicatorFigure
from models.limits import LimitsDecision
from models.moderation import ApprovedWords, ModerationDecision, Redaction, ToTell
from models.newsletter import NewsletterSubscription
from models.organisation import Organisation, Service
from models.outbox import OutboxMessage
from models.outreach import OutreachEvent
from models.powers import BankHolidayChange, Powers
from models.programme import Programme, ProgrammeDate, ProgrammeService
from models.provider_response import ProviderResponse
from models.recommendation import Recommendation, RecommendationStep
from models.report import PublishedDocument, Quoted, Report
from models.saved_search import SavedSearch
from models.scheme import SchemeContacts, SchemeSharing
from models.setting import QuestionSetSwitch, SettingChange, Threshold
from models.staff import OneTimeLink, RecoveryCode, SignIn, StaffMember
from models.tag import ReviewedJoin, SentimentTag, TagDecision, Tagging, TagsInUse, ThemeTag
from models.visit import RecordVisit
from models.watchdog import Signpost, Watchdog

__all__ = [
    "AnswerLink",
    "AboutYou",
    "ApprovedWords",
    "AuditEvent",
    "AuditHead",
    "BankHolidayChange",
    "Callback",
    "CallbackAttempt",
    "CensusFigure",
    "Commitment",
    "CommitmentVerdict",
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
    "Indicator",
    "IndicatorFigure",
    "LimitsDecision",
    "ModerationDecision",
    "NewsletterSubscription",
    "OneTimeLink",
    "Organisation",
    "OutboxMessage",
    "OutreachEvent",
    "Powers",
    "Programme",
    "ProgrammeDate",
    "ProgrammeService",
    "ProviderResponse",
    "PublishedDocument",
    "QuestionSetSwitch",
    "Quoted",
    "Recommendation",
    "RecommendationStep",
    "RecordVisit",
    "RecoveryCode",
    "Redaction",
    "Report",
    "ReviewedJoin",
    "SavedSearch",
    "SchemeContacts",
    "SchemeSharing",
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

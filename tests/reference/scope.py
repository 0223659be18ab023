"""Does a piece of feedback lie in a scope? Asked slowly: of every row of the store, in plain Python."""

from collections import defaultdict

from sqlmodel import select

from models.feedback import AboutYou, Feedback, FeedbackService, Handover
from models.organisation import Organisation, Service
from models.programme import Programme, ProgrammeService
from models.tag import ReviewedJoin, TagDecision, Tagging, ThemeTag

OF_FEEDBACK = (AboutYou, FeedbackService, Handover, ReviewedJoin, TagDecision, Tagging, ThemeTag)


def ids_within(session, scope, versions) -> set:
    """The ids of everything received in a scope, whatever became of it."""
    said = {table: defaultdict(list) for table in OF_FEEDBACK}
    for table in OF_FEEDBACK:
        for row in session.exec(select(table)):
            said[table][row.feedback_id].append(row)
    bodies = {one.id: one.merged_into_id or one.id for one in session.exec(select(Organisation))}
    services = {one.id: one for one in session.exec(select(Service))}
    programmes = {
        one.id: one for one in session.exec(select(Programme).where(Programme.code == scope.programme))
    }
    members = {
        services[member.service_id].merged_into_id or member.service_id
        for member in session.exec(
            select(ProgrammeService).where(ProgrammeService.programme_id.in_(programmes))
        )
    }

    def lies_in(one: Feedback) -> bool:
        named = {
            services[row.service_id].merged_into_id or row.service_id for row in said[FeedbackService][one.id]
        }
        ends = {end for join in _joins(said, one.id) for end in (join.from_sector, join.to_sector)}
        return all(
            (
                scope.since is None or one.counted_on >= scope.since,
                scope.until is None or one.counted_on <= scope.until,
                scope.journey in (None, one.journey),
                scope.channel in (None, one.channel),
                scope.language in (None, one.language),
                scope.who is None or one.speaker in scope.who.speakers,
                scope.area is None or any(row.area == scope.area for row in said[AboutYou][one.id]),
                scope.theme is None or scope.theme in _themes(said, one.id, versions),
                scope.service_id is None or scope.service_id in named,
                scope.organisation_id is None
                or any(bodies[services[each].organisation_id] == scope.organisation_id for each in named),
                scope.programme is None
                or named & members
                or one.programme_id in programmes
                or any(programme.covers_all for programme in programmes.values()),
                scope.sector is None
                or scope.sector in ends
                or any(services[each].sector is scope.sector for each in named),
            )
        )

    return {one.id for one in session.exec(select(Feedback)) if lies_in(one)}


def _joins(said, feedback_id) -> list:
    """As a person confirmed them last, else as they were chosen."""
    if reviewed := said[ReviewedJoin][feedback_id]:
        newest = max(row.round for row in reviewed)
        return [row for row in reviewed if row.round == newest and row.position]
    return said[Handover][feedback_id]


def _themes(said, feedback_id, versions) -> set[str]:
    """A person's newest decision; else the reading by the versions in use; else the newest reading."""
    decided = [row for row in said[TagDecision][feedback_id] if row.kind == "theme" and not row.is_blind]
    if decided:
        newest = max(row.round for row in decided)
        return {row.value for row in decided if row.round == newest}
    readings = sorted(said[Tagging][feedback_id], key=lambda row: row.tagged_at)
    in_use = [row for row in readings if (row.taxonomy_version, row.model_version) == versions]
    counts = next(iter([*in_use, *reversed(readings)]), None)
    return {row.theme for row in said[ThemeTag][feedback_id] if counts and row.tagging_id == counts.id}

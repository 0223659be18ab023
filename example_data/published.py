"""What West Testford Voice publishes: its reports, and the public page. What was told is read before."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import cast
from uuid import UUID

from sqlmodel import Session

from actions.follow_up import withdraw
from actions.publish_page import prepare_page, publish_page
from actions.publish_report import prepare_report, publish_report
from actions.report_material import material_of, seen_report
from actions.reports import begin_report, change_report
from actions.tag import Tagger, tag_batch, this_release
from analysis.narrow import narrow
from analysis.public import only_public
from example_data.asked import Given, given_in, on
from example_data.desk import Desk
from example_data.facts import Facts
from example_data.followed import Due
from example_data.generate import ExampleFeedback
from example_data.replied import who_said
from models.facts import Facts as Counted
from models.people import job, resident
from models.report import ReportDraft, ReportTemplate
from models.report_parts import Part, QuotationChosen, RecommendationChosen, TextOfOurs, write_parts
from models.scope import Scope
from models.vocabulary import Role
from reporting.public_edition import last_four_quarters
from storage.engine import Store
from storage.queries.facts import read_facts
from storage.queries.quotations import quotations
from storage.queries.tags_in_use import versions_in_use

EDITION, TAKES_BACK, APART = timedelta(hours=46), timedelta(hours=45), timedelta(weeks=5)
"""How long before the fill the newest edition comes, somebody takes back what is quoted; between editions."""

STALE_AFTER = timedelta(days=200)
OWN_WORDS, WE_ASK = "In people’s own words", ("What we ask", "What changed")
EVERYTHING = 10_000


def may_be_quoted(given: Facts) -> bool:
    return given.consent_reports and given.consent_quotation


@dataclass(frozen=True)
class Publishing:
    """Who publishes, from what was told, and what reads it first. `quoted` says whose words they are."""

    desk: Desk
    told: Sequence[ExampleFeedback]
    tagger: Tagger
    quoted: dict[str, UUID] = field(default_factory=dict)

    def due(self, *, at: datetime) -> Iterator[Due]:
        """Every report and two editions of the public page, where `at` is now."""
        for given in given_in("published"):
            yield Due(on(given["begun"], 15), partial(self._write, given))
            for version in given.get("versions", ()):
                yield Due(on(version["on"], 16), partial(self._publish, given["name"], version))
        if self._is_fresh(at):
            yield Due(at - EDITION - APART, self._publish_page)

    def do_lately(self, session: Session, *, at: datetime) -> None:
        """What happens in the last two days: a new edition, and somebody takes back what is quoted."""
        if self._is_fresh(at):
            self._publish_page(session, at - EDITION)
        for given in given_in("published"):
            if "taken_back" in given and given["name"] in self.desk.asked:
                self._take_back(given, session, at - TAKES_BACK)

    def _is_fresh(self, at: datetime) -> bool:
        """Whether enough was told in the last whole quarters for a page about them."""
        return at.date() - self.desk.until < STALE_AFTER

    def _write(self, given: Given, session: Session, at: datetime) -> None:
        """Begin it from its template, and fill in what that asks for."""
        by = self.desk.workers[Role.ANALYST]
        draft = ReportDraft(
            template=ReportTemplate(given["template"]),
            title=given["title"],
            scope=given.get("scope", ""),
            programme_id=self.desk.programmes.get(given.get("programme", "")),
            service_id=self.desk.id_of(given.get("service")),
            visited_on=given.get("visited_on"),
            year_ended=given.get("year_ended"),
        )
        report_id = begin_report(session, draft, by=by, at=at)
        self.desk.asked[given["name"]] = report_id
        begun = seen_report(session, report_id, by=by)
        counted = material_of(session, begun, by=by, today=at.date()).looked.facts
        parts = [filled for part in begun.parts for filled in self._filled(session, part, given, counted)]
        draft = ReportDraft(**{**vars(draft), "scope": begun.scope, "parts": tuple(write_parts(parts))})
        change_report(session, report_id, draft, after=begun.revision, by=by, at=at)

    def _filled(self, session: Session, part: Part, given: Given, counted: Counted) -> Iterator[Part]:
        """A part of the template, with what belongs under it, where the report counts those."""
        if not isinstance(part, TextOfOurs):
            yield part
            return
        yield part.model_copy(update={"said": given["under"].get(part.heading, "")})
        if part.heading == OWN_WORDS:
            yield from self._quotations(session, given.get("quoted", ()), counted)
        if part.heading.startswith(WE_ASK):
            asked = (self.desk.asked[name] for name in given.get("asked", ()))
            yield from (RecommendationChosen(recommendation_id=one) for one in asked)

    def _quotations(
        self, session: Session, said: Sequence[str], counted: Counted
    ) -> Iterator[QuotationChosen]:
        """These words, each as one of those said them; among few, not everybody is there who did."""
        by, among = self.desk.workers[Role.ANALYST], {*map(UUID, counted.feedback["id"])}
        told = [piece for piece in self.told if self.desk.kept.get(piece.token) in among]
        for words in said:
            piece = who_said(words, told, agreed=may_be_quoted)
            if piece is not None:
                feedback_id = self.quoted[words] = self.desk.kept[piece.token]
                [found] = quotations(session, by, [feedback_id]).shown
                start = found.words.index(words)
                yield QuotationChosen(feedback_id=feedback_id, start=start, end=start + len(words))

    def _publish(self, name: str, version: Given, session: Session, at: datetime) -> None:
        by, report_id = self.desk.workers[Role.PUBLISHER], self.desk.asked[name]
        self._read_all(session, at=at)
        seen = seen_report(session, report_id, by=by)
        prepared = prepare_report(session, report_id, after=seen.revision, by=by, at=at)
        publish_report(session, prepared, reason=version.get("reason", ""), by=by, at=at)

    def _publish_page(self, session: Session, at: datetime) -> None:
        by = self.desk.workers[Role.PUBLISHER]
        self._read_all(session, at=at)
        facts = read_facts(session, by, versions_in_use(session, by))
        quarter = next(one for one in given_in("published") if one["name"] == "quarter")
        days = last_four_quarters(at.date())
        counted = narrow(only_public(facts), Scope(since=days.since, until=days.until))
        quoted = tuple(self._quotations(session, quarter["quoted"], counted))
        publish_page(session, prepare_page(session, facts, quoted=quoted, by=by, at=at), by=by, at=at)

    def _take_back(self, given: Given, session: Session, at: datetime) -> None:
        """Whoever is quoted there takes it back."""
        if given["taken_back"] in self.quoted:
            by = resident(self.desk.workers[Role.ANALYST].watchdog_id)
            withdraw(session, self.quoted[given["taken_back"]], by=by, at=at)

    def _read_all(self, session: Session, *, at: datetime) -> None:
        """Have the machine read what it has not read yet, so that there are figures of themes."""
        release = this_release()
        by = job(self.desk.workers[Role.ANALYST].watchdog_id, "tagger")
        tag_batch(
            cast(Store, _OneTransaction(session)),
            self.tagger,
            taxonomy_version=release.taxonomy,
            model_version=release.model,
            by=by,
            at=at,
            most=EVERYTHING,
        )
        session.flush()


class _OneTransaction:
    """In place of a store: everything that is read and written is of the transaction that is open."""

    def __init__(self, session: Session) -> None:
        self.reading: Callable[[], object] = contextmanager(lambda: iter([session]))
        self.writing = self.reading

"""A spreadsheet that uses a name from before a merger: it is taken, and counts under the one that stands."""

from actions.merge_directory import merge_organisations, merge_services
from models.feedback import FeedbackService
from models.organisation import Service
from models.setting import SettingKind
from storage.queries.directory import feedback_naming
from tests.actions.directory.rows import add, add_body
from tests.actions.importing.files import HEADER, IMPORTER, a_file, a_map, bring_in, everything
from tests.conftest import NOW

MAP = a_map(columns={"service": "Ward", "organisation": "Trust"})


def rows(tmp_path, *named):
    cells = [
        (f"A{number}", "03/02/2026", "1", f"Story {number}", ward, trust)
        for number, (ward, trust) in enumerate(named)
    ]
    return a_file(tmp_path, *cells, header=(*HEADER, "Ward", "Trust"))


def test_the_old_name_of_a_service_still_finds_it_and_counts_under_the_one_that_stands(store, tmp_path):
    trust = add_body(store, IMPORTER, "Trust")
    old, new = (add(store, IMPORTER, name, run_by=trust) for name in ("Old ward", "New ward"))
    with store.writing() as session:
        merge_services(session, old, new, after=1, by=IMPORTER, at=NOW)

    bring_in(store, rows(tmp_path, ("Old ward", "Trust"), ("New ward", "Trust")), MAP)

    assert sorted(row.service_id for row in everything(store, FeedbackService)) == sorted([old, new])
    with store.reading() as session:
        assert feedback_naming(session, IMPORTER, SettingKind.SERVICE, [old, new]) == {old: 0, new: 2}


def test_a_service_is_its_organisations_by_either_of_two_merged_names(store, tmp_path):
    old, new = add_body(store, IMPORTER, "Old trust"), add_body(store, IMPORTER, "New trust")
    ward = add(store, IMPORTER, "Ward 7", run_by=old)
    with store.writing() as session:
        merge_organisations(session, old, new, after=1, by=IMPORTER, at=NOW)

    report = bring_in(store, rows(tmp_path, ("Ward 7", "Old trust"), ("Ward 7", "New trust")), MAP)

    assert (report.added, report.rejected) == (2, 0)
    assert [service.id for service in everything(store, Service)] == [ward]

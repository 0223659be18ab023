"""Who may do what: one table over every page, plain address, act and question, and every cell is tried.

A letter says that the role of its column may; a dot, that it may not. Each row is tried as each role
of this watchdog, and as the same role of another watchdog, who never sees or changes anything of ours.
"""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from playwright.sync_api import expect
from streamlit.runtime.pages_manager import PagesManager

import actions
import storage.queries
from models.errors import FeedbackError, NotAllowed
from models.people import WORKERS, resident
from models.vocabulary import Role
from storage.engine import Store
from tests.browser.conftest import app_process, browser, own_store, start_app, visit
from tests.conftest import NOW, WATCHDOG
from tests.pages.opening import everything_on, open_page
from tests.role_matrix import (
    answer_acts,
    clock_acts,
    draft_acts,
    entering_acts,
    entry_acts,
    figure_acts,
    handover_acts,
    newsletter_acts,
    promise_acts,
    public_page_acts,
    quoted_acts,
    recommendation_acts,
    report_acts,
    response_acts,
    scheme_acts,
    settings_acts,
    staff_acts,
)
from tests.role_matrix.acts import ACTS, QUESTIONS
from tests.role_matrix.doors import ADDRESSES, a_visitor, is_let_in, navigation, plain_addresses
from tests.role_matrix.world import THEIRS, WORDS, Prepared, World, prepare

__all__ = [
    "answer_acts",
    "app_process",
    "browser",
    "clock_acts",
    "draft_acts",
    "entering_acts",
    "entry_acts",
    "handover_acts",
    "newsletter_acts",
    "own_store",
    "figure_acts",
    "promise_acts",
    "public_page_acts",
    "quoted_acts",
    "recommendation_acts",
    "report_acts",
    "response_acts",
    "scheme_acts",
    "settings_acts",
    "staff_acts",
    "start_app",
    "visit",
]
"""Fixtures that pytest finds here by name, and the acts that add themselves to ACTS and QUESTIONS."""

ROOT = Path(__file__).parent.parent
FOR_STAFF = "This page is for the people who work at the watchdog."
COLUMNS = (Role.RESIDENT, *WORKERS, Role.JOB, Role.BODY)

#            resident volunteer moderator analyst safeguarding-lead publisher administrator job body
TABLE = """
page     have_your_say                                      r v m a s p d . .
page     office                                             r v m a s p d . .
page     start                                              r v m a s p d . .
page     today                                              . v m a s p d . .
page     phone_entry                                        . v m . s . . . .
page     whole_story                                        . . m a s p . . .
page     moderation                                         . . m . s . . . .
page     theme_review                                       . . m a . . . . .
page     escalations                                        . v m a s p . . .
page     search                                             . . m a s p . . .
page     data_requests                                      . . m . s . . . .
page     events                                             . v m a s p d . .
page     callbacks                                          . v m . s . . . .
page     overview                                           . . . a . p d . .
page     joins                                              . . . a . p d . .
page     leaving_hospital                                   . . . a . p d . .
page     over_time                                          . . . a . p d . .
page     one_service                                        . . . a . p d . .
page     who_we_hear_from                                   . . . a . p d . .
page     programmes                                         . . . a . p d . .
page     recommendations                                    . . . a . p d . .
page     reports                                            . . . a . p d . .
page     directory                                          . . . a . . d . .
page     our_settings                                       . . . . s p d . .
page     people                                             . . . . . . d . .
page     outbox                                             . . . . . . d . .
page     record                                             . . . . . . d . .
page     health                                             . . . . . . d . .

address  GET /                                              r v m a s p d . .
address  GET /about                                         r v m a s p d . .
address  GET /privacy                                       r v m a s p d . .
address  GET /cookies                                       r v m a s p d . .
address  GET /accessibility                                 r v m a s p d . .
address  GET /language                                      r v m a s p d . .
address  GET /language/{code}                               r v m a s p d . .
address  GET /say                                           r v m a s p d . .
address  GET /say/check                                     r v m a s p d . .
address  POST /say/check                                    r v m a s p d . .
address  GET /say/sent                                      r v m a s p d . .
address  GET /say/about-you                                 r v m a s p d . .
address  GET /say/about-you/{step}                          r v m a s p d . .
address  POST /say/about-you/{step}                         r v m a s p d . .
address  GET /say/{step}                                    r v m a s p d . .
address  POST /say/{step}                                   r v m a s p d . .
address  GET /entry/new                                     . v m . s . . . .
address  GET /entry/practice                                . v m . s . . . .
address  POST /entry/practice                               . v m . s . . . .
address  POST /entry/practice/typed                         . v m . s . . . .
address  GET /entry/{draft}                                 . v m . s . . . .
address  POST /entry/{draft}                                . v m . s . . . .
address  POST /entry/{draft}/typed                          . v m . s . . . .
address  POST /entry/{draft}/danger                         . v m . s . . . .
address  GET /entry/{draft}/read-back                       . v m . s . . . .
address  POST /entry/{draft}/read-back                      . v m . s . . . .
address  GET /entry/{draft}/sent                            . v m . s . . . .
address  GET /draft                                         r v m a s p d . .
address  POST /draft                                        r v m a s p d . .
address  POST /display                                      r v m a s p d . .
address  GET /your_reference                                r v m a s p d . .
address  POST /your_reference                               r v m a s p d . .
address  GET /what_people_say                               r v m a s p d . .
address  GET /what_people_say/preview                       . . . . . p . . .
address  GET /newsletter                                    r v m a s p d . .
address  POST /newsletter                                   r v m a s p d . .
address  GET /newsletter/confirm/{token}                    r v m a s p d . .
address  POST /newsletter/confirm/{token}                   r v m a s p d . .
address  GET /newsletter/stop/{token}                       r v m a s p d . .
address  POST /newsletter/stop/{token}                      r v m a s p d . .
address  GET /answer/{token}                                r v m a s p d . .
address  POST /answer/{token}                               r v m a s p d . .
address  GET /sign-in                                       r v m a s p d . .
address  POST /sign-in                                      r v m a s p d . .
address  GET /sign-out                                      r v m a s p d . .
address  POST /sign-out                                     r v m a s p d . .
address  GET /account                                       . v m a s p d . .
address  POST /account                                      . v m a s p d . .
address  GET /link/{token}                                  r v m a s p d . .
address  POST /link/{token}                                 r v m a s p d . .
address  GET /office/enter/{token}                          r v m a s p d . .
address  GET /form.pdf                                      r v m a s p d . .
address  GET /poster.pdf                                    . v m a s . d . .
address  GET /report/{number:int}                           r v m a s p d . .
address  GET /report/{number:int}.{ending}                  r v m a s p d . .
address  GET /report/draft/{report_id:uuid}                 . . . a . p d . .
address  GET /report/draft/{report_id:uuid}.{ending}        . . . a . p d . .
address  GET /record.csv                                    . . . . . . d . .
address  GET /healthz                                       r v m a s p d . .
address  GET /readyz                                        r v m a s p d . .
address  GET /assets/fonts/{name}.woff2                     r v m a s p d . .
address  GET /assets/{name}                                 r v m a s p d . .

act      submit.submit                                      r v m a s p d . .
act      submit.submit (for somebody on the phone)          . v m . s . . . .
act      follow_up.correct                                  r . . . . . . . .
act      follow_up.withdraw                                 r . . . . . . . .
act      keep_about_you.keep_about_you                      r v m a s p d . .
act      drafts.load                                        r v m a s p d . .
act      drafts.save                                        r v m a s p d . .
act      drafts.keep                                        r v m a s p d . .
act      drafts.code_for                                    r v m a s p d . .
act      drafts.take_up                                     r v m a s p d . .
act      drafts.delete                                      r v m a s p d . .
act      outreach_events.add_event                          . v m . s . . . .
act      outreach_events.change_event                       . v m . s . . . .
act      moderate.approve                                   . . m . . . . . .
act      moderate.hold                                      . . m . . . . . .
act      moderate.withhold                                  . . m . . . . . .
act      tell_author.mark_told                              . . m . . . . . .
act      review_tags.review                                 . . m a . . . . .
act      read_concerns.read_batch_for_concerns              . . . . . . . j .
act      raise_concern.raise_by_person                      . v m a s p . j .
act      escalate.take                                      . . . . s . . . .
act      escalate.note_step                                 . . . . s . . . .
act      escalate.hand_over                                 . . . . s . . . .
act      escalate.decide                                    . . . . s . . . .
act      tell_lead.tell_of_overdue                          . . . . . . . j .
act      name_lead.name_lead                                . . . . . . d j .
act      export_words.export_words                          . . . a . p . . .
act      take_figures.take_figures                          . . . a . p d j .
act      save_search.save_search                            . . m a s p . . .
act      save_search.delete_search                          . . m a s p . . .
act      entry_drafts.keep                                  . v m . s . . . .
act      entry_drafts.load                                  . v m . s . . . .
act      entry_drafts.discard                               . v m . s . . . .
act      entry_drafts.drafts_of                             . v m . s . . . .
act      entry_drafts.answers_like                          . v m . s . . . .
act      enter.enter                                        . v m . s . . . .
act      enter.enter_in_danger                              . v m . s . . . .
act      change_entry.reopen                                . v m . s . . . .
act      entry_callback.keep_callback                       . v m . s . . . .
act      take_over_entry.take_over                          . . m . s . . . .
act      callbacks.ask_callback                             . v m . s . . . .
act      callbacks.try_callback                             . v m . s . . . .
act      callbacks.close_callback                           . v m . s . . . .
act      callbacks.hand_over_callback                       . . m . s . . . .
act      do_not_call.stop_calls                             . v m . s . . . .
act      do_not_call.allow_calls                            . v m . s . . . .
act      data_requests.find_person                          . . m . s . . j .
act      data_requests.copy_for_person                      . . m . s . . j .
act      erase.erase                                        . . m . s . . j .
act      newsletter.ask                                     r v m a s p d . .
act      newsletter.confirm                                 r v m a s p d . .
act      newsletter.stop                                    r v m a s p d . .
act      newsletter_list.take_list                          . . . . . p d j .
act      newsletter_requests.copy_subscription              . . m . s . . j .
act      newsletter_requests.erase_subscription             . . m . s . . j .
act      tag.tag_batch                                      . . . . . . . j .
act      switch_tags.switch_tags                            . . . . . . d j .
act      import_feedback.import_feedback                    . . . . . . . j .
act      add_programme.add_programme                        . . . a . . d j .
act      change_programme.change_programme                  . . . a . . d j .
act      copy_programmes.copy_programmes                    . . . a . . d j .
act      remove_programme.remove_programme                  . . . a . . d j .
act      commitments.add_commitment                         . . . a . p d j .
act      commitments.change_commitment                      . . . a . p d j .
act      commitments.end_commitment                         . . . a . p d j .
act      give_verdict.give_verdict                          . . . a . p d . .
act      recommendations.add_recommendation                 . . . a . p . j .
act      recommendations.change_recommendation              . . . a . p . j .
act      recommendations.end_recommendation                 . . . a . p . j .
act      recommendation_steps.note_step                     . . . a . p . j .
act      recommendation_steps.note_step (found, of one that anybody reads) . . . . . p . . .
act      recommendation_steps.take_back_step                . . . a . p . j .
act      publish_recommendation.publish_recommendation      . . . . . p . . .
act      take_letter.take_letter                            . . . a . p . j .
act      reports.begin_report                               . . . a . p . j .
act      reports.change_report                              . . . a . p . j .
act      reports.give_up_report                             . . . a . p . j .
act      report_material.draft_document                     . . . a . p d j .
act      report_obstacles.in_the_way                        . . . a . p d j .
act      publish_report.prepare_report                      . . . . . p . . .
act      publish_report.publish_report                      . . . . . p . . .
act      publish_report.take_down_report                    . . . . . p . . .
act      end_version.end_version                            . . . . . p . . .
act      answer_links.make_answer_link                      . . . a . p . j .
act      answer_links.end_answer_link                       . . . a . p . j .
act      answer_through_link.answer_through_link            . . . . . . . . b
act      answer_through_link.note_through_link              . . . . . . . . b
act      responses.enter_response                           . . m a . p . j .
act      responses.enter_response (to feedback)             . . m a . p . j .
act      publish_response.check_response                    . . . . . p . . .
act      publish_response.publish_response                  . . . . . p . . .
act      publish_response.take_back_response                . . m a . p . j .
act      publish_page.prepare_page                          . . . . . p . . .
act      publish_page.publish_page                          . . . . . p . . .
act      publish_page.preview_page                          . . . . . p . . .
act      publish_page.take_down_page                        . . . . . p . . .
act      settle_quotation.settle                            . . . . . p . . .
act      indicators.add_indicator                           . . . a . p d j .
act      indicators.change_indicator                        . . . a . p d j .
act      indicators.keep_figures                            . . . a . p d j .
act      indicators.take_back_figure                        . . . a . p d j .
act      load_services.load_services                        . . . a . . d j .
act      load_services.load_services_file                   . . . a . . d j .
act      take_in_census.take_in_census                      . . . a . . d j .
act      scheme_contacts.take_in_contacts                   . . . a . . . j .
act      scheme_contacts.erase_contacts                     . . . a . . . j .
act      edit_directory.add_organisation                    . . . a . . d j .
act      edit_directory.add_service                         . . . a . . d j .
act      edit_directory.change_organisation                 . . . a . . d j .
act      edit_directory.change_service                      . . . a . . d j .
act      merge_directory.merge_organisations                . . . a . . d j .
act      merge_directory.merge_services                     . . . a . . d j .
act      merge_directory.part_organisation                  . . . a . . d j .
act      merge_directory.part_service                       . . . a . . d j .
act      set_signpost.set_signpost                          . . . . s . d j .
act      set_signpost.clear_signpost                        . . . . s . d j .
act      set_signpost.check_signpost                        . . . . s . d j .
act      set_limits.set_limits                              . . . a . p d . .
act      set_limits.take_back_limits                        . . . a . p d . .
act      set_threshold.set_threshold                        . . . . . p d j .
act      switch_question_set.switch_question_set            . . . . . . d j .
act      change_watchdog.change_watchdog                    . . . . . . d j .
act      change_powers.change_powers                        . . . . . . d j .
act      bank_holidays.add_bank_holiday                     . . . . . . d j .
act      bank_holidays.rename_bank_holiday                  . . . . . . d j .
act      bank_holidays.remove_bank_holiday                  . . . . . . d j .
act      open_story.open_story                              . . m a s p . . .
act      read_feedback.open_feedback                        . . m . s . . . .
act      export_record.export_record                        . . . . . . d j .
act      send_mail.send_waiting                             . . . . . . . j .
act      send_mail.show_link                                . . . . . . d j .
act      send_mail.try_again                                . . . . . . d j .
act      office_sign_in.admit                               . . . . . . d j .
act      daily.daily                                        . . . . . . d j .
act      hand_over.hand_over                                . . . . . . d j .
act      people.add_staff_member                            . . . . . . d j .
act      people.invite                                      . . . . . . d j .
act      people.send_link                                   . . . . . . d j .
act      people.change_roles                                . . . . . . d j .
act      people.disable_staff_member                        . . . . . . d j .
act      people.enable_staff_member                         . . . . . . d j .
act      people.staff_member_called                         . . . . . . d j .
act      own_account.end_own_sign_in                        . v m a s p d . .
act      own_account.end_own_sign_in (somebody else's)      . . . . . . . . .
act      own_account.change_password                        . v m a s p d . .
act      own_account.new_recovery_codes                     . v m a s p d . .
act      own_account.change_phone                           . v m a s p d . .

question anything_said.anything_said                        r v m a s p d j b
question about_you.about_you                                . . . a . p d j .
question census_figures.census_figures                      . . . a . p d j .
question scheme_contacts.sharing_of                         . . . a . p d j .
question scheme_contacts.contacts_counted                   . . . a . p d j .
question scheme_contacts.contacts_of_people                 . . . a . . . j .
question what_happened.feedback_proven                      r . . . . . . . .
question what_happened.what_happened                        r . . . . . . . .
question read_by_both.read_by_both                          . . . a . p d j .
question programme_starts.programme_starts                  . . . a . p d j .
question programmes.programmes                              . . . a . p d j .
question commitments.commitments                            . . . a . p d j .
question recommendations.recommendations                    . . . a . p d j .
question reports.reports                                    . . . a . p d j .
question answer_links.answer_link                           . . . a . p . j .
question answer_links.asked_by_link                         . . . . . . . . b
question responses.responses_to_feedback                    . . m a s p . . .
question responses_published.responses_published            . . . a . p d j .
question bodies_answering.bodies_to_choose_from             . . m a . p . j .
question responses_waiting.responses_waiting                . . m a . p . j .
question editions.editions                                  . . . a . p d j .
question quoted.to_settle_list                              . . . a . p d j .
question indicators.indicators                              . . . a . p d j .
question happenings.happenings                              . . . a . p d j .
question facts.read_facts                                   . . . a . p d j .
question programme_form.programme_form                      r v m a s p d j b
question programme_form.form_begun                          r v m a s p d j b
question programme_form.programme_forms                     r v m a s p d j b
question programme_form.programmes_to_choose_from           r v m a s p d j b
question missing_before_opening.missing_before_opening      r v m a s p d j b
question missing_before_opening.unknown_safeguarding_numbers r v m a s p d j b
question awaiting_moderation.awaiting_moderation            . . m . s . . . .
question awaiting_moderation.taken_back_since               . . m . s . . . .
question needs_today.needs_today                            . v m a s p d . .
question needs_today.this_week                              . v m a s p d . .
question whole_story.whole_story                            . . m a s p . . .
question whole_story.story_called                           . . m a s p . . .
question story_of_tags.tags_read                            . . m a s p . . .
question story_of_concerns.concerns_seen                    . . m a s p . . .
question approved_words.approved_words                      . . m a s p . . .
question own_entries.own_entries                            . v m . s . . . .
question same_story.told_lately                             . v m . s . . . .
question how_it_was_entered.how_it_was_entered              . . m a s p . . .
question outreach_events.events_of                          . v m a s p d j .
question outreach_events.heard_there                        . v m a s p d j .
question moderation_queue.to_moderate                       . . m . s . . . .
question moderation_queue.feedback_called                   . . m . s . . . .
question held_about.held_about                              . . m . s . . j .
question held_about.held_under                              . . m . s . . j .
question all_about.all_about                                . . m . s . . j .
question newsletter.readers                                 . . . . . p d j .
question newsletter.subscription_held                       . . m . s . . j .
question kept_too_long.kept_too_long                        . . m . s p d j .
question services_to_choose_from.services_to_choose_from    r v m a s p d j b
question signposts.signposts                                r v m a s p d j b
question signposts.numbers_kept                             . . . . s . d j .
question thresholds.thresholds                              r v m a s p d j b
question why_shut.switched_on                               r v m a s p d j b
question why_shut.why_shut                                  r v m a s p d j b
question directory.directory                                . . . a . . d j .
question directory.feedback_naming                          . . . a . . d j .
question setting_changes.changes_of                         . . . a . . d j .
question setting_changes.newest_number                      . . . a . . d j .
question bank_holidays.changed_days                         . . . . . . d j .
question people.everybody                                   . . . . . . d j .
question outbox.outbox                                      . . . . . . d j .
question own_account.own_account                            . v m a s p d . .
question own_sign_ins.own_sign_ins                          . v m a s p d . .
question audit_trail.acts                                   . . . . . . d j .
question audit_trail.count_acts                             . . . . . . d j .
question audit_trail.newest_act                             . . . . . . d j .
question audit_trail.walk_chain                             . . . . . . d j .
question audit_trail.account_of_address                     . . . . . . d j .
question audit_trail.feedback_of_reference                  . . . . . . d j .
question names_of_actors.names_of_actors                    . . m a s p d j .
question names_of_actors.people_who_act                     . . . . . . d j .
question health.health                                      . . . . . . d j .
question tags_in_use.versions_in_use                        r v m a s p d j b
question tags_in_use.choices_of_tags                        r v m a s p d j b
question read_so_far.read_so_far                            . . . a . p d j .
question compare_tags.compare_tags                          . . . a . p d j .
question waiting_to_be_tagged.waiting_to_be_tagged          . . . . . . . j .
question unread_for_concerns.unread_for_concerns            . . . . . . . j .
question escalations.concerns_waiting                       . . . . s . . . .
question escalations.concerns_decided                       . . . . s . . . .
question escalations.steps_of                               . . . . s . . . .
question escalations.leads                                  . . . . s . d j .
question escalations.nobody_leads                           r v m a s p d j b
question escalations.raised_by_me                           . v m a s p . j .
question escalations.open_concern                           . v m a s p . j .
question escalations.feedback_to_raise                      . v m a s p . j .
question kept_of_entry.kept_of_entry                        . v m . s . . . .
question unsent_entries.unsent_of_others                    . . m . s . . . .
question callbacks.callbacks_about                          . . m . s . . . .
question callbacks.open_callbacks                           . v m . s . . . .
question needs_of_calls.of_calls                            . v m . s . . . .
question callbacks.people_who_ring                          . v m . s . . . .
question review_queue.review_queue                          . . m a . . . . .
question review_queue.languages_approved                    . . m a . . . . .
question limits_decisions.limits_decisions                  . . . a . p d j .
question quotations.quotations                              . . m a s p . . .
question what_became_of.what_became_of                      . . . a . p d j .
question approved_behind.approved_behind                    . . m a s p . . .
question search_words.search_words                          . . m a s p . . .
question search_words.all_found                             . . . a . p . . .
question search_choices.search_choices                      . . m a s p . . .
question search_saved.saved_searches                        . . m a s p . . .
question to_review.to_review                                . . m a . . . . .
question reviewed_words.reviewed_words                      . . . . . . . j .
question read_twice.read_twice                              r v m a s p d j b
question kept_proposals.kept_proposals                      r v m a s p d j b
"""

PARTS = {
    "programme_checked.checked": ["add_programme.add_programme", "change_programme.change_programme"],
    "copy_programmes.copy_promises": ["copy_programmes.copy_programmes"],
    "drafts.end_old": ["daily.daily"],
    "retention.forget_old": ["daily.daily"],
    "newsletter.forget_unconfirmed": ["daily.daily"],
    "scheme_contacts.erase_expired": ["daily.daily"],
    "handover_files.write_everything": ["hand_over.hand_over"],
    "import_batch.begin": ["import_feedback.import_feedback"],
    "import_rows.write": ["import_feedback.import_feedback"],
    "raise_concern.read_for_concerns": ["moderate.approve"],
    "raise_concern.keep_reading": ["read_concerns.read_batch_for_concerns"],
    "concern_steps.add_step": ["escalate.decide", "raise_concern.raise_by_person"],
    "name_lead.let_go_of_concerns": ["people.disable_staff_member", "people.change_roles"],
    **{f"entry_rows.{name}": ["entry_drafts.keep"] for name in ("own_row", "row_to_write", "belongs_to")},
    **{f"entry_to_keep.{name}": ["enter.enter"] for name in ("in_full", "may_be_reached")},
    "entry_asks.asked_in_entry": ["enter.enter", "enter.enter_in_danger"],
    "callback_rows.check_theirs": ["callbacks.ask_callback"],
    "entry_callback.ask_for_draft": ["entry_callback.keep_callback", "enter.enter_in_danger"],
    "entry_callback.end_unasked": ["entry_callback.keep_callback", "enter.enter"],
    "entry_callback.end_with_draft": ["entry_drafts.discard"],
    "entry_to_keep.at_once": ["enter.enter_in_danger"],
    **{
        f"entry_beside.{name}": ["enter.enter"]
        for name in ("keep_beside", "keep_consents", "keep_themes", "ring")
    },
    "change_entry.change": ["enter.enter"],
    "follow_up.keep_addition": ["follow_up.correct", "enter.enter"],
    "callbacks.end_callbacks_of": ["follow_up.withdraw"],
    "responses.end_responses_to": ["follow_up.withdraw"],
    "responses.keep_response": ["responses.enter_response", "answer_through_link.answer_through_link"],
    "recommendation_steps.keep_step": [
        "recommendation_steps.note_step",
        "answer_through_link.note_through_link",
    ],
    "end_answer_links.end_links_to": ["answer_links.end_answer_link", "answer_links.make_answer_link"],
    "responses.response_to_change": [
        "publish_response.check_response",
        "publish_response.take_back_response",
    ],
    "do_not_call.stop": ["do_not_call.stop_calls", "callbacks.try_callback"],
    "people.new_account": ["people.invite", "office_sign_in.admit"],
    "setting_history.note_change": ["set_threshold.set_threshold", "edit_directory.change_service"],
    "switch_tags.take_into_use": ["switch_tags.switch_tags", "tag.tag_batch"],
    "report_checks.checked": ["reports.begin_report", "reports.change_report"],
    "reports.written_report": ["reports.change_report", "publish_report.publish_report"],
    "report_material.seen_report": ["report_material.draft_document", "publish_report.prepare_report"],
    "report_material.material_of": ["report_material.draft_document", "publish_report.prepare_report"],
    "report_material.as_it_is_now": ["publish_report.publish_report"],
    "commitments.followed": ["give_verdict.give_verdict", "commitments.end_commitment"],
    "put_setting.put_setting": ["set_threshold.set_threshold", "change_watchdog.change_watchdog"],
    "directory_rows.begin": ["edit_directory.change_service", "merge_directory.merge_services"],
    "directory_rows.rows_of": ["edit_directory.change_service", "merge_directory.merge_services"],
    "directory_rows.note": ["edit_directory.change_service", "merge_directory.merge_services"],
    "directory_rows.record": ["edit_directory.change_service", "merge_directory.merge_services"],
}
"""Steps that several acts share, after the act has asked who it is."""


@lru_cache(maxsize=4)
def rows(kind: str) -> dict[str, dict[Role, bool]]:
    """What one kind of row says: whether each role may, by name."""
    found = {}
    for line in filter(None, map(str.strip, TABLE.splitlines())):
        said, rest = line.split(maxsplit=1)
        *name, marks = rest.rsplit(maxsplit=len(COLUMNS))[0], rest.split()[-len(COLUMNS) :]
        if said == kind:
            found[" ".join(name).strip()] = {
                role: mark != "." for role, mark in zip(COLUMNS, marks, strict=True)
            }
    return found


def names(kind: str) -> list[str]:
    return list(rows(kind))


def allowed(kind: str) -> list:
    """The cells in which something may happen: each has a store of its own."""
    return [
        pytest.param(name, role, id=f"{name}-{role.value}")
        for name, may in rows(kind).items()
        for role in COLUMNS
        if may[role]
    ]


def refused(kind: str, name: str) -> list[Role]:
    """The roles to which nothing may happen, so that one store does for them all."""
    return [role for role in COLUMNS if not rows(kind)[name][role]]


def cells(kind: str, roles: tuple[Role, ...] = COLUMNS) -> list:
    return [
        pytest.param(name, role, may[role], id=f"{name}-{role.value}")
        for name, may in rows(kind).items()
        for role in roles
    ]


PEOPLE = tuple(role for role in COLUMNS if role not in {Role.JOB, Role.BODY})


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Prepared:
    return prepare(migrated_sqlite, tmp_path_factory.mktemp("matrix") / "prepared.db")


@pytest.fixture
def world(prepared: Prepared, tmp_path: Path) -> Iterator[World]:
    """A copy of the two watchdogs, for one cell."""
    shutil.copy(prepared.path, tmp_path / "feedback.db")
    store = Store(f"sqlite:///{tmp_path / 'feedback.db'}")
    yield World(store, prepared)
    store.close()


@pytest.mark.parametrize(("name", "role"), allowed("act"))
def test_an_act_is_done_by_whose_role_it_is(world, name, role):
    ACTS[name](world, world.prepared.viewers[WATCHDOG, role])


@pytest.mark.parametrize("watchdog_id", [WATCHDOG, THEIRS])
@pytest.mark.parametrize("name", names("act"))
def test_an_act_is_refused_to_everybody_else_and_changes_nothing(world, name, watchdog_id):
    before = world.everything_of(WATCHDOG)
    for role in refused("act", name):
        said: FeedbackError | None = None
        try:
            ACTS[name](world, world.prepared.viewers[watchdog_id, role])
        except FeedbackError as refusal:
            said = refusal
        assert said is not None or watchdog_id == THEIRS, f"{role} did it"
        assert said is None or isinstance(said, NotAllowed) or "(somebody else's)" in name, f"{role}: {said}"
        assert world.everything_of(WATCHDOG) == before, f"{role} changed something"


@pytest.mark.parametrize(("name", "role"), allowed("act"))
def test_an_act_of_somebody_at_another_watchdog_changes_nothing_here(world, name, role):
    before = world.everything_of(WATCHDOG)
    with suppress(FeedbackError):
        ACTS[name](world, world.prepared.viewers[THEIRS, role])
    assert world.everything_of(WATCHDOG) == before


@pytest.mark.parametrize("name", names("question"))
def test_a_question_is_answered_to_whose_role_it_is_and_nobody_else(world, name):
    for role, may in rows("question")[name].items():
        asking = world.prepared.viewers[WATCHDOG, role]
        if may:
            QUESTIONS[name](world, asking)
            continue
        with pytest.raises(NotAllowed):
            QUESTIONS[name](world, asking)
            pytest.fail(f"{role} was answered")


@pytest.mark.parametrize("name", names("question"))
def test_a_question_of_somebody_at_another_watchdog_is_answered_with_nothing_of_ours(world, name):
    ours = [WORDS, *world.prepared.texts.values(), *map(str, world.prepared.ids.values())]
    for role, may in rows("question")[name].items():
        asking = world.prepared.viewers[THEIRS, role]
        if may:
            said = repr(QUESTIONS[name](world, asking))
            assert not [secret for secret in ours if secret in said], f"{role} is told"
            continue
        with pytest.raises(NotAllowed):
            QUESTIONS[name](world, asking)
            pytest.fail(f"{role} was answered")


@pytest.mark.parametrize(("name", "role", "may"), cells("page", PEOPLE))
def test_a_page_opens_to_whose_role_it_is_and_nobody_else(world, name, role, may, monkeypatch):
    page = open_page(name, world.store, world.prepared.viewers[WATCHDOG, role], monkeypatch)
    shown = everything_on(page)
    assert not page.exception
    assert (FOR_STAFF in shown) == (not may and role is Role.RESIDENT)
    assert ("isn't part of your role" in shown) == (not may and role is not Role.RESIDENT)
    if not may:
        assert not page.button and WORDS not in shown


@pytest.mark.parametrize(("name", "role", "may"), cells("page", PEOPLE))
def test_a_sign_in_of_another_watchdog_opens_a_page_no_further_than_none(world, name, role, may, monkeypatch):
    token = world.prepared.tokens.get((THEIRS, role))
    stranger = world.desk.viewer(world.store, token, watchdog_id=WATCHDOG, at=NOW)
    assert stranger == resident(WATCHDOG)
    page = open_page(name, world.store, stranger, monkeypatch)
    assert not page.exception
    is_public = rows("page")[name][Role.RESIDENT]
    assert (FOR_STAFF in everything_on(page)) == (not is_public)


@pytest.mark.parametrize("role", PEOPLE)
def test_the_side_bar_names_a_staff_page_to_whom_it_opens(world, role, monkeypatch):
    shown = navigation(world.store, world.prepared.viewers[WATCHDOG, role], monkeypatch)
    assert set(shown) == set(rows("page")), "a page that the router does not know"
    for name, may in rows("page").items():
        assert may[Role.RESIDENT] or shown[name] == may[role], name


@pytest.mark.parametrize(("name", "role", "may"), cells("address", PEOPLE))
def test_a_plain_address_lets_in_whose_role_it_is_and_nobody_else(world, name, role, may):
    with a_visitor(world, world.prepared.tokens.get((WATCHDOG, role))) as visitor:
        assert is_let_in(ADDRESSES[name](world, visitor)) == may


@pytest.mark.parametrize(("name", "role", "may"), cells("address", PEOPLE))
def test_a_sign_in_of_another_watchdog_opens_no_plain_address(world, name, role, may):
    before = world.everything_of(WATCHDOG)
    with a_visitor(world, world.prepared.tokens.get((THEIRS, role))) as visitor:
        answer = ADDRESSES[name](world, visitor)
    assert is_let_in(answer) == rows("address")[name][Role.RESIDENT]
    if not rows("address")[name][Role.RESIDENT]:
        assert world.everything_of(WATCHDOG) == before


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_the_first_visitor_of_a_fresh_process_and_those_after_see_no_staff_page(visit):
    """One page of each kind that different roles may see; every page by itself is tried above."""
    pages, visitor = rows("page"), visit()
    kinds = {tuple(may.values()): name for name, may in pages.items()}.values()
    for name in sorted(kinds, key=lambda name: sum(pages[name].values())):  # the most private one comes first
        page = visitor.open(f"/{name}")
        drawn = page.locator("[data-testid=stMain]").locator("h1, a")
        expect(drawn.first).to_be_visible(timeout=60_000)
        is_public = pages[name][Role.RESIDENT]
        expect(page.get_by_text(FOR_STAFF)).to_have_count(0 if is_public else 1, timeout=30_000)
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
        page.close()


def test_before_the_router_has_run_streamlit_knows_of_no_page(monkeypatch):
    """It serves a folder of pages that lies beside its script by itself until then, and asks nobody who."""
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    for script in ("ui/router.py", "feedback_app.py"):
        known = PagesManager(str(ROOT / script)).get_pages()
        assert [page["script_path"] for page in known.values()] == [str(ROOT / script)]
    assert not (ROOT / "ui" / "pages").exists()
    assert 'ROOT / "ui" / "router.py"' in (ROOT / "feedback_app.py").read_text()


def test_every_page_has_a_row():
    assert set(rows("page")) == {path.stem for path in (ROOT / "pages").glob("*.py")}


def test_every_plain_address_has_a_row():
    assert set(rows("address")) == set(plain_addresses()) == set(ADDRESSES)


def test_every_act_has_a_row():
    assert set(rows("act")) == set(ACTS)
    assert {name.split(" (")[0] for name in ACTS} | PARTS.keys() == _functions(actions, "by")
    assert {of for parts in PARTS.values() for of in parts} <= set(ACTS)


def test_every_question_has_a_row():
    assert (
        set(rows("question"))
        == set(QUESTIONS)
        == _functions(storage.queries, "viewer", first={"session", "store"})
    )


def test_there_are_enough_cells_to_mean_something():
    sizes = {kind: len(cells(kind)) for kind in ("page", "address", "act", "question")}
    assert sum(sizes.values()) > 200, sizes


def _functions(package, parameter: str, *, first: set[str] | None = None) -> set[str]:
    """The public functions of a package's modules that take `parameter`."""
    found = set()
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            taken = list(inspect.signature(function).parameters)
            is_ours = function.__module__ == loaded.__name__ and not name.startswith("_")
            if is_ours and parameter in taken and (not first or taken[0] in first):
                found.add(f"{module.name}.{name}")
    return found

"""What somebody else typed is drawn by st.text alone: Markdown, labels and titles take our own words.

Streamlit reads Markdown in nearly everything it draws, labels of boxes included, and Markdown can fetch
a picture from anywhere: a comment could then tell its writer who reads it, and when.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# fmt: off
# Everything that reads Markdown or HTML, or names the browser's tab.
READS_MARKDOWN = {
    "markdown", "write", "write_stream", "success", "error", "info", "warning", "exception", "caption",
    "title", "header", "subheader", "html", "toast", "badge", "metric", "progress", "spinner", "status",
    "expander", "popover", "tabs", "dialog", "feedback", "button", "form_submit_button",
    "download_button", "link_button", "page_link", "checkbox", "toggle", "radio", "selectbox",
    "multiselect", "pills", "segmented_control", "select_slider", "slider", "text_input", "text_area",
    "number_input", "date_input", "time_input", "file_uploader", "camera_input", "color_picker",
    "chat_input", "data_editor", "set_page_config",
}
# What these arguments hold is chosen from or typed into, and never drawn by Markdown as it stands.
NOT_DRAWN = {
    "key", "value", "index", "default", "args", "kwargs", "on_click", "on_change", "type", "icon",
    "width", "height", "gap", "border", "horizontal", "wrap", "disabled", "anchor", "autocomplete",
    "label_visibility", "use_container_width", "max_chars", "step", "min_value", "max_value", "format",
    "url_path", "visibility", "position", "page_icon", "layout", "initial_sidebar_state", "data",
    "file_name", "mime", "columns", "column_config", "hide_index", "num_rows", "selection_mode",
    "accept_multiple_files", "unsafe_allow_javascript", "text_alignment", "vertical_alignment",
    "expanded", "filter_mode", "delta_color", "shortcut",
}
# fmt: on
# These give back words of ours, or what was given with nothing left in it that Markdown or HTML obeys.
MAKES_SAFE = {
    "plain",
    "inert",
    "escape",
    "our_words",
    "numbers_as_html",
    "list_as_html",
    "first_as_html",
    "marked",
    "numbered",
    "redacted_as_html",
    "streamlit_css",
    "icon",
    "len",
}
CLOSED_LISTS = {
    "CallbackResult",
    "ConcernKind",
    "EscalationOutcome",
    "FileKind",
    "HoldReason",
    "Journey",
    "Outcome",
    "Rating",
    "RedactionKind",
    "Role",
    "Sector",
    "Sentiment",
    "WithholdReason",
    "WordsUse",
}
# What cannot be followed by reading one function, and why nothing in it is somebody else's to write.
ALLOWED = {
    "ui/excerpt.py": {
        "[*range(len(names))]": "numbers",
        "[*range(first, len(names))]": "numbers",
        "names.__getitem__": "a list that can be searched shows its options as they stand",
    },
    "ui/public_page_quotes.py": {
        "[ALONE, *places]": "numbers",
        "lambda number: places.get(number, words('public_page.quote_alone'))": "a list that can be searched",
    },
    "ui/whole_story_parts.py": {
        "f':small[:gray[{theme_trust.explained()}]]'": "words of ours with numbers",
    },
    "ui/scheme_contacts.py": {
        "kinds": "a closed list",
    },
    "ui/search.py": {
        "f':small[:gray[{theme_trust.explained()}]]'": "words of ours with numbers",
    },
    "ui/answer_boxes.py": {
        "label": "a question's title, with a sentence that has gone through `plain`",
        "name": "words of ours: the month, the year",
        "option.label": "from the file of questions",
        "[*names]": "ids; a list that can be searched shows its options as they stand",
        "_named(names)": "names of services, in a list that shows its options as they stand",
        "[*choices]": "numbers",
        "_named(choices)": "months and years",
        "[*labels]": "ids",
        "_named(labels)": "options from the file of questions, and names that have gone through `plain`",
        "hints if hints and any(hints) else [''] * (len(labels) - 1) + [WORD_JOINER]": "from that file",
        "label_of(name, problem)": "as `label`",
    },
    "ui/data_requests.py": {
        "copy.content": "a file to take away, which is not drawn",
    },
    "ui/directory.py": {
        "[sector for sector in Sector if sector in there]": "kinds of service",
    },
    "ui/directory_entry.py": {
        "label": "a field's name of ours, with a sentence that has gone through `plain`",
        "[body.id for body in bodies if body.merged_into_id is None]": "ids, in a list that can be searched",
        "[one for one in Sector if one is not Sector.UNKNOWN or one is now.get('sector')]": "kinds",
        "[one.id for one in others if one.merged_into_id is None and one.id != now.get('id')]": "ids",
        "lambda chosen: lists.names[chosen]": "a list that can be searched shows its options as they stand",
    },
    "ui/directory_merge.py": {
        "[one.id for one in others if one.merged_into_id is None and one.id != entry.id]": "ids",
        "lambda chosen: lists.names[chosen]": "a list that can be searched shows its options as they stand",
    },
    "ui/events.py": {
        "label": "a field's name of ours, with a sentence that has gone through `plain`",
        "[*programmes]": "a list that can be searched shows its options as they stand",
        "programmes.__getitem__": "such a list shows its options as they stand",
    },
    "ui/events_print.py": {
        "['', *names]": "ids, in a list that can be searched",
        "lambda chosen: names.get(chosen, words('print.any_service'))": "a list that can be searched",
        "printed_languages()": "codes of ours",
        "_in_words": "the names of languages, from a file of ours",
    },
    "ui/behind_a_mark.py": {
        "list(picture.marks)": "names of marks, in a list that can be searched and shows them as they stand",
        "names.__getitem__": "the same, with a number",
        "_how_many(behind, len(newest))": "numbers, in a sentence of ours",
    },
    "ui/callbacks.py": {
        "_who_rings(one)": "words of ours, in which a colleague's name has gone through `plain`",
        "number_as_html(one.telephone)": "a link that is escaped",
    },
    "ui/forms_boxes.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
    },
    "ui/responses_ask.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
        "offered": "a closed list",
        "[*bodies.names]": "ids, in a list that can be searched",
        "bodies.names.__getitem__": "such a list shows its options as they stand",
    },
    "ui/commitments_ask.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
        "list(Verdict)": "a closed list",
        "sorted(names, key=lambda one: names[one].casefold())": "ids, in a list that can be searched",
        "names.__getitem__": "such a list shows its options as they stand",
    },
    "ui/commitments_measure.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
        "[*offered]": "ids of ours",
        "lambda one: offered[one]": "a list that can be searched shows its options as they stand",
        "list(Direction)": "a closed list",
        "[*names]": "ids; a list that can be searched shows its options as they stand",
        "names.__getitem__": "the same",
    },
    "ui/indicators_ask.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
        "list(Unit)": "a closed list",
        "list(Direction)": "a closed list",
    },
    "ui/indicators_figures.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
    },
    "ui/indicators_history.py": {
        "said": "a label of ours, with a sentence that has gone through `plain`",
        "[*held]": "days",
        "lambda days: _said(indicator, held[days])": "days and a number",
    },
    "ui/callbacks_ask.py": {
        "one.unanswered": "a number",
        "list(names)": "ids, in a list that can be searched",
        "lambda each: names[each]": "a list that can be searched shows its options as they stand",
    },
    "ui/escalations.py": {
        "timer(concern)": "a time in words of ours",
        "_kinds(concern.kinds)": "names of kinds",
        "_kinds(one.kinds)": "the same",
        "moment(concern.raised_at)": "a moment",
        "moment(one.due_at)": "the same",
        "moment(one.decided_at or one.raised_at)": "the same",
        "moment(step.at)": "the same",
        "whose(concern, viewer)": "words of ours, in which a colleague's name has gone through `plain`",
        "whose(one, viewer)": "the same",
        "_reason(reason)": "the words of a rule of ours",
    },
    "ui/escalations_ask.py": {
        "others": "ids, in a list that can be searched",
        "lambda staff_id: names[staff_id]": "a list that can be searched shows its options as they stand",
        "moment(found.due_at)": "a moment",
    },
    "ui/form_pages.py": {
        "step.title": "from the file of questions",
        "asked.groups[group]": "from the file of questions",
        "short": "from the file of questions",
        "number": "a number",
        "total": "a number",
    },
    "ui/joins.py": {
        "list(Part)": "a closed list",
        "list(Which)": "a closed list",
        "pairs": "ids, in a list that can be searched",
        "lambda pair: pair_name(pair, directory)": "such a list shows its options as they stand",
        "[None, *titles]": "ids of our own themes",
        "lambda theme: titles[theme] if theme else words('joins.choose.any_theme')": "titles of ours",
        "[None, *_pairs_of_kinds(looked.facts)]": "kinds of service",
        "lambda pair: pair_name(pair, directory) if pair else words('joins.choose.kinds')": (
            "names of kinds of service"
        ),
    },
    "pages/leaving_hospital.py": {
        "list(Part)": "a closed list",
        "list(measures())": "ids of our own questions",
        "asked": "words of ours",
    },
    "ui/moderation_decision.py": {
        "_decided(one.decision, viewer, 'moderation.decided_already')": "its name is `plain`",
        "_decided(one.decision, viewer, 'moderation.decided')": "the same",
        "[choice for choice in CHOICES if may_quote or choice is not Outcome.PUBLISHABLE]": "a closed list",
        "lambda number: words('redact.criticality.choice', number=number, anchor=_anchor(number))": "ours",
    },
    "ui/our_settings_clock.py": {
        "shorter": "a number",
        "longer": "a number",
    },
    "ui/our_settings_holidays.py": {
        "said": "a label of ours, with a sentence that has gone through `plain`",
    },
    "ui/programme_address.py": {
        "options": "names of ours for the parts of a page",
        "periods": "a closed list",
        "lambda one: days_in_words(days) if one is Period.OWN else period_name(one, today)": "days",
    },
    "ui/programme_said_kinds.py": {
        "list(review.Area)": "a closed list",
        "review.area_name": "words of ours",
    },
    "ui/programme_said_over_time.py": {
        "[one.id for one in measures]": "ids of ours",
        "_name": "names of our own measures and themes",
    },
    "ui/recommendation_ask.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
        "list(RecommendationKind)": "a closed list",
        "[*names]": "ids, in a list that can be searched",
        "names.__getitem__": "such a list shows its options as they stand",
    },
    "ui/recommendation_letters.py": {
        "offered": "a closed list",
    },
    "ui/recommendation_steps.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
        "kinds": "a closed list",
        "list(Recheck)": "a closed list",
    },
    "ui/recommendations.py": {
        "bodies": "a list that can be searched shows its options as they stand",
    },
    "ui/redact_list.py": {
        "label": "words of ours, with a number",
        "named_stand_in": "a list that can be searched shows its options as they stand",
        "kind_and_source(row)": "a number, a kind and who found it; none of the words",
    },
    "ui/redact_own.py": {
        "marks['said']": "words of ours about the last press",
        "list(range(begin, begin + len(shown)))": "numbers",
        "there": "parts of what was said: a closed list",
        "begins": "numbers",
        "lambda begin: words('redact.stretch_of', first=begin + 1, last=min(begin + AT_ONCE, len(spans)))": (
            "numbers"
        ),
    },
    "ui/moderation.py": {
        "f':small[:gray[{theme_trust.explained()}]]'": "words of ours with numbers",
        "offered": "a closed list of ours",
        "desk['said']": "words of ours about the last press",
        "desk['told']": "words of ours about the last press",
    },
    "ui/our_settings.py": {
        "list(names)": "ids, in a list that can be searched",
        "lambda chosen: names[chosen]": "a list that can be searched shows its options as they stand",
        "theirs": "names of the page's own parts",
    },
    "ui/our_settings_rows.py": {
        "_checked(kept)": "words of ours, and a day",
    },
    "ui/over_time.py": {
        "kinds": "a closed list",
        "sorted(told_in, reverse=True)": "months",
        "wording.month_name": "the name of a month",
    },
    "ui/over_time_choice.py": {
        "[*offered]": "ids of ours",
        "lambda one: offered[one]": "a list that can be searched shows its options as they stand",
        "[None, *Every]": "a closed list",
    },
    "ui/overview.py": {
        "list(titles)": "ids of our own themes",
        "lambda group: titles[group]": "titles of our own themes",
        "voices": "a list of ours",
    },
    "ui/newsletter_desk.py": {
        "months": "days",
        "month_name": "the name of a month",
        "list(TextKind)": "a closed list",
    },
    "ui/one_service.py": {
        "in_order": "scopes; a list that can be searched shows its options as they stand",
        "ways.__getitem__": "the same",
        "_who_runs(facts, scope)": "words of ours, in which an organisation's name has gone through `plain`",
    },
    "ui/quotations.py": {
        "[None, *in_order]": "ids of our own themes",
        "lambda one: titles[one] if one else words('one_service.quotations.any_theme')": "titles of ours",
    },
    "ui/programme_about.py": {
        "others": "days, in a list that can be searched",
        "lambda one: day_told(one.day, one.what, one.source)": "such a list shows its options as they stand",
    },
    "ui/programme_about_add.py": {
        "list(names)": "ids of ours, in a list that can be searched",
        "names.__getitem__": "such a list shows its options as they stand",
    },
    "ui/programme_about_form.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
        "list(ProgrammeKind)": "a closed list",
        "sorted(names, key=lambda one: names[one].casefold())": "ids, in a list that can be searched",
        "lambda one: names[one]": "such a list shows its options as they stand",
    },
    "ui/proposed.py": {
        "'\\n'.join(listed)": "numbers, and words of ours or names that have gone through `plain`",
    },
    "ui/questions.py": {
        "question.title": "from the file of questions",
        "step.add": "from the file of questions",
    },
    "ui/record.py": {
        "[None, *names]": "ids; a list that can be searched shows its options as they stand",
        "lambda actor: names[actor] if actor else words('record.anybody')": "the same",
        "[None, *events]": "a closed list",
        "lambda one: act_in_words(one) if one else words('record.anything')": "words of ours",
    },
    "ui/rows.py": {
        "rows_css(mode)": "rules of our own",
        "rows_as_html(headings, rows)": "a table in which every cell is escaped",
    },
    "ui/search_choices.py": {
        "[*options]": "ids; a list that can be searched shows its options as they stand",
        "called": "the same",
    },
    "ui/reports_add.py": {
        "places": "numbers",
        "lambda at: words('reports.add.after', name=names[at - 1]) if at else "
        "words('reports.add.first')": "a list that can be searched shows its options as they stand",
        "names": "names of pictures of ours",
        "lambda one: CATALOGUE[one].label": "words of ours",
        "[*open_]": "ids, in a list that can be searched",
        "lambda one: words('reports.add.recommended', number=open_[one].number, asks=open_[one].asks, "
        "body=open_[one].body)": "such a list shows its options as they stand",
    },
    "ui/reports_begin.py": {
        "said": "a field's name of ours, with a sentence that has gone through `plain`",
        "list(ReportTemplate)": "a closed list",
        "offered": "days",
        "day_in_words": "a day in words of ours",
    },
    "ui/reports_picture.py": {
        "drawn": "from a specification in which words are data; its description has gone through `escape`",
    },
    "ui/reports_quote.py": {
        "sorted(titles, key=titles.__getitem__)": "ids of themes",
        "titles.__getitem__": "titles of ours",
    },
    "ui/scope_boxes.py": {
        "[*Period]": "periods of ours",
        "lambda one: period_name(one, today)": "their names",
        "count": "a number",
        "choices.offered(field, value)": "ids; a list that can be searched shows its options as they stand",
        "names.__getitem__": "the same",
    },
    "ui/scope_picker.py": {
        "', '.join(labels)": "names of choices of ours",
        "label": "words of ours; the name of a programme is made plain",
    },
    "ui/sides.py": {
        "' · '.join(parts)": "numbers, in sentences of ours",
        "people_only_left(looked)": "the same",
    },
    "pages/theme_review.py": {"mine['waits']": "counts, in a sentence of ours"},
    "ui/theme_review.py": {
        "mine['said']": "words of ours about the last press",
        "mine['told']": "words of ours about the last press",
        "[None, *titles]": "ids of our own themes",
        "lambda chosen: titles[chosen] if chosen else words('theme_review.any_theme')": "titles of ours",
        "[None, *spoken]": "codes of languages",
        "lambda code: language_name(code) if code else words('theme_review.any_language')": (
            "names of languages, in a list that can be searched and shows its options as they stand"
        ),
    },
    "ui/theme_review_agreement.py": {
        "words('theme_review.agreement.none', percent=percent)": "a number",
        "f':small[:gray[{theme_trust.explained()}]]'": "words of ours with numbers",
    },
    "ui/theme_review_answer.py": {
        "[theme for theme in titles if theme not in shown]": "ids of our own themes",
        "lambda theme: titles[theme]": "titles of our own themes",
        "f':small[:gray[{theme_trust.explained()}]]'": "words of ours with numbers",
        "_label(opened, theme, marks)": "a number, and a title that has gone through `plain`",
        "f':small[:gray[{told}]]'": "names of how a comment reads, in a sentence of ours",
    },
    "ui/theme_review_joins.py": {
        "words('theme_review.join_change', number=number)": "a number",
        "list(dict.fromkeys([*join.problems, *problems_of_joins()]))": "ids of themes",
        "theme_title": "a list that can be searched shows its options as they stand",
        "what": "a number, and names that have gone through `plain`",
        "ends": "ids of services and kinds of service, in a list that can be searched",
        "name": "such a list shows its options as they stand",
    },
}


class Drawn:
    """One function's local names, to follow a name back to what was put into it."""

    def __init__(self, function: ast.AST, allowed: set[str]) -> None:
        self.allowed = allowed
        self.given: dict[str, list[ast.expr]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self.given.setdefault(target.id, []).append(node.value)
                    elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                        for name, value in zip(target.elts, node.value.elts, strict=True):
                            if isinstance(name, ast.Name):
                                self.given.setdefault(name.id, []).append(value)

    def is_ours(self, said: ast.expr) -> bool:
        """Whether nothing that anybody else typed can be in it."""
        if ast.unparse(said) in self.allowed:
            return True
        match said:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=values):
                return all(self.is_ours(value) for value in values)
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=spec)])):
                return str(spec).startswith(("%", ",", ".")) or str(spec).endswith("d")  # a number or day
            case ast.FormattedValue(value=value) | ast.Lambda(body=value) | ast.Starred(value=value):
                return self.is_ours(value)
            case ast.Attribute(attr="value" | "day" | "year"):
                return True  # of a closed list, or of a date
            case ast.IfExp(body=one, orelse=other):
                return self.is_ours(one) and self.is_ours(other)
            case ast.BoolOp(values=values):
                return all(self.is_ours(value) for value in values)
            case ast.BinOp(left=left, right=right):
                return self.is_ours(left) and self.is_ours(right)
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                return all(self.is_ours(element) for element in elements)
            case ast.Call(func=ast.Name(id=name)) if name in MAKES_SAFE:
                return True
            case ast.Call(func=ast.Name(id="words"), keywords=gaps):
                return all(self.is_ours(gap.value) for gap in gaps)
            case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[joined]):
                return self.is_ours(joined)
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
                return self.is_ours(element)
            case ast.Call(func=ast.Name(id="list"), args=[listed]):
                return self.is_ours(listed)
            case ast.Name(id=name) if name in self.given:
                return all(self.is_ours(value) for value in self.given[name])
            case ast.Name(id=name) | ast.Attribute(value=ast.Name(id=name)):
                return name.isupper() or name in CLOSED_LISTS
            case _:
                return False


def not_ours(source: str, allowed: set[str] | None = None) -> Iterator[str]:
    """Each thing drawn as Markdown, in a page's source, that could hold somebody else's words."""
    tree = ast.parse(source)
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        drawn = Drawn(function, allowed or set())
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
                continue
            if call.func.attr not in READS_MARKDOWN or ast.unparse(call.func.value).startswith("self"):
                continue
            said = [*call.args, *(word.value for word in call.keywords if word.arg not in NOT_DRAWN)]
            for expression in said:
                if not drawn.is_ours(expression):
                    yield f"line {call.lineno}: {call.func.attr}({ast.unparse(expression)})"


def pages() -> list[Path]:
    return sorted([*(ROOT / "pages").glob("*.py"), *(ROOT / "ui").glob("*.py")])


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_only_words_of_ours_are_drawn_as_markdown(page):
    allowed = set(ALLOWED.get(str(page.relative_to(ROOT)), {}))
    assert list(not_ours(page.read_text(encoding="utf-8"), allowed)) == []


@pytest.mark.parametrize(
    "drawn",
    [
        "st.markdown(one.words)",
        "st.markdown(f'**{one.words}**')",
        "st.success('Thank you: ' + one.words)",
        "st.checkbox(one.words)",
        "st.expander(label=one.words)",
        "st.button('Change', help=one.words)",
        "st.radio('Which?', [service.name for service in services])",
        "column.caption(words('x.y', said=one.words))",
        "st.set_page_config(page_title=one.words)",
        "st.html(f'<p>{one.words}</p>')",
        "st.error(str(fault))",
        "said = one.words; st.write(said)",
    ],
)
def test_somebody_elses_words_would_be_found(drawn):
    assert list(not_ours(f"def page():\n    {drawn}"))


@pytest.mark.parametrize(
    "drawn",
    [
        "st.text(one.words)",
        "st.markdown('Thank you')",
        "st.markdown(words('x.y', watchdog=plain(name)))",
        "st.markdown(words('x.y', count=len(queue)))",
        "st.html(f'<p>{escape(one.words)}</p>')",
        "said = plain(one.words); st.write(said)",
        "st.button('Change', key=one.id, on_click=change, args=(one.words,))",
    ],
)
def test_words_of_ours_and_words_made_safe_are_left_alone(drawn):
    assert list(not_ours(f"def page():\n    {drawn}")) == []


@pytest.mark.parametrize("page", sorted(ALLOWED))
def test_nothing_is_allowed_that_is_no_longer_drawn(page):
    source, allowed = (ROOT / page).read_text(encoding="utf-8"), set(ALLOWED[page])
    assert [one for one in allowed if not list(not_ours(source, allowed - {one}))] == []

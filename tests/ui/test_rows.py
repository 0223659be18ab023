"""A table of words: whatever is in a cell, it is only shown."""

import re

from ui.rows import rows_as_html


def test_each_cell_says_its_column_for_narrow_screens():
    html = rows_as_html(["When", "Who"], [("today", "Bo")])
    assert re.findall(r'<td data-label="(\w+)">(\w+)</td>', html) == [("When", "today"), ("Who", "Bo")]


def test_markup_in_a_cell_or_a_heading_is_shown_and_not_obeyed():
    html = rows_as_html(['"><script>'], [('<img src=x onerror="x">',)])
    assert "<script>" not in html and "<img" not in html
    assert "&lt;img src=x onerror=&quot;x&quot;&gt;" in html

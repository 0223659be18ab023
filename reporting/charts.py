"""The charts, one function each: a finished, counted table in, an Altair chart out.

A chart never counts people itself, so the number in the chart, the sentence above it and the table
under it is the same number. `ui.pictures` puts them on a page.
"""

from reporting.charts_by_month import feedback_by_month, sentiment_by_month
from reporting.charts_by_theme import sentiment_by_theme, themes_by_people

__all__ = ["feedback_by_month", "sentiment_by_month", "sentiment_by_theme", "themes_by_people"]

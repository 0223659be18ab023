"""What are days from one to another called, such as "July to September 2025"?"""

from calendar import monthrange
from datetime import date

from content.words import day_in_words, words


def days_named(since: date, until: date) -> str:
    """Whole months by their names, any other days in full; both ends belong to them.

    >>> days_named(date(2025, 9, 1), date(2025, 9, 30)), days_named(date(2025, 7, 1), date(2025, 9, 30))
    ('September 2025', 'July to September 2025')
    >>> days_named(date(2024, 10, 1), date(2025, 9, 30)), days_named(date(2025, 9, 2), date(2025, 9, 30))
    ('October 2024 to September 2025', '2 September 2025 to 30 September 2025')
    """
    if since == until:
        return day_in_words(since)
    if since.day > 1 or until.day < monthrange(until.year, until.month)[1]:
        return words("indicators.days", first=day_in_words(since), last=day_in_words(until))
    last = f"{until:%B %Y}"
    if (since.year, since.month) == (until.year, until.month):
        return last
    first = f"{since:%B}" if since.year == until.year else f"{since:%B %Y}"
    return words("indicators.days", first=first, last=last)

"""Whose feedback counts in what is published?"""

from analysis.narrow import keep
from models.facts import Facts


def only_public(facts: Facts) -> Facts:
    """The facts of those who agreed that reports use what they told us, once a person has read and let it."""
    return keep(facts, facts.feedback["is_public"].to_numpy())

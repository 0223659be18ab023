"""The acts about the newsletter: on an address that was typed and not confirmed."""

from actions.newsletter import ask, confirm, stop
from actions.newsletter_list import take_list
from actions.newsletter_requests import copy_subscription, erase_subscription
from storage.queries.newsletter import readers, subscription_held
from tests.conftest import NOW
from tests.role_matrix.acts import act, question


@act(ask)
def _(world, viewer):
    with world.writing() as session:
        ask(session, "another@reader.example", "en", by=viewer, at=NOW)


@act(confirm)
def _(world, viewer):
    with world.writing() as session:
        confirm(session, world.text("newsletter"), by=viewer, at=NOW)


@act(stop)
def _(world, viewer):
    with world.writing() as session:
        stop(session, world.text("newsletter"), by=viewer, at=NOW)


@act(take_list)
def _(world, viewer):
    with world.writing() as session:
        return take_list(session, by=viewer, at=NOW)


@act(copy_subscription)
def _(world, viewer):
    return copy_subscription(world.store, world.id("subscription"), by=viewer, at=NOW)


@act(erase_subscription)
def _(world, viewer):
    return erase_subscription(world.store, world.id("subscription"), by=viewer, at=NOW)


question(readers)
question(subscription_held, lambda world: world.id("subscription"))

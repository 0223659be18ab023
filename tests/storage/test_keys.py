"""Keys: the right one opens the store, another is refused at the door, and they can be changed."""

import pytest
from sqlmodel import select

from models.errors import WrongKey
from models.feedback import Contact, Feedback
from settings import Settings
from storage import keys
from storage.opening import open_store
from storage.rotate import rotate
from tests.conftest import TEST_KEY
from tests.factories import some_feedback

NEW_KEY = "YW5vdGhlci1rZXktb25seS1mb3ItdGVzdHMtaGVyZS4="


@pytest.fixture(autouse=True)
def put_the_key_back():
    yield
    keys.use(TEST_KEY)


def settings_with(store, key: str) -> Settings:
    address = store.url.render_as_string(hide_password=False)
    return Settings(_env_file=None, database_url=address, encryption_keys=key)


def test_start_up_refuses_a_key_that_does_not_open_the_store(store):
    with pytest.raises(WrongKey, match="does not open this store"):
        open_store(settings_with(store, NEW_KEY))


@pytest.mark.parametrize(("key", "said"), [("", "no encryption key"), ("too short", "not a key")])
def test_start_up_refuses_what_is_no_key(store, key, said):
    with pytest.raises(WrongKey, match=said):
        open_store(settings_with(store, key))


def test_the_right_key_opens_the_store(store):
    open_store(settings_with(store, TEST_KEY)).close()


def test_after_a_change_of_keys_the_new_one_alone_opens_everything(store, somebody):
    with store.writing() as session:
        for number in range(5):
            some_feedback(
                session, somebody, f"Story {number}", contact_name="Sam", contact_telephone="01632 960001"
            )

    keys.use(f"{NEW_KEY},{TEST_KEY}")
    with store.writing() as session:
        cells = rotate(session, f"{NEW_KEY},{TEST_KEY}")

    keys.use(NEW_KEY)
    with store.reading() as session:
        assert sorted(session.exec(select(Feedback.words))) == [f"Story {number}" for number in range(5)]
        assert set(session.exec(select(Contact.name))) == {"Sam"}
    assert cells == 1 + 5 + 5 * 2  # the watchdog's check, five stories, a name and a number for each
    open_store(settings_with(store, NEW_KEY)).close()


def test_after_a_change_of_keys_the_old_one_opens_nothing(store):
    keys.use(f"{NEW_KEY},{TEST_KEY}")
    with store.writing() as session:
        rotate(session, f"{NEW_KEY},{TEST_KEY}")

    with pytest.raises(WrongKey):
        open_store(settings_with(store, TEST_KEY))

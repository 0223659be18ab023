"""The services that a form offers, and the names in which an answer is read back."""

from uuid import UUID

from models.vocabulary import Sector
from storage.queries.services_to_choose_from import ServiceToChoose
from tests.conftest import TODAY
from ui.form_facts import FormFacts

OLD, NEW = UUID(int=1), UUID(int=2)


def test_a_service_that_was_merged_while_somebody_wrote_is_read_back_by_the_name_that_stands():
    ward = ServiceToChoose(NEW, "Ward 7", Sector.HOSPITAL, None, None, merged=(OLD,))
    facts = FormFacts("", "", False, None, True, TODAY, (), (ward,))
    assert facts.service_names() == {str(NEW): "Ward 7"}
    assert facts.names_said_back() == {str(NEW): "Ward 7", str(OLD): "Ward 7"}

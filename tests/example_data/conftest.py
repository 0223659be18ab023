"""Everything that the people of West Testford say, told once for all tests."""

import pytest

from example_data.generate import ExampleFeedback, generate


@pytest.fixture(scope="session")
def told() -> list[ExampleFeedback]:
    return list(generate())

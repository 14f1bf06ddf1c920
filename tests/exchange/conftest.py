"""A visit with every kind of measure, to be taken out and brought in."""

import pytest

from tests import cast
from tests.exchange.lessons import add_every_kind, story


@pytest.fixture
def every_kind(partners: cast.Partners) -> cast.PlannedVisit:
    """Planned, and not recorded yet."""
    return add_every_kind(partners)


@pytest.fixture
def full(every_kind: cast.PlannedVisit) -> cast.PlannedVisit:
    """The same, recorded."""
    every_kind.record(*story())
    return every_kind

"""Marcus's tablet, with the visit packed."""

from collections.abc import Callable

import pytest

from tests.cast import PlannedVisit
from tests.journeys.recorder.tablet import Tablet


@pytest.fixture
def a_tablet(open_page, visit: PlannedVisit) -> Callable[..., Tablet]:
    """`a_tablet("phone", scheme="dark")`: signed in as the coach, the visit packed."""

    def opened(device: str = "landscape", scheme: str = "light", **options: object) -> Tablet:
        return Tablet(open_page(device, visit.partners.coach, scheme, **options), visit).pack()

    return opened


@pytest.fixture
def tablet(a_tablet: Callable[..., Tablet]) -> Tablet:
    """On the recorder, the clock running."""
    return a_tablet().open().begin()

"""Marcus's tablet, with the visit packed."""

from collections.abc import Callable

import pytest

from app.database import transaction
from app.forms.models import FormVersion
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


@pytest.fixture
def collecting(visit: PlannedVisit) -> Callable[..., None]:
    """`collecting(measure, ...)`: what the agreed form of the visit asks for, instead of the usual."""

    def agreed(*measures: dict[str, object]) -> None:
        with transaction(visit.partners.engine) as db:
            version = db.get(FormVersion, (visit.partners.id, visit.form.id, 1))
            assert version is not None
            version.measures = list(measures)
            db.add(version)

    return agreed

"""Two people at the same moment: every version number is given once, and nobody signs words they have not seen."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.database import transaction
from app.forms import actions, queries
from app.forms.proposals import NewVersion
from app.partnerships.lookup import partnership_for
from app.problems import Problem
from tests.cast import add_form
from tests.forms.forms import sweep

pytestmark = pytest.mark.both_databases
PROPOSAL = NewVersion.model_validate({"measures": [sweep()]})


def as_(engine, person, partners, act):
    with transaction(engine) as db:
        return act(db, partnership_for(db, person, partners.id))


def test_versions_proposed_at_once_get_one_number_each(agreed_form, people, engine):
    def propose(i):
        person = people.dana if i % 2 else people.marcus
        return as_(
            engine,
            person,
            agreed_form.partners,
            lambda db, ours: actions.propose_version(db, ours, agreed_form.id, PROPOSAL).version,
        )

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(propose, range(16)))
    assert sorted(numbers) == list(range(2, 18))


def test_agreeing_at_once_is_signed_once_each(partners, people, engine):
    form = add_form(partners, agreed_by=())

    def agree(i):
        person = people.dana if i % 2 else people.marcus
        as_(engine, person, partners, lambda db, ours: actions.agree_to(db, ours, form.id, 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(agree, range(16)))
    with transaction(engine, writes=False) as db:
        assert sorted(queries.history_of(db, partners.id, form.id).newest.agreed_by) == ["coach", "teacher"]


def test_agreeing_while_the_other_proposes_locks_the_old_or_refuses_it(partners, people, engine):
    """Whichever comes first, a version is never signed after it was replaced."""

    def race(_round):
        form = add_form(partners, agreed_by=("coach",))
        with ThreadPoolExecutor(2) as pool:
            proposing = pool.submit(
                as_,
                engine,
                people.marcus,
                partners,
                lambda db, ours: actions.propose_version(db, ours, form.id, PROPOSAL).version,
            )
            agreeing = pool.submit(
                as_, engine, people.dana, partners, lambda db, ours: actions.agree_to(db, ours, form.id, 1)
            )
        refusal = agreeing.exception()
        assert proposing.result() == 2
        with transaction(engine, writes=False) as db:
            first = queries.history_of(db, partners.id, form.id).standings[0]
            replaced_at = queries.history_of(db, partners.id, form.id).newest.version.proposed_at
        if refusal is None:
            assert first.agreed
            assert first.agreed_at <= replaced_at
        else:
            assert isinstance(refusal, Problem)
            assert (refusal.slug, first.status) == ("version-superseded", "proposed")

    for round_number in range(6):
        race(round_number)

"""The two partners' browsers, and forms that they have in hand."""

import pytest

from tests.forms.forms import count, sweep


@pytest.fixture
def dana(people, signed_in):
    return signed_in(people.dana, browser=True)


@pytest.fixture
def marcus(people, signed_in):
    return signed_in(people.marcus, browser=True)


@pytest.fixture
def ellen(people, signed_in):
    return signed_in(people.ellen, browser=True)


@pytest.fixture
def proposed(partners, people, signed_in):
    """A form that Marcus has proposed and Dana has not agreed to: its page's address."""
    said = {"title": "What we will collect", "measures": [count(), sweep(definition="How many are at work?")]}
    form = signed_in(people.marcus).post(f"{partners.api}/forms", json=said).json()
    return f"{partners.page}/forms/{form['id']}"

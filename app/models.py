"""All tables, imported in one place so that the metadata is complete."""

from sqlmodel import SQLModel

from app.accounts.models import Person, SignIn
from app.forms.models import Form, FormComment, FormDraft, FormSignature, FormVersion
from app.goals.models import Goal, NextStep, StepOutcome
from app.log.models import Entry, Installation
from app.observers.models import SecondObserver
from app.partnerships.models import Access, Invitation, Partnership
from app.visits.models import Visit

metadata = SQLModel.metadata

__all__ = [
    "Access",
    "Entry",
    "Form",
    "FormComment",
    "FormDraft",
    "FormSignature",
    "FormVersion",
    "Goal",
    "Installation",
    "Invitation",
    "NextStep",
    "Partnership",
    "Person",
    "SecondObserver",
    "SignIn",
    "StepOutcome",
    "Visit",
    "metadata",
]

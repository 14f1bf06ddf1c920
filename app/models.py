"""All tables, imported in one place so that the metadata is complete."""

from sqlmodel import SQLModel

from app.accounts.models import Person, SignIn
from app.across_visits.models import ChangeLine, Hope, VisitNote
from app.alliance.models import CheckInAnswer
from app.debrief.models import QuestionSet
from app.exchange.models import Incoming
from app.forms.models import Form, FormComment, FormDraft, FormSignature, FormStarter, FormVersion
from app.goals.models import Goal, NextStep, StepOutcome
from app.log.models import Entry, Installation
from app.observers.models import SecondObserver
from app.partnerships.models import Access, Invitation, Partnership
from app.visits.models import Visit

metadata = SQLModel.metadata

__all__ = [
    "Access",
    "ChangeLine",
    "CheckInAnswer",
    "Entry",
    "Form",
    "FormComment",
    "FormDraft",
    "FormSignature",
    "FormStarter",
    "FormVersion",
    "Goal",
    "Hope",
    "Incoming",
    "Installation",
    "Invitation",
    "NextStep",
    "Partnership",
    "Person",
    "QuestionSet",
    "SecondObserver",
    "SignIn",
    "StepOutcome",
    "Visit",
    "VisitNote",
    "metadata",
]

"""The invitation to observe, as a link and, where a mail server is configured, as a plain e-mail."""

from fastapi import Request

from app.config import settings
from app.observers.lookup import Arrangement
from app.partnerships import mail
from app.words import _

TEXT = _("""%(teacher)s and %(coach)s would like you to observe one lesson on Alongside beside %(coach)s, to find out whether
the two of you read a definition alike. You would count by yourself, without seeing what %(coach)s counts. It is the
definition that is looked at, never you, and never part of an evaluation.

Read what it means, and say yes or not now:
%(url)s

The link is for you alone and is open for 30 days. If you do nothing, nothing happens.
""")


def observer_url(request: Request, token: str) -> str:
    base = settings().base_url or str(request.base_url)
    return f"{base.rstrip('/')}/observer-invitations/{token}"


def send(arranged: Arrangement, url: str) -> bool:
    """True once the mail server has taken it. Call it with no transaction open."""
    names = {"teacher": arranged.teacher.name, "coach": arranged.coach.name, "url": url}
    return mail.send(
        arranged.row.email, _("%(teacher)s and %(coach)s ask you to observe a lesson") % names, TEXT % names
    )

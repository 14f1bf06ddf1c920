"""The invitation as a plain e-mail, where a mail server is configured. A failure is said, and stops nothing."""

import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formataddr

from app.config import settings
from app.words import _

log = logging.getLogger("alongside")
PATIENCE_S = 10

TEXT = _("""%(name)s would like to work with you on Alongside: classroom data that a teacher chooses, a partner
collects, and the two of you read together. It is never part of an evaluation.

%(message)sRead what it means, and say yes or not now:
%(url)s

The link is for you alone and is open for 30 days. If you do nothing, nothing happens.
""")


def configured() -> bool:
    """Only with an address of our own: a request's Host is the sender's word, and a letter would carry it on."""
    return settings().smtp_host is not None and settings().base_url is not None


def send_invitation(to: str, name: str, message: str, url: str) -> bool:
    subject = _("%(name)s would like to partner with you") % {"name": name}
    quoted = "".join(f"> {line}\n" for line in message.split("\n")) + "\n" if message else ""
    return send(to, subject, TEXT % {"name": name, "message": quoted, "url": url})


def send(to: str, subject: str, text: str) -> bool:
    """True once the mail server has taken it. Call it with no transaction open: the server may be slow."""
    if not configured():
        return False
    try:
        _send(_letter(to, subject, text))
    except (OSError, smtplib.SMTPException, ValueError) as failed:
        log.warning("a letter could not be sent by e-mail: %s", type(failed).__name__)
        return False
    return True


def _letter(to: str, subject: str, text: str) -> EmailMessage:
    letter = EmailMessage()
    letter["To"] = to
    letter["From"] = formataddr(("Alongside", settings().smtp_from or settings().smtp_user or "alongside@localhost"))
    letter["Subject"] = subject
    letter.set_content(text)
    return letter


def _send(letter: EmailMessage) -> None:
    its = settings()
    with _connected(its.smtp_host or "", its.smtp_port) as server:
        if its.smtp_user and its.smtp_password:
            server.login(its.smtp_user, its.smtp_password.get_secret_value())
        server.send_message(letter)


def _connected(host: str, port: int) -> smtplib.SMTP:
    """By TLS from the start on port 465; elsewhere as soon as the server offers it."""
    context = ssl.create_default_context()
    if port == 465:
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE_S, context=context)
    server = smtplib.SMTP(host, port, timeout=PATIENCE_S)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
    return server

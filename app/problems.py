"""Every refusal there is: its slug, its status and the sentence that says what to do."""

from dataclasses import dataclass
from typing import Any

from app.words import _


@dataclass(frozen=True)
class Kind:
    status: int
    title: str
    detail: str


CATALOGUE: dict[str, Kind] = {
    "not-found": Kind(404, _("Nothing here"), _("There is nothing at this address, or it is not yours to see.")),
    "not-signed-in": Kind(401, _("Please sign in"), _("Sign in and try again. What you typed stays where it is.")),
    "signed-out-elsewhere": Kind(
        401, _("Signed out from elsewhere"), _("You ended this sign-in. Sign in again to go on here.")
    ),
    "wrong-credentials": Kind(401, _("That did not match"), _("Check the e-mail and the password, and try again.")),
    "too-many-attempts": Kind(429, _("Too many attempts"), _("Wait a few minutes, then try again.")),
    "cross-site": Kind(403, _("Sent from another site"), _("Open Alongside itself and try again from there.")),
    "unprocessable": Kind(422, _("Something is not right"), _("Correct the marked field and send it again.")),
    "too-large": Kind(413, _("Too much at once"), _("Send it in smaller parts.")),
    "bad-encoding": Kind(415, _("Unreadable body"), _("Send JSON, plain or compressed with gzip.")),
    "email-taken": Kind(409, _("That e-mail has an account"), _("Sign in with it, or use another e-mail.")),
    "weak-password": Kind(
        422, _("Choose another password"), _("Use at least 12 characters that are not a common password.")
    ),
    "invitation-used": Kind(409, _("This invitation is closed"), _("Ask your partner to send a new one.")),
    "own-invitation": Kind(
        409, _("This is your own invitation"), _("Send the link to the colleague you are inviting.")
    ),
    "partnership-paused": Kind(
        409, _("This partnership is paused"), _("Nothing new can be planned until it is resumed.")
    ),
    "partnership-not-active": Kind(409, _("Not partners yet"), _("This opens once your colleague has accepted.")),
    "partnership-ended": Kind(409, _("This partnership has ended"), _("It can still be read, but not added to.")),
    "paused-by-partner": Kind(
        409, _("Your partner paused this"), _("Your partner can resume it at any time. Nothing is lost until then.")
    ),
    "teacher-erases": Kind(
        409, _("Only the teacher can erase"), _("You can end the partnership; what was recorded stays readable.")
    ),
    "teachers-goal": Kind(409, _("The goal is the teacher's"), _("Ask your partner to write or change it.")),
    "teachers-to-say": Kind(409, _("This is the teacher's to say"), _("Ask your partner to mark it or change it.")),
    "teacher-chooses": Kind(409, _("The teacher chooses this"), _("Ask your partner to tick it.")),
    "unplanned-not-welcome": Kind(
        409,
        _("Unplanned visits are not agreed"),
        _("Your partner has to say yes to visits that nobody planned. What you recorded stays here until then."),
    ),
    "form-not-agreed": Kind(409, _("Not agreed yet"), _("Both of you agree to this version of the form first.")),
    "version-locked": Kind(409, _("This version is locked"), _("Propose a new version instead.")),
    "version-superseded": Kind(409, _("There is a newer version"), _("Read the newest version and agree to that one.")),
    "draft-moved-on": Kind(
        409, _("Changed in another window"), _("Your draft has changed since. Look at it here, then send it again.")
    ),
    "visit-differs": Kind(
        409, _("This visit is already planned"), _("Its form can not change once marks are recorded.")
    ),
    "teacher-first": Kind(
        409, _("Your partner looks first"), _("This opens once your partner has looked at the visit.")
    ),
    "blind-until-both-ended": Kind(
        409, _("Not yet: the two are blind to each other"), _("This opens once both observers have ended.")
    ),
    "second-observers-record": Kind(
        409, _("The second observer's own record"), _("It is read beside the visit and never becomes part of it.")
    ),
    "second-observer-there": Kind(
        409, _("There is a second observer already"), _("Stop that arrangement first, then ask somebody else.")
    ),
    "both-agree-first": Kind(
        409, _("Not agreed yet"), _("Both partners agree to a second observer; your partner has yet to.")
    ),
    "lesson-over": Kind(409, _("This lesson is over"), _("A second observer records the lesson while it happens.")),
    "different-forms": Kind(
        409, _("Collected with different forms"), _("Only records by the very same version can be compared.")
    ),
    "visit-withheld": Kind(
        403, _("This visit is withheld"), _("The teacher keeps it to themselves for now. Nothing in it is deleted.")
    ),
    "visit-erased": Kind(410, _("This visit was erased"), _("The teacher erased what was recorded. Nothing is left.")),
    "teacher-withholds": Kind(
        409, _("That is the teacher's to decide"), _("Only the teacher withholds, shows again or erases a visit.")
    ),
    "withhold-first": Kind(409, _("Withhold it first"), _("A visit is withheld before it can be erased.")),
    "visit-begun": Kind(
        409, _("Something is recorded in it"), _("Only a visit without marks or words can be cancelled.")
    ),
    "id-reused": Kind(409, _("This id is taken"), _("The same id already holds something else; make a new id.")),
    "from-the-future": Kind(
        422, _("From the future"), _("Set this device's clock; its time is more than 48 hours ahead.")
    ),
    "import-unreadable": Kind(
        422, _("This file can not be brought in"), _("Nothing was taken in. Correct the file and send it again.")
    ),
    "too-many-waiting": Kind(
        409, _("Many files wait already"), _("Leave some of them out, or agree to their forms first.")
    ),
    "no-pdf-here": Kind(
        501,
        _("No PDF from this server"),
        _(
            "Print the page from your browser, or install Pango on the server (Debian: libpango-1.0-0, libpangoft2-1.0-0)."
        ),
    ),
    "not-empty": Kind(409, _("There is data already"), _("The example can only fill an empty database.")),
    "not-acceptable": Kind(405, _("Not possible here"), _("This address does not take that kind of request.")),
    "busy": Kind(503, _("Busy for a moment"), _("Nothing was stored. It will be sent again shortly.")),
    "full": Kind(507, _("The server's disk is full"), _("Nothing was stored; it stays on your device.")),
    "broken": Kind(500, _("Something broke on our side"), _("Nothing you recorded is lost. Please try again.")),
}


class Problem(Exception):
    """A refusal from the catalogue, raised anywhere and answered in one place (see answers.py)."""

    def __init__(
        self, slug: str, detail: str | None = None, pointer: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        kind = CATALOGUE[slug]
        self.slug, self.status, self.title = slug, kind.status, kind.title
        self.detail = detail or kind.detail
        self.pointer = pointer
        self.headers = headers or {}
        super().__init__(f"{slug}: {self.detail}")

    def as_json(self) -> dict[str, Any]:
        """RFC 9457 problem details."""
        body = {"type": f"/problems/{self.slug}", "title": self.title, "status": self.status, "detail": self.detail}
        return body | ({"pointer": self.pointer} if self.pointer is not None else {})

"""What partners do with a form: propose, agree, comment."""

from sqlmodel import Session, select

from app.clock import new_id, now
from app.forms.models import Form, FormComment, FormSignature, FormStarter, FormVersion
from app.forms.proposals import NewForm, NewVersion
from app.forms.queries import is_agreed, newest_of, signatures_of, version_of
from app.forms.rules import check_signable
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.words import _


def propose_form(db: Session, by: Membership, proposed: NewForm, form_id: str | None = None) -> FormVersion:
    """A form's first version. Whoever proposes agrees by proposing."""
    by.must_be_active()
    form = Form(partnership_id=by.id, id=form_id or new_id(), created_by=by.person.id, created_at=now())
    db.add(form)
    db.flush()
    return _propose(db, by, form.id, None, proposed)


def propose_version(db: Session, by: Membership, form_id: str, proposed: NewVersion) -> FormVersion:
    """The next version. The versions before it stay as they are, agreed or not."""
    _hold(db, by, form_id)
    by.must_be_active()
    return _propose(db, by, form_id, newest_of(db, by.id, form_id), proposed)


def _hold(db: Session, by: Membership, form_id: str) -> None:
    """The form's row is the lock that orders its versions and signatures (SQLite locks the whole database)."""
    form = select(Form).where(Form.partnership_id == by.id, Form.id == form_id).with_for_update()
    if db.exec(form).first() is None:
        raise Problem("not-found")


def _propose(
    db: Session, by: Membership, form_id: str, before: FormVersion | None, proposed: NewForm | NewVersion
) -> FormVersion:
    version = FormVersion(
        partnership_id=by.id,
        form_id=form_id,
        version=before.version + 1 if before else 1,
        title=proposed.title or (before.title if before else ""),
        why=_why(by, before.why if before else "", proposed.why),
        measures=proposed.plain_measures(),
        what_changed=proposed.what_changed or "",
        proposed_by=by.person.id,
        proposed_at=now(),
    )
    db.add(version)
    db.flush()
    _sign(db, by, version)
    return version


def _why(by: Membership, before: str, now_said: str | None) -> str:
    if now_said is None or now_said == before:
        return before
    if by.role != "teacher":
        raise Problem(
            "unprocessable", _("The reason is in the teacher's own words; only the teacher writes it."), "/why"
        )
    return now_said


def agree_to(db: Session, by: Membership, form_id: str, number: int) -> FormVersion:
    """One partner's signature; the second one locks the version. Signing again changes nothing."""
    _hold(db, by, form_id)
    version = version_of(db, by.id, form_id, number)
    if by.role in {signature.role for signature in signatures_of(db, version)}:
        return version
    by.must_be_active()
    check_signable(version.version, newest_of(db, by.id, form_id).version)
    _sign(db, by, version)
    return version


def _sign(db: Session, by: Membership, version: FormVersion) -> None:
    signature = FormSignature(
        partnership_id=by.id,
        form_id=version.form_id,
        version=version.version,
        role=by.role,
        person_id=by.person.id,
        signed_at=now(),
    )
    db.add(signature)
    db.flush()


def comment_on(
    db: Session, by: Membership, form_id: str, number: int, text: str, measure: str | None = None
) -> FormComment:
    """Words about one measure, or about the whole form."""
    version = version_of(db, by.id, form_id, number)
    by.must_be_active()
    if measure is not None and measure not in {m["key"] for m in version.measures}:
        raise Problem("unprocessable", _("This version has no such measure."), "/measure")
    comment = FormComment(
        partnership_id=by.id,
        id=new_id(),
        form_id=form_id,
        version=number,
        measure=measure,
        author=by.person.id,
        text=text,
        written_at=now(),
    )
    db.add(comment)
    db.flush()
    return comment


def keep_as_starter(db: Session, by: Membership, form_id: str, number: int) -> FormStarter:
    """An agreed version, to start other forms from, in this partnership alone. One of each form: the one kept last."""
    version_of(db, by.id, form_id, number)
    by.must_be_active()
    if not is_agreed(db, by.id, form_id, number):
        raise Problem("form-not-agreed")
    kept = FormStarter(partnership_id=by.id, form_id=form_id, version=number, kept_by=by.person.id, kept_at=now())
    kept = db.merge(kept)
    db.flush()
    return kept


def let_starter_go(db: Session, by: Membership, form_id: str) -> None:
    """It is no longer offered; the form and what was started from it stay."""
    newest_of(db, by.id, form_id)
    by.must_be_active()
    kept = db.get(FormStarter, (by.id, form_id))
    if kept is not None:
        db.delete(kept)
        db.flush()

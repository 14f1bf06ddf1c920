"""What screens and other packages read of forms."""

from typing import Any

from sqlmodel import Session, col, func, select

from app.clock import rfc3339
from app.forms.history import History, Standing
from app.forms.models import FormComment, FormSignature, FormStarter, FormVersion
from app.partnerships.lookup import Membership
from app.problems import Problem


def version_of(db: Session, partnership_id: str, form_id: str, version: int) -> FormVersion:
    row = db.get(FormVersion, (partnership_id, form_id, version))
    if row is None:
        raise Problem("not-found")
    return row


def newest_of(db: Session, partnership_id: str, form_id: str) -> FormVersion:
    same = (FormVersion.partnership_id == partnership_id, FormVersion.form_id == form_id)
    row = db.exec(select(FormVersion).where(*same).order_by(col(FormVersion.version).desc()).limit(1)).first()
    if row is None:
        raise Problem("not-found")
    return row


def signatures_of(db: Session, version: FormVersion) -> list[FormSignature]:
    rows = select(FormSignature).where(
        FormSignature.partnership_id == version.partnership_id,
        FormSignature.form_id == version.form_id,
        FormSignature.version == version.version,
    )
    return list(db.exec(rows.order_by(col(FormSignature.signed_at))).all())


def standing_of(db: Session, version: FormVersion) -> Standing:
    newest = newest_of(db, version.partnership_id, version.form_id)
    return Standing(version, signatures_of(db, version), version.version < newest.version)


def measures_of(db: Session, partnership_id: str, form_id: str, version: int) -> list[dict[str, Any]]:
    return version_of(db, partnership_id, form_id, version).measures


def is_agreed(db: Session, partnership_id: str, form_id: str, version: int) -> bool:
    """True once both partners have signed this version."""
    signed = select(func.count()).where(
        FormSignature.partnership_id == partnership_id,
        FormSignature.form_id == form_id,
        FormSignature.version == version,
    )
    return db.exec(signed).one() == 2


def kept_version(db: Session, partnership_id: str, form_id: str) -> int | None:
    """Which version of the form the two keep as a starter."""
    kept = db.get(FormStarter, (partnership_id, form_id))
    return kept.version if kept else None


def kept_starters(db: Session, partnership_id: str) -> list[FormVersion]:
    """The versions that the two keep to start other forms from, the one kept last first."""
    same = (FormVersion.form_id == FormStarter.form_id, FormVersion.version == FormStarter.version)
    here = (FormVersion.partnership_id == partnership_id, FormStarter.partnership_id == partnership_id)
    return list(db.exec(select(FormVersion).where(*same, *here).order_by(col(FormStarter.kept_at).desc())).all())


def histories_of(db: Session, partnership_ids: list[str]) -> list[History]:
    """Every form of these partnerships with its versions and signatures, the one last proposed first."""
    ours = col(FormVersion.partnership_id).in_(partnership_ids)
    versions = db.exec(select(FormVersion).where(ours).order_by(col(FormVersion.version))).all()
    signatures = db.exec(select(FormSignature).where(col(FormSignature.partnership_id).in_(partnership_ids))).all()
    histories = [History(rows, signatures) for rows in _by_form(versions).values()]
    return sorted(histories, key=lambda history: history.newest.version.proposed_at, reverse=True)


def _by_form(versions: Any) -> dict[tuple[str, str], list[FormVersion]]:
    forms: dict[tuple[str, str], list[FormVersion]] = {}
    for version in versions:
        forms.setdefault((version.partnership_id, version.form_id), []).append(version)
    return forms


def history_of(db: Session, partnership_id: str, form_id: str) -> History:
    same = (FormVersion.partnership_id == partnership_id, FormVersion.form_id == form_id)
    versions = db.exec(select(FormVersion).where(*same).order_by(col(FormVersion.version))).all()
    if not versions:
        raise Problem("not-found")
    signed = (FormSignature.partnership_id == partnership_id, FormSignature.form_id == form_id)
    return History(list(versions), db.exec(select(FormSignature).where(*signed)).all())


def comments_of(db: Session, partnership_id: str, form_id: str) -> list[FormComment]:
    same = (FormComment.partnership_id == partnership_id, FormComment.form_id == form_id)
    return list(db.exec(select(FormComment).where(*same).order_by(col(FormComment.id))).all())


def version_as_json(standing: Standing, membership: Membership) -> dict[str, Any]:
    version = standing.version
    return {
        "version": version.version,
        "title": version.title,
        "why": version.why,
        "what_changed": version.what_changed,
        "measures": version.measures,
        "status": standing.status,
        "superseded": standing.superseded,
        "agreed_by": standing.agreed_by,
        "agreed_at": rfc3339(standing.agreed_at) if standing.agreed_at else None,
        "proposed_by": membership.role_of(version.proposed_by),
        "proposed_at": rfc3339(version.proposed_at),
    }


def form_as_json(history: History, membership: Membership) -> dict[str, Any]:
    """A form in a list: its newest version's state, and the newest version that visits can use."""
    newest, agreed = history.newest, history.agreed
    return {
        "id": newest.version.form_id,
        "title": newest.version.title,
        "version": newest.version.version,
        "status": newest.status,
        "agreed_by": newest.agreed_by,
        "agreed_at": rfc3339(newest.agreed_at) if newest.agreed_at else None,
        "agreed_version": agreed.version.version if agreed else None,
    }


def comment_as_json(comment: FormComment, membership: Membership) -> dict[str, Any]:
    return {
        "id": comment.id,
        "version": comment.version,
        "measure": comment.measure,
        "author": membership.role_of(comment.author),
        "text": comment.text,
        "written_at": rfc3339(comment.written_at),
    }

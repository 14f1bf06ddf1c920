"""What screens and other packages read of forms."""

from typing import Any

from sqlmodel import Session, func, select

from app.forms.models import FormSignature, FormVersion
from app.problems import Problem


def measures_of(db: Session, partnership_id: str, form_id: str, version: int) -> list[dict[str, Any]]:
    row = db.get(FormVersion, (partnership_id, form_id, version))
    if row is None:
        raise Problem("not-found")
    return row.measures


def is_agreed(db: Session, partnership_id: str, form_id: str, version: int) -> bool:
    """True once both partners have signed this version."""
    signed = select(func.count()).where(
        FormSignature.partnership_id == partnership_id,
        FormSignature.form_id == form_id,
        FormSignature.version == version,
    )
    return db.exec(signed).one() == 2

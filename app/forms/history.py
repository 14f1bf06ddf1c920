"""A form's versions in order, each with who has signed it, and what each measure has been through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.forms.changes import changed_keys
from app.forms.models import FormSignature, FormVersion
from app.forms.rules import status_of


@dataclass(frozen=True)
class Standing:
    """One version, and how far it has come."""

    version: FormVersion
    signatures: list[FormSignature]
    superseded: bool

    @property
    def agreed_by(self) -> list[str]:
        """Roles in the order of signing."""
        return [signature.role for signature in self.signatures]

    @property
    def status(self) -> str:
        return status_of(self.agreed_by)

    @property
    def agreed(self) -> bool:
        return self.status == "agreed"

    @property
    def agreed_at(self) -> datetime | None:
        """When the second of the two signed."""
        return max(s.signed_at for s in self.signatures) if self.agreed else None

    def signature_of(self, role: str) -> FormSignature | None:
        return next((s for s in self.signatures if s.role == role), None)


class History:
    def __init__(self, versions: list[FormVersion], signatures: Iterable[FormSignature]) -> None:
        newest = versions[-1]
        self._changed_in: dict[int, set[str]] = {}
        ours = sorted(
            (s for s in signatures if (s.partnership_id, s.form_id) == (newest.partnership_id, newest.form_id)),
            key=lambda s: s.signed_at,
        )
        self.standings = [
            Standing(v, [s for s in ours if s.version == v.version], v.version < newest.version) for v in versions
        ]

    @property
    def newest(self) -> Standing:
        return self.standings[-1]

    @property
    def agreed(self) -> Standing | None:
        """The newest version that both have signed: the one that a visit collects with."""
        return next((standing for standing in reversed(self.standings) if standing.agreed), None)

    def at(self, number: int) -> Standing | None:
        return next((standing for standing in self.standings if standing.version.version == number), None)

    def before(self, number: int) -> FormVersion | None:
        return next((s.version for s in reversed(self.standings) if s.version.version < number), None)

    def proposed_by(self, key: str, number: int) -> str:
        """Who brought this measure in, the last time it came in: a person's id."""
        by = self.standings[0].version.proposed_by
        there = False
        for version in (s.version for s in self.standings if s.version.version <= number):
            has = measure_in(version, key) is not None
            if has and not there:
                by = version.proposed_by
            there = has
        return by

    def last_change(self, key: str, number: int) -> FormVersion | None:
        """The version, up to this one, that last changed the measure's words; none if nobody has."""
        for version in (s.version for s in reversed(self.standings) if s.version.version <= number):
            before = self.before(version.version)
            if before is None or measure_in(before, key) is None:
                return None
            if key in self._changed(before, version):
                return version
        return None

    def _changed(self, before: FormVersion, version: FormVersion) -> set[str]:
        """Kept, for every measure of the page asks."""
        if version.version not in self._changed_in:
            self._changed_in[version.version] = changed_keys(before.measures, version.measures)
        return self._changed_in[version.version]


def measure_in(version: FormVersion, key: str) -> dict[str, Any] | None:
    return next((measure for measure in version.measures if measure["key"] == key), None)

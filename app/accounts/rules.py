"""Passwords and names: what is accepted."""

import re
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

MIN_PASSWORD, MAX_PASSWORD = 12, 256
EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@lru_cache
def common_passwords() -> frozenset[str]:
    lines = (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line.strip().lower() for line in lines if line and not line.startswith("#"))


def acceptable_password(password: str, email: str = "", name: str = "") -> bool:
    """Length and a list, as NIST SP 800-63B asks; no rules about kinds of characters.

    Also refused: one character over and over, a common word repeated, and the person's own e-mail or name.
    """
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        return False
    plain = password.lower().strip()
    return not (_is_common(plain) or len(set(plain)) < 4 or plain in {email.lower(), name.lower()})


def _is_common(plain: str) -> bool:
    if plain in common_passwords():
        return True
    halves = {plain[:size] for size in range(1, len(plain) // 2 + 1) if plain == plain[:size] * (len(plain) // size)}
    return bool(halves & common_passwords()) or plain.rstrip("0123456789!.?") in common_passwords()


def acceptable_email(email: str) -> bool:
    return len(email) <= 254 and EMAIL.fullmatch(email) is not None


def known_time_zone(name: str) -> bool:
    return name in available_timezones()

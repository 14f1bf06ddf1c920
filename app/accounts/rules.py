"""Passwords, addresses and names: what is accepted, and how a browser is named."""

import re
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

MIN_PASSWORD, MAX_PASSWORD = 12, 256
_PART = r"[^@\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+"
EMAIL = re.compile(rf"{_PART}@{_PART}\.{_PART}")
BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPad": "iPad",
    "iPhone": "iPhone",
    "Android": "Android",
    "CrOS": "Chromebook",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


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


@lru_cache
def time_zones() -> list[str]:
    return sorted(available_timezones())


def known_time_zone(name: str) -> bool:
    return name in time_zones()


def path_within(address: str) -> str:
    """The address if it is a path of this site, else the start page."""
    inside = re.fullmatch(r"/(?![/\\])[!-~]*", address) and "\\" not in address
    return address if inside and len(address) <= 500 else "/"


def browser_named(user_agent: str) -> str:
    """Chrome, iPad: enough for a person to recognise their own."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or user_agent[:60]

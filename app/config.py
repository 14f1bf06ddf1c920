"""Every setting, read once from ALONGSIDE_* variables and from nothing else."""

from functools import lru_cache

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="ALONGSIDE_", extra="forbid")

    database_url: str = "sqlite:///data/alongside.db"
    # The address people type, such as https://alongside.example.org. Used in links that leave the page
    # (invitations, e-mail) and, when it is https, for the `__Host-` cookie. Without it the request's own is used.
    base_url: str | None = None
    session_days: int = 30
    # People wait this many failed sign-ins per address and quarter of an hour before they must pause.
    sign_in_attempts: int = 10
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_from: str | None = None
    # The "Look around with an example" button: offered only while nobody has an account.
    offer_example: bool = True


@lru_cache
def settings() -> Settings:
    return Settings()

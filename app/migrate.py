"""Bring a database to the newest schema, and give a new one its name."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import IntegrityError

from app.clock import new_id
from app.database import transaction
from app.log.models import Installation

HERE = Path(__file__).resolve().parent.parent / "migrations"


def migrate(engine: sa.Engine) -> None:
    command.upgrade(alembic_config(engine), "head")
    try:
        with transaction(engine) as db:
            if db.get(Installation, 1) is None:
                db.add(Installation(epoch=new_id()))
    except IntegrityError:
        pass  # another process started at the same moment and was first


def is_newest(engine: sa.Engine) -> bool:
    """True when no migration is missing."""
    with engine.connect() as connection:
        there = MigrationContext.configure(connection).get_current_revision()
    return there == ScriptDirectory.from_config(alembic_config()).get_current_head()


def alembic_config(engine: sa.Engine | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s")
    config.attributes["engine"] = engine
    return config

"""Alembic's entry: migrations run on the engine that app.migrate hands over, or on ALONGSIDE_DATABASE_URL."""

from alembic import context

from app.config import settings
from app.database import make_engine
from app.models import metadata


def run() -> None:
    engine = context.config.attributes.get("engine") or make_engine(settings().database_url)
    with engine.execution_options(writes=True).connect() as connection:
        context.configure(
            connection=connection, target_metadata=metadata, render_as_batch=True, transaction_per_migration=False
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()

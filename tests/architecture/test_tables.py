"""Every table of a partnership can be sharded by it; the models are what the migrations make."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from app.database import make_engine
from app.migrate import alembic_config, is_newest, migrate
from app.models import metadata

OWN = {"person", "sign_in", "installation", "partnership"}  # these belong to no partnership
OURS = [table for table in metadata.sorted_tables if table.name not in OWN]


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
def test_keys_lead_with_the_partnership(table):
    assert table.columns["partnership_id"].nullable is False
    assert next(iter(table.primary_key.columns)).name == "partnership_id"
    for constraint in table.constraints:
        if isinstance(constraint, (sa.UniqueConstraint, sa.ForeignKeyConstraint)):
            assert next(iter(constraint.columns)).name == "partnership_id", constraint.name
    for index in filter(lambda index: index.unique, table.indexes):
        assert next(iter(index.columns)).name == "partnership_id", index.name
    for key in table.foreign_keys:
        if key.column.table.name not in OWN:
            assert "partnership_id" in [element.parent.name for element in key.constraint.elements]


def test_every_table_is_tied_to_its_partnership():
    for table in OURS:
        assert table.foreign_key_constraints, f"{table.name} may hold rows of no partnership"


@pytest.mark.both_databases
def test_models_and_migrations_agree(engine):
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


@pytest.mark.both_databases
def test_migrating_again_changes_nothing(engine):
    assert is_newest(engine)
    migrate(engine)
    assert is_newest(engine)


@pytest.fixture
def empty_database(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/empty.db")
    yield engine
    engine.dispose()


def test_migrations_go_down_and_up_again(empty_database):
    migrate(empty_database)
    with empty_database.begin() as connection:
        connection.exec_driver_sql("delete from installation")
    config = alembic_config(empty_database)
    command.downgrade(config, "base")
    assert sa.inspect(empty_database).get_table_names() == ["alembic_version"]
    migrate(empty_database)
    assert is_newest(empty_database)

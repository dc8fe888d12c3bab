"""Triggers that refuse any change of the journal, so that code which goes round the model is stopped as well.

Who can write the database file can also drop a trigger: the seal stops mistakes, the chain of hashes shows
fraud.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "policy_journalentry"
_REFUSED = "le journal ne se modifie pas et ne s''efface pas"

_SEAL = {
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS journal_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
        f"CREATE OR REPLACE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    ],
}
_UNSEAL = {
    "sqlite": [f"DROP TRIGGER IF EXISTS journal_no_{verb}" for verb in ("update", "delete")],
    "postgresql": [f"DROP TRIGGER IF EXISTS journal_no_change ON {TABLE}"],
}


def seal(database: BaseDatabaseWrapper) -> None:
    """Put the triggers in place (the migration does; it does nothing where they already are)."""
    _run(database, _SEAL)


def unseal(database: BaseDatabaseWrapper) -> None:
    """Take them away: only to undo the migration, and for tests whose database is emptied between two
    tests.
    """
    _run(database, _UNSEAL)


def _run(database: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with database.cursor() as cursor:
        for statement in statements.get(database.vendor, []):
            cursor.execute(statement)

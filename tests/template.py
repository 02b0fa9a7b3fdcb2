"""A database with every migration applied, made once for all runs and all workers of this server.

Applying them takes a minute of a processor; copying the outcome takes a moment.
"""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection

ONE_AT_A_TIME = 0x74_70_6C
"""The advisory lock of making it: of several workers one makes it, the others wait."""
PREFIX = "template_"


def name() -> str:
    """Return the name of what the migrations of today lead to."""
    digest = hashlib.sha256()
    root = Path(settings.BASE_DIR)
    for path in [root / "uv.lock", *sorted(root.glob("*/migrations/*.py"))]:
        digest.update(path.read_bytes())
    return f"{PREFIX}{digest.hexdigest()[:16]}"


def ready() -> str:
    """Return the name of the database to copy, which is made first where it is not there."""
    wanted = name()
    with connection._nodb_cursor() as cursor:
        # Whoever waits for it may wait for all migrations.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        there = [row[0] for row in cursor.fetchall()]
        if wanted not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            half = f"{wanted}_half"
            _make(half)
            # Only what is whole has the name.
            cursor.execute(f'ALTER DATABASE "{half}" RENAME TO "{wanted}"')
    return wanted


def _make(called: str) -> None:
    facts = connection.settings_dict
    before, test_name = facts["NAME"], facts["TEST"]["NAME"]
    facts["TEST"]["NAME"] = called
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        facts["TEST"]["NAME"] = test_name
        facts["NAME"] = settings.DATABASES["default"]["NAME"] = before

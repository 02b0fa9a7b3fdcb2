"""The cache in the database, and a count in it that no two calls share."""

import datetime as dt

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone

from consignment import prepared

CLEARED_AT_ONCE = 20


class CountingDatabaseCache(DatabaseCache):
    """Django's, whose ``incr`` reads first and writes then, so that calls at once count as one."""

    def count(self, key: str, *, seconds: float) -> tuple[int, float]:
        """Count one more under ``key``; return how many, and for how many seconds they count.

        The first count opens a window of ``seconds``; after it counting begins anew. One statement,
        so twelve calls at once get twelve numbers. The row is kept as digits, apart from what
        Django pickles.
        """
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]  # no stub
        now = timezone.now()
        with prepared.opened(connection) as cursor:
            cursor.execute(
                f"""
                INSERT INTO {table} AS kept (cache_key, value, expires) VALUES (%s, '1', %s)
                ON CONFLICT (cache_key) DO UPDATE SET
                    value = CASE WHEN kept.expires <= %s THEN '1'
                                 ELSE (kept.value::bigint + 1)::text END,
                    expires = CASE WHEN kept.expires <= %s THEN excluded.expires
                                   ELSE kept.expires END
                RETURNING value::bigint, expires
                """,  # noqa: S608  # the table is named by the settings
                [
                    self.make_and_validate_key(f"count:{key}"),
                    now + dt.timedelta(seconds=seconds),
                    now,
                    now,
                ],
            )
            count, expires = cursor.fetchone()
            # Who opens a window clears some that are over. Not inside a transaction: the rows of
            # strangers would stay locked until its end.
            if count == 1 and not connection.in_atomic_block:
                cursor.execute(
                    f"""
                    DELETE FROM {table} WHERE cache_key IN (
                        SELECT cache_key FROM {table} WHERE expires < %s
                        ORDER BY expires LIMIT %s FOR UPDATE SKIP LOCKED
                    )
                    """,  # noqa: S608
                    [now, CLEARED_AT_ONCE],
                )
        return count, (expires - now).total_seconds()

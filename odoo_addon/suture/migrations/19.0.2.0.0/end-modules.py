"""Restores data that users had edited and that an app's module overwrote when it was installed (see
`pre-modules.py`).
"""

from odoo.tools import SQL

PREFIX = "suture_kept_"


def migrate(cr, version):
    cr.execute(
        """
        SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
         WHERE starts_with(table_name, %s) AND column_name <> 'id'
      GROUP BY table_name
        """,
        [PREFIX],
    )
    for kept, columns in cr.fetchall():
        _put_back(cr, kept, kept.removeprefix(PREFIX), columns)


def _put_back(cr, kept, table, columns):
    values = SQL(", ").join(
        SQL("%s = kept.%s", SQL.identifier(name), SQL.identifier(name)) for name in columns
    )
    kept, table = SQL.identifier(kept), SQL.identifier(table)
    cr.execute(SQL("UPDATE %s SET %s FROM %s kept WHERE kept.id = %s.id", table, values, kept, table))
    cr.execute(SQL("DROP TABLE %s", kept))

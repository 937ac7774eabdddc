"""Puts the mail template back as people had it: the module that it belongs to now wrote it anew."""

from odoo.tools import SQL


def migrate(cr, version):
    cr.execute(
        """
        SELECT column_name FROM information_schema.columns
         WHERE table_name = 'suture_kept_mail_template' AND column_name NOT IN ('id', 'model_id')
        """
    )
    columns = [SQL.identifier(name) for (name,) in cr.fetchall()]
    if not columns:
        return
    values = SQL(", ").join(SQL("%s = kept.%s", name, name) for name in columns)
    cr.execute(
        SQL(
            "UPDATE mail_template SET %s FROM suture_kept_mail_template kept"
            " WHERE kept.id = mail_template.id",
            values,
        )
    )
    cr.execute("DROP TABLE suture_kept_mail_template")

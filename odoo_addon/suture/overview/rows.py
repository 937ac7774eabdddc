"""Runs grouped queries over the records that the user can see."""

from odoo.fields import Domain
from odoo.tools import SQL


def grouped(model, domain, by, figures):
    """Groups the records in `domain` that the user can see, and returns one row `(group…, figure…)` for each
    group.

    :param by: fields to group by, or SQL of the table's columns
    :param figures: SQL aggregates
    """
    query = model._search(Domain(domain))
    groups = [column(model, each) if isinstance(each, str) else each for each in by]
    query.groupby = SQL(", ").join(SQL(str(place)) for place in range(1, len(groups) + 1))
    return model.env.execute_query(query.select(*groups, *figures))


def column(model, name):
    """Returns the SQL of a column of the model's table, and flushes its field. Raises AccessError for a field
    that the user cannot read.
    """
    return model._field_to_sql(model._table, name)


COUNT = SQL("count(*)")

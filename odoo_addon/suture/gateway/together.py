"""Many documents in one savepoint, as long as all is well.

A savepoint of its own makes Odoo write and compute everything for each document by itself. So documents
are tried together first: keys, reachability, locks and exchange rows are one statement for all of them, and
Odoo computes once. When one of them fails, all of it is rolled back, and only that one is carried out alone,
where its failure rolls back nothing else. What a caller sees is the same either way.
"""

from odoo.tools import groupby

from .company import reachable
from .guards import lock_guarded
from .operations import referenced

# Money and stock lock what they change and check it against the database: they always go alone.
VERBS_TOGETHER = {"draft_vendor_bill"}


class Troubled(Exception):
    """This document of the group could not be carried out."""

    def __init__(self, item):
        super().__init__(item["key"])
        self.item = item


def runs_of(batch):
    """The batch cut into `(together, items)`, its order kept. A key that comes twice starts anew."""
    groups = []
    keys = set()
    for item in batch:
        together = _may_go_together(item)
        if not groups or groups[-1][0] != together or item["key"] in keys:
            groups.append((together, []))
            keys = set()
        groups[-1][1].append(item)
        keys.add(item["key"])
    return groups


def _may_go_together(item):
    return all(
        operation["op"] != "do" or operation["verb"] in VERBS_TOGETHER
        for operation in item.get("operations") or []
    )


def foresee(runs):
    """Finds out at once which records all of them may reach, and locks what their guards are about.

    :param runs: `[(run, item)]`
    """
    for _company, pairs in groupby(runs, lambda pair: pair[0].company):
        run = pairs[0][0]
        wanted = {}
        for _run, item in pairs:
            for model, ids in referenced(run.env, item).items():
                wanted.setdefault(model, set()).update(ids)
        for model, ids in wanted.items():
            run.reached.setdefault(model, set()).update(reachable(run.env, model, ids, run.company))
        _load_products(run.env, run.reached.get("product.product", set()))
        lock_guarded(
            run.env, [guard for _run, item in pairs for guard in item.get("guards") or []], run.reached
        )


def _load_products(env, ids):
    """Has Odoo load at once what it would load for each product by itself, when a line with it is made."""
    products = env["product.product"].browse(sorted(ids))
    products.mapped("default_code")
    products.product_tmpl_id.mapped("name")
    products.product_tmpl_id.mapped("supplier_taxes_id")
    products.mapped("product_template_attribute_value_ids")
    products.mapped("orderpoint_ids")
    products.mapped("seller_ids.price")

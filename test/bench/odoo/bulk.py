# Run in Odoo's shell by test/bench/odoo-side.ts, which puts `options` before it: the same work as fast as Odoo's own
# ORM does it, in one process and one transaction. What is timed lies between the first call and the commit.
import json
import time

env = env(context={**env.context, "allowed_company_ids": env.ref("base.main_company").ids})  # noqa: F821


def do(calls):
    for call in calls:
        Model = env[call["model"]]
        if call["method"] == "create":
            Model.create(call["vals_list"])
        else:
            Model.browse(call["ids"]).write(call["vals"])
    env.flush_all()


do(options["warm"])  # noqa: F821
env.cr.rollback()
env.invalidate_all()
started = time.perf_counter()
do(options["calls"])  # noqa: F821
env.cr.commit()
print("BENCH " + json.dumps({"seconds": time.perf_counter() - started}))

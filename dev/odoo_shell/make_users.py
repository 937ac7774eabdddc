"""Creates the sidecar's user and the API keys of the environment; prints the keys as one JSON line.

Run by `odoo shell`, which defines `env`.
"""

import json

NAME = "suture environment"


def new_key(user):
    """Returns a new RPC key of the user, without expiry. Older keys of the same name are deleted."""
    keys = env["res.users.apikeys"]  # noqa: F821
    keys.search([("user_id", "=", user.id), ("name", "=", NAME)]).unlink()
    return keys.with_user(user).sudo()._generate("rpc", NAME, None)


def gateway_user():
    """Returns the sidecar's user, who has the gateway's group and the rights of an internal user."""
    users = env["res.users"].with_context(no_reset_password=True, active_test=False)  # noqa: F821
    groups = env.ref("suture.group_gateway") | env.ref("base.group_user")  # noqa: F821
    values = {"name": "Suture gateway", "login": "suture_gateway", "group_ids": [(6, 0, groups.ids)]}
    return users.search([("login", "=", "suture_gateway")]) or users.create(values)


keys = {"admin": new_key(env.ref("base.user_admin")), "gateway": new_key(gateway_user())}  # noqa: F821
env.cr.commit()  # noqa: F821
print("KEYS", json.dumps(keys))

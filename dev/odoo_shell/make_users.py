"""Creates the API keys of the environment and the sidecar's user, and prints them as one line of JSON.

Run by `odoo shell`, which defines `env`.
"""

import json

NAME = "suture environment"


def new_key(user):
    """Returns a new RPC key of the user that never expires. Removes the user's older keys with this name."""
    keys = env["res.users.apikeys"]  # noqa: F821
    keys.search([("user_id", "=", user.id), ("name", "=", NAME)]).unlink()
    return keys.with_user(user).sudo()._generate("rpc", NAME, None)


def gateway_user():
    """Returns the sidecar's user, an internal user in the gateway's group. Creates it if necessary."""
    users = env["res.users"].with_context(no_reset_password=True, active_test=False)  # noqa: F821
    groups = env.ref("suture.group_gateway") | env.ref("base.group_user")  # noqa: F821
    values = {"name": "Suture gateway", "login": "suture_gateway", "group_ids": [(6, 0, groups.ids)]}
    return users.search([("login", "=", "suture_gateway")]) or users.create(values)


keys = {"admin": new_key(env.ref("base.user_admin")), "gateway": new_key(gateway_user())}  # noqa: F821
env.cr.commit()  # noqa: F821
print("KEYS", json.dumps(keys))

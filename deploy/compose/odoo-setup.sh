#!/bin/bash
# Makes Odoo's database with the addon and the demo company, or brings it up to date, and gives the sidecar its key.
set -euo pipefail
# The demo depends on every module of the addon: a module for each app comes with it.
modules=suture,suture_product,suture_account,suture_stock,suture_stock_account,suture_purchase,suture_purchase_stock,suture_demo
# -i leaves alone what is installed, -u what is not.
/entrypoint.sh odoo -d suture -i "$modules" -u "$modules" --stop-after-init --no-http
[ -s /odoo-key/api-key ] && exit 0
/entrypoint.sh odoo shell -d suture --no-http </suture/make_users.py >/tmp/output
sed -n 's/^KEYS .*"gateway": "\([^"]*\)".*/\1/p' /tmp/output >/odoo-key/api-key
[ -s /odoo-key/api-key ] || { echo "Odoo made no API key for the sidecar:"; tail -n 20 /tmp/output; exit 1; }
chmod 444 /odoo-key/api-key

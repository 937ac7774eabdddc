#!/bin/bash
# Creates or updates Odoo's database with the addon and the demo company, and gives the sidecar its key.
set -euo pipefail
# The demo depends on every module of the addon.
modules=suture,suture_product,suture_account,suture_stock,suture_stock_account,suture_purchase,suture_purchase_stock,suture_demo
# -i skips installed modules, -u skips modules that are not installed.
/entrypoint.sh odoo -d suture -i "$modules" -u "$modules" --stop-after-init --no-http
[ -s /odoo-key/api-key ] && exit 0
/entrypoint.sh odoo shell -d suture --no-http </suture/make_users.py >/tmp/output
sed -n 's/^KEYS .*"gateway": "\([^"]*\)".*/\1/p' /tmp/output >/odoo-key/api-key
[ -s /odoo-key/api-key ] || { echo "Odoo made no API key for the sidecar:"; tail -n 20 /tmp/output; exit 1; }
chmod 444 /odoo-key/api-key

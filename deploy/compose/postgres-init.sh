#!/bin/bash
# Creates the roles of Odoo and the sidecar and the journal's database in a new cluster.
set -euo pipefail
odoo=$(</secrets/postgres-odoo)
sidecar=$(</secrets/postgres-suture_sidecar)
psql --set=ON_ERROR_STOP=1 --username=postgres <<SQL
create role odoo login createdb password '$odoo';
create role suture_sidecar login password '$sidecar';
create database suture_journal owner suture_sidecar;
revoke connect on database suture_journal from public;
SQL

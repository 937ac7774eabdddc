from odoo import api, models, tools
from odoo.exceptions import AccessError

from . import (
    configuration,
    deciding,
    deliveries,
    greeting,
    outbox,
    partner_keys,
    preview,
    reads,
    rehearsals,
    reports,
)
from . import health as sidecar_health
from .access import CORE, allowed, union
from .answer import answered
from .company import reachable


class Gateway(models.AbstractModel):
    """Defines all methods that the sidecar calls. `docs/gateway.md` describes their arguments and results.
    Each call is one transaction.

    Every method first refuses callers outside `suture.group_gateway`, and only then switches to superuser
    rights. The allow-list and the companies of the integration user determine what can be read and changed.
    """

    _name = "suture.gateway"
    _description = "Sidecar Gateway"

    @api.model
    @answered
    def read(self, requests):
        """Runs several named searches in one call and returns their records: `{name: [record, …]}`."""
        return reads.run_reads(self._admit(), requests)

    @api.model
    @answered
    def apply(self, batch):
        """Applies plans and returns `[result, …]` in the same order. A plan that fails does not affect the
        others.
        """
        return deciding.apply_batch(self._admit(), batch)

    @api.model
    @answered
    def preview(self, batch):
        """Returns, for each document, the result that `apply` would have and the changes that it would make
        in Odoo. Stores nothing.
        """
        return preview.preview_batch(self._admit(), batch)

    @api.model
    @answered
    def report(self, exchanges):
        """Creates or updates the exchanges of the reported documents and returns `[{"message_key",
        "exchange_id"}]`.
        """
        env = self._admit()
        rows = reports.store_exchanges(env, exchanges)
        reports.link_documents(env, self._links(env, rows, exchanges))
        reports.refresh(env, rows.values())
        for exchange in exchanges:
            if exchange.get("preview") and rows[exchange["message_key"]].company_id in env.user.company_ids:
                rows[exchange["message_key"]]._show_preview(exchange["preview"])
            if (
                exchange.get("shown_file")
                and rows[exchange["message_key"]].company_id in env.user.company_ids
            ):
                rows[exchange["message_key"]]._show_file(exchange["shown_file"])
        return [
            {"message_key": exchange["message_key"], "exchange_id": rows[exchange["message_key"]].id}
            for exchange in exchanges
        ]

    @api.model
    @answered
    def configuration(self, version=None, catalogue=None, vocabulary=None):
        """Stores the sidecar's flows (`catalogue`) and the codes that it knows (`vocabulary`). Returns the
        connections, or `{"version", "unchanged": true}` if they have not changed since `version`.
        """
        env = self._admit()
        greeting.note_key(env)
        if vocabulary:
            env["suture.catalogue.vocabulary"]._store(vocabulary)
        return configuration.configuration(env, version, catalogue)

    @api.model
    @answered
    def hello(self):
        """Identifies the database and the addon version: `{"database_uuid", "addon"}`. The sidecar uses it to
        check its connection.
        """
        env = self._admit()
        greeting.note_key(env)
        return greeting.greet(env)

    @api.model
    @answered
    def outbox_take(self, limit=50, lease=60):
        """Leases up to `limit` of the oldest pending outbox rows for `lease` seconds and returns them."""
        return outbox.take(self._admit(), limit, lease)

    @api.model
    @answered
    def outbox_report(self, results):
        """Marks outbox rows as `taken` (stored by the sidecar) or `refused`, as the sidecar reports."""
        outbox.report(self._admit(), results)
        return True

    @api.model
    @answered
    def report_connections(self, connections):
        """Stores reports on connections: the state of their deliveries, the problems of their routes, or the
        reasons why the sidecar does not serve them.
        """
        deliveries.report(self._admit(), connections)
        return True

    @api.model
    @answered
    def report_rehearsal(self, connection, request, answer):
        """Stores the result of a test file, or of a sample of an order, on its connection.

        :param request: the key of the outbox row that requested it
        :param answer: the result
        """
        rehearsals.report(self._admit(), connection, request, answer)
        return True

    @api.model
    @answered
    def report_keys(self, connection, keys, answer=None):
        """Stores the data about a connection's keys, and the answer to a request for a key. Returns whether
        the browser that requested the key can still receive it.

        :param answer: `{"request", "id", "envelope", "refusal"}`; the envelope contains the key, encrypted
            for that browser
        """
        return partner_keys.report(self._admit(), connection, keys, answer)

    @api.model
    @answered
    def report_health(self, health):
        """Stores the health report of a sidecar."""
        sidecar_health.report(self._admit(), health)
        return True

    @api.model
    def _suture_access(self):
        """Returns a list with one `Access` for each module, which declares what the module allows the sidecar
        to do. Modules extend it.
        """
        return [CORE]

    @api.model
    @tools.ormcache()
    def _suture_allowed(self):
        """Returns one `Access` that allows everything that the installed modules declare. The result is
        cached.
        """
        return union(self._suture_access())

    @api.model
    def _suture_verbs(self):
        """Returns the verbs that a plan can request: `{verb: function(env, company, arguments)}`. The
        function carries out the action and returns the record that it created. Modules extend it.
        """
        return {}

    @api.model
    def _suture_verbs_of_many(self):
        """Returns the verbs that create records which Odoo creates faster in bulk: `{verb: VerbOfMany}`.
        Modules extend it.
        """
        return {}

    @api.model
    def _suture_preload(self, reached):
        """Prefetches in bulk what Odoo would otherwise load record by record while a batch is applied.
        Modules extend it.

        :param reached: `{model: ids}` of the records that the batch names
        """

    @api.model
    def _suture_readable_json(self, record, name):
        """Returns the value of a JSON field as readable text for a dry run, or None if no module renders the
        field. Modules extend it.
        """
        return None

    def _admit(self):
        """Returns an environment with superuser rights, in which the integration user's companies are
        selected. The caller's context is dropped. Raises AccessError for users outside the gateway group.
        """
        user = self.env.user
        if not user.has_group("suture.group_gateway"):
            raise AccessError(self.env._("Only the integration user can call the gateway."))
        context = {
            "lang": user.lang or "en_US",
            "tz": "UTC",
            "allowed_company_ids": user.company_ids.ids,
            "mail_create_nosubscribe": True,  # the integration user has no one to read its notifications
        }
        return self.env(su=True, context=context)

    def _links(self, env, rows, exchanges):
        """Returns `[(exchange, [record, …]), …]` for reports that are not outdated. Records of other
        companies are skipped. If no record remains, the result of the exchange's `_suture_named_records` is
        used.
        """
        pairs, linkable = [], allowed(env).link
        for exchange in exchanges:
            row = rows[exchange["message_key"]]
            if exchange["revision"] < row.revision or row.company_id not in env.user.company_ids:
                continue
            links = [link for link in exchange.get("links") or [] if link.get("model") in linkable]
            found = [
                env[link["model"]].browse(link["id"])
                for link in links
                if reachable(env, link["model"], [link["id"]], row.company_id)
            ]
            pairs.append((row, found or row._suture_named_records()))
        return pairs

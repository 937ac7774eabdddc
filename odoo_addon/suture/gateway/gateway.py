from odoo import api, models, tools
from odoo.exceptions import AccessError

from . import apply, configuration, deliveries, greeting, outbox, preview, reads, rehearsals, reports
from . import health as sidecar_health
from .access import CORE, allowed, union
from .answer import answered
from .company import reachable


class Gateway(models.AbstractModel):
    """All that the sidecar calls; the wire contract is docs/gateway.md. One call is one transaction.

    Every method first refuses callers outside `suture.group_gateway`, and only then lifts access rules: what
    may be read and changed is decided by the allow-list and the companies of the integration user.
    """

    _name = "suture.gateway"
    _description = "Sidecar Gateway"

    @api.model
    @answered
    def read(self, requests):
        """Many small reads in one call: `{name: [record, …]}`."""
        return reads.run_reads(self._admit(), requests)

    @api.model
    @answered
    def apply(self, batch):
        """Applies documents, each in its own savepoint: `[result, …]` in the same order."""
        return apply.apply_batch(self._admit(), batch)

    @api.model
    @answered
    def preview(self, batch):
        """What `apply` would do with each document, and what would change in Odoo. Nothing of it is kept."""
        return preview.preview_batch(self._admit(), batch)

    @api.model
    @answered
    def report(self, exchanges):
        """Stores what became of messages: `[{"message_key", "exchange_id"}]`."""
        env = self._admit()
        rows = reports.store_exchanges(env, exchanges)
        reports.link_documents(env, self._links(env, rows, exchanges))
        reports.refresh(env, rows.values())
        for exchange in exchanges:
            if exchange.get("preview") and rows[exchange["message_key"]].company_id in env.user.company_ids:
                rows[exchange["message_key"]]._show_preview(exchange["preview"])
        return [
            {"message_key": exchange["message_key"], "exchange_id": rows[exchange["message_key"]].id}
            for exchange in exchanges
        ]

    @api.model
    @answered
    def configuration(self, version=None, catalogue=None, vocabulary=None):
        """Takes the sidecar's flows and the codes that it knows, and returns the connections, or that nothing
        changed since `version`.
        """
        env = self._admit()
        greeting.note_key(env)
        if vocabulary:
            env["suture.catalogue.vocabulary"]._store(vocabulary)
        return configuration.configuration(env, version, catalogue)

    @api.model
    @answered
    def hello(self):
        """Which database and which addon the sidecar has reached: `{"database_uuid", "addon"}`."""
        env = self._admit()
        greeting.note_key(env)
        return greeting.greet(env)

    @api.model
    @answered
    def outbox_take(self, limit=50, lease=60):
        """Rows of the outbox, leased for `lease` seconds, oldest first."""
        return outbox.take(self._admit(), limit, lease)

    @api.model
    @answered
    def outbox_report(self, results):
        """Settles outbox rows as taken or refused."""
        outbox.report(self._admit(), results)
        return True

    @api.model
    @answered
    def report_connections(self, connections):
        """Shows on the connections whether the partners' side takes what we send."""
        deliveries.report(self._admit(), connections)
        return True

    @api.model
    @answered
    def report_rehearsal(self, connection, request, answer):
        """Answers what was tried on a connection that is being set up."""
        rehearsals.report(self._admit(), connection, request, answer)
        return True

    @api.model
    @answered
    def report_health(self, health):
        """Keeps what a sidecar tells of itself."""
        sidecar_health.report(self._admit(), health)
        return True

    @api.model
    def _suture_access(self):
        """What the installed modules let the sidecar do, one `Access` a module. A module adds its own."""
        return [CORE]

    @api.model
    @tools.ormcache()
    def _suture_allowed(self):
        """The union of what the installed modules declare."""
        return union(self._suture_access())

    @api.model
    def _suture_verbs(self):
        """The business actions that a plan may ask for: `{verb: function(env, company, arguments)}`. The
        function returns the record that it made. A module adds its own.
        """
        return {}

    @api.model
    def _suture_verbs_of_many(self):
        """The verbs whose records Odoo makes faster together than one by one: `{verb: VerbOfMany}`."""
        return {}

    @api.model
    def _suture_preload(self, reached):
        """Has Odoo load at once what it would load for each record by itself while a batch is applied.

        :param reached: `{model: ids}` of the records that the batch names
        """

    @api.model
    def _suture_readable_json(self, record, name):
        """The value of a JSON field as a person reads it in a dry run, or None."""
        return None

    def _admit(self):
        """The environment to work in, for the gateway group only. The caller's context is dropped."""
        user = self.env.user
        if not user.has_group("suture.group_gateway"):
            raise AccessError(self.env._("Only the integration user can call the gateway."))
        context = {
            "lang": user.lang or "en_US",
            "tz": "UTC",
            "allowed_company_ids": user.company_ids.ids,
            "mail_create_nosubscribe": True,  # nobody reads what the integration user would be sent
        }
        return self.env(su=True, context=context)

    def _links(self, env, rows, exchanges):
        """The records that links of current reports name, as far as they are in the exchange's company."""
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

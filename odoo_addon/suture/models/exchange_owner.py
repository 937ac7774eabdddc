from odoo import api, models


class SyncedMixin(models.AbstractModel):
    _inherit = "suture.synced.mixin"

    def _suture_people(self):
        """Returns the users who are in charge of this document, the most suitable one first. An exception of
        the document is assigned to the first one who may see it. Modules extend it.
        """
        return self.env["res.users"]


class Exchange(models.Model):
    """The default owner of an exception: whoever is in charge of the document, otherwise the person
    responsible for the connection. Only active internal users who may see the exception become its owner.
    """

    _inherit = "suture.exchange"

    def _assign_default_owners(self):
        """Assigns exceptions without an owner, or whose owner was archived, and notifies nobody by email."""
        homeless = self.filtered(lambda row: not row.user_id.active)
        rows_by_user = {}
        for row, user in homeless._default_owners().items():
            rows_by_user.setdefault(user, self.browse())
            rows_by_user[user] |= row
        for user, rows in rows_by_user.items():
            if rows.user_id != user:
                rows._quietly().user_id = user

    def _default_owners(self):
        """Returns the default owner of each exchange, which is an empty recordset if nobody may see it:
        `{exchange: user}`.
        """
        documents = self._documents_by_place()
        candidates = {}
        for row in self:
            document = documents.get((row.res_model, row.res_id))
            people = document._suture_people() if document is not None else self.env["res.users"]
            candidates[row] = [*people, *row.connection_id.user_id]
        visible = self._visible_by({user for users in candidates.values() for user in users})
        nobody = self.env["res.users"]
        return {
            row: next((user for user in users if row in visible[user]), nobody)
            for row, users in candidates.items()
        }

    def _visible_by(self, users):
        """Returns which of these exchanges each user may see: `{user: exchanges}`. Archived users and users
        of the portal see none.
        """
        return {
            user: self._as_seen_by(user)._filtered_access("read").with_env(self.env)
            if user.active and user._is_internal()
            else self.browse()
            for user in users
        }

    def _as_seen_by(self, user):
        """Returns the records with the access rights of a user, in all companies of that user."""
        return self.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def _documents_by_place(self):
        """Returns the records that these exchanges open, and that have an integration state: `{(model, ID):
        record}`.
        """
        found = {}
        ids_by_model = {}
        for row in self.filtered("res_id"):
            ids_by_model.setdefault(row.res_model, set()).add(row.res_id)
        for model, ids in ids_by_model.items():
            if model not in self.env or "integration_state" not in self.env[model]._fields:
                continue
            for document in self.env[model].browse(sorted(ids)).exists():
                found[model, document.id] = document
        return found

    @api.model
    def _quiet_context(self):
        return {
            "tracking_disable": True,
            "mail_notrack": True,
            "mail_auto_subscribe_no_notify": True,
            "mail_activity_quick_update": True,
        }

    def _quietly(self):
        """Returns the exchanges as superuser, so that what is written sends no notifications."""
        return self.sudo().with_context(**self._quiet_context())

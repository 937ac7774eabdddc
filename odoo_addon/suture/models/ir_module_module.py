from odoo import api, models, tools
from odoo.tools.translate import TranslationImporter, get_po_paths

#: Models whose records are generated from the sidecar's declarations.
GENERATED = (
    "suture.term",
    "suture.catalogue.entry",
    "suture.catalogue.setting",
    "suture.catalogue.choice",
    "suture.catalogue.document.field",
    "suture.catalogue.rule",
)
#: The names of the modules that existed before new ones were recorded.
FIRST_MODULES = (
    "suture_account",
    "suture_product",
    "suture_purchase",
    "suture_purchase_stock",
    "suture_stock",
    "suture_stock_account",
)
KNOWN = "suture.known_modules"
INSTALLED = {"installed", "to install", "to upgrade"}


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        """Also replaces the translations of the generated texts, and those of the flows.

        Odoo keeps existing translations when a module is upgraded. A generated text whose English version has
        changed would keep the translation of the earlier text, with placeholders that no longer exist.
        """
        super()._load_module_terms(modules, langs, overwrite)
        if "suture" in modules:
            self._suture_replace_translations(langs)
            self.env["suture.flow"]._translate()

    def _suture_replace_translations(self, langs):
        importer = TranslationImporter(self.env.cr, verbose=False)
        for lang in langs:
            for path in get_po_paths("suture", lang):
                importer.load_file(path, lang)
        importer.model_terms_translations.clear()
        for model in importer.model_translations.keys() - set(GENERATED):
            del importer.model_translations[model]
        importer.save(overwrite=True)

    @api.model
    def _suture_install_new(self):
        """Marks the modules for apps that this version adds to be installed, if their app is installed.

        Odoo installs such a module together with the last of the modules that it depends on, but not if all
        of them are already installed. Called by `data/new_modules.xml` at each installation and upgrade of
        `suture`; Odoo then loads the marked modules in the same run. A module that an administrator has
        uninstalled is not installed again.
        """
        parameters = self.env["ir.config_parameter"].sudo()
        recorded = parameters.get_param(KNOWN)
        known = recorded.split(",") if recorded else FIRST_MODULES
        ours = self.search([("name", "=like", r"suture\_%"), ("auto_install", "=", True)])
        new = ours.filtered(lambda module: module.name not in known and module.state == "uninstalled")
        ready = new.filtered(lambda module: module._suture_is_ready())
        if ready and not tools.config.get("skip_auto_install"):
            ready.button_install()
        parameters.set_param(KNOWN, ",".join(sorted({*known, *ours.mapped("name")})))

    def _suture_is_ready(self):
        """Returns whether all modules that trigger the automatic installation of this one are installed or
        about to be. A module without such triggers is never ready.
        """
        triggers = self.dependencies_id.filtered("auto_install_required")
        return bool(triggers) and set(triggers.mapped("state")) <= INSTALLED

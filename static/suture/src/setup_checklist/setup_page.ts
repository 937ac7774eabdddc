import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { Layout } from "@web/search/layout";
import { type ClientActionProps, standardActionServiceProps } from "@web/webclient/actions/action_service";
import { SetupChecklist } from "./setup_checklist.ts";

/** Shows the setup checklist on its own page, even after it was dismissed elsewhere. */
export class SetupPage extends Component<ClientActionProps> {
  static override template = "suture.SetupPage";
  static components = { Layout, SetupChecklist };
  static override props = { ...standardActionServiceProps };

  display = { controlPanel: {} };
}

registry.category("actions").add("suture_setup", SetupPage);

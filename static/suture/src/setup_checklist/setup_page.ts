import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { Layout } from "@web/search/layout";
import { type ClientActionProps, standardActionServiceProps } from "@web/webclient/actions/action_service";
import { SetupChecklist } from "./setup_checklist.ts";

/** The checklist as a page of its own: where it is found again once it was dismissed. */
export class SetupPage extends Component<ClientActionProps> {
  static override template = "suture.SetupPage";
  static components = { Layout, SetupChecklist };
  static override props = { ...standardActionServiceProps };

  display = { controlPanel: {} };
}

registry.category("actions").add("suture_setup", SetupPage);

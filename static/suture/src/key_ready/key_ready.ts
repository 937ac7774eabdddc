import { Component } from "@odoo/owl";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { registry } from "@web/core/registry";
import { type ActionService, useService } from "@web/core/utils/hooks";
import { type ClientActionProps, standardActionServiceProps } from "@web/webclient/actions/action_service";
import { _t } from "../l10n/translation.ts";

/** The parameters of the client action that shows a new key. Odoo does not store `key` itself. */
export type NewKey = {
  key: string;
  file: string;
  environment: string;
  user: string;
  days: number;
  /** Whether the user has an earlier key, which stays valid until the new one is in use. */
  rotated: boolean;
};

/** Shows a new key once, with instructions on where to store it. The browser does not store it. */
export class KeyReady extends Component<ClientActionProps<NewKey>> {
  static override template = "suture.KeyReady";
  static components = { CopyButton };
  static override props = { ...standardActionServiceProps };

  private action!: ActionService;

  override setup(): void {
    this.action = useService("action");
  }

  get made(): NewKey {
    return this.props.action.params;
  }

  get copied(): string {
    return _t("Copied");
  }

  get fileLabel(): string {
    return _t("Save it as %s on the sidecar's host", this.made.file);
  }

  get lead(): string {
    return _t(
      "The key belongs to %s and is valid for %s days. It is shown only once.",
      this.made.user,
      this.made.days,
    );
  }

  async test(): Promise<void> {
    await this.action.doAction("suture.sidecar_test_action");
  }

  async close(): Promise<void> {
    await this.action.doAction({ type: "ir.actions.act_window_close" });
  }
}

registry.category("actions").add("suture_key_ready", KeyReady);

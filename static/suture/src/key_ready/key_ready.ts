import { Component } from "@odoo/owl";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { registry } from "@web/core/registry";
import { type ActionService, useService } from "@web/core/utils/hooks";
import { type ClientActionProps, standardActionServiceProps } from "@web/webclient/actions/action_service";
import { _t } from "../l10n/translation.ts";

/** The result of `suture.integration.user`. `key` is available only here. */
export type NewKey = {
  key: string;
  file: string;
  environment: string;
  user: string;
  days: number;
  /** An earlier key exists and stays valid until the new one is in use. */
  rotated: boolean;
};

/** Shows a new key once, with instructions where to store it. Nothing is requested from the server or stored. */
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

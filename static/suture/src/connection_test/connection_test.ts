import { Component, onMounted, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type OrmService, useService } from "@web/core/utils/hooks";
import { type ClientActionProps, standardActionServiceProps } from "@web/webclient/actions/action_service";
import { _t } from "../l10n/translation.ts";

export type Check = {
  code: string;
  title: string;
  state: "ok" | "failed" | "skipped";
  text: string;
  advice: string;
};
type Result = { ok: boolean; checks: Check[] };

const ICONS = {
  ok: "fa-check-circle text-success",
  failed: "fa-times-circle text-danger",
  skipped: "fa-minus-circle text-muted",
};

/** Runs the connection test when opened, and shows the result of each step with advice. */
export class ConnectionTest extends Component<ClientActionProps> {
  static override template = "suture.ConnectionTest";
  static override props = { ...standardActionServiceProps };

  private orm!: OrmService;
  state!: { isRunning: boolean; hasFailed: boolean; result: Result | null };

  override setup(): void {
    this.orm = useService("orm");
    this.state = useState({ isRunning: false, hasFailed: false, result: null });
    onMounted(() => void this.run());
  }

  get summary(): string {
    return this.state.result?.ok
      ? _t("The sidecar and Odoo can reach each other.")
      : _t("The connection does not work yet. The first failed step shows what to do.");
  }

  icon(check: Check): string {
    return ICONS[check.state];
  }

  stateName(check: Check): string {
    if (check.state === "ok") {
      return _t("OK");
    }
    return check.state === "failed" ? _t("failed") : _t("not checked");
  }

  async run(): Promise<void> {
    Object.assign(this.state, { isRunning: true, hasFailed: false });
    try {
      this.state.result = await this.orm.silent.call<Result>("suture.setup", "test_connection", []);
    } catch (error) {
      this.state.hasFailed = true;
      throw error;
    } finally {
      this.state.isRunning = false;
    }
  }
}

registry.category("actions").add("suture_connection_test", ConnectionTest);

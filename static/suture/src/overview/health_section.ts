import { Component } from "@odoo/owl";
import { _t } from "../l10n/translation.ts";
import { Moment } from "../moment/moment.ts";
import { urgency } from "./figures.ts";
import { type OpenRecords, useOpenRecords } from "./open_records.ts";
import type { ConnectionRow, HealthData, KeyRow } from "./overview_types.ts";
import { overviewSections } from "./sections.ts";
import { SidecarCard } from "./sidecar_card.ts";

/** Shows the figures for engineers: sidecars, connections, and the keys of the integration user. */
export class HealthSection extends Component<{ data: HealthData; period: string }> {
  static override template = "suture.HealthSection";
  static components = { Moment, SidecarCard };
  static override props = { data: Object, period: String };

  private records!: OpenRecords;

  override setup(): void {
    this.records = useOpenRecords();
  }

  get contactHelp(): string {
    return _t("When the sidecar last loaded the connection from Odoo.");
  }

  get keysHelp(): string {
    return _t(
      "API keys of the integration user. When the key that the sidecar uses expires, the exchange of documents stops.",
    );
  }

  keyTone(key: KeyRow): string {
    return `text-bg-${urgency(key.days_left)}`;
  }

  keyLeft({ days_left }: KeyRow): string {
    if (days_left === null) return _t("Never expires");
    if (days_left < 0) return _t("Expired");
    return days_left === 1 ? _t("1 day left") : _t("%s days left", days_left);
  }

  openConnection(row: ConnectionRow): void {
    void this.records.one("suture.connection", row.id);
  }

  openExchanges(row: ConnectionRow, direction: "inbound" | "outbound"): void {
    const title = direction === "inbound" ? _t("%s: received", row.name) : _t("%s: sent", row.name);
    const domain: [string, string, unknown][] = [
      ["connection_id", "=", row.id],
      ["direction", "=", direction],
    ];
    void this.records.list("suture.exchange", domain, title);
  }

  lastLabel(row: ConnectionRow, direction: "inbound" | "outbound"): string {
    return direction === "inbound"
      ? _t("%s: show what was received", row.name)
      : _t("%s: show what was sent", row.name);
  }
}

overviewSections.add("health", { label: () => _t("Health"), component: HealthSection });

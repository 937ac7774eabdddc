import { Component } from "@odoo/owl";
import { _t } from "../l10n/translation.ts";
import { Moment } from "../moment/moment.ts";
import { duration } from "./figures.ts";
import { type OpenRecords, useOpenRecords } from "./open_records.ts";
import { type Bars, OverviewChart } from "./overview_chart.ts";
import { OverviewFigure } from "./overview_figure.ts";
import type { Breaker, Domain, Lane, Sidecar } from "./overview_types.ts";

const laneNames: Record<string, () => string> = {
  decode: () => _t("Decoding"),
  critical: () => _t("Critical"),
  standard: () => _t("Standard"),
  bulk: () => _t("Bulk"),
  contended: () => _t("Records"),
};
const partNames: Record<string, () => string> = {
  journal: () => _t("Journal"),
  broker: () => _t("Broker"),
  odoo: () => _t("Odoo"),
  configuration: () => _t("Configuration"),
  clock: () => _t("Clock"),
};
/** The lanes to which flows are assigned. Only the documents of these lanes can be opened. */
const flowLanes = ["critical", "standard", "bulk"];
const unfinished = ["queued", "processing", "waiting", "held"];

/** Shows the latest report of one sidecar. */
export class SidecarCard extends Component<{ sidecar: Sidecar }> {
  static override template = "suture.SidecarCard";
  static components = { Moment, OverviewChart, OverviewFigure };
  static override props = { sidecar: Object };

  private records!: OpenRecords;

  override setup(): void {
    this.records = useOpenRecords();
  }

  get sidecar(): Sidecar {
    return this.props.sidecar;
  }

  get lanes(): Lane[] {
    return this.sidecar.lanes ?? [];
  }

  /**
   * Returns the lanes whose number of documents is known. It is not known for the lane `contended`, because its documents are
   * counted in the lanes of their flows.
   */
  get charted(): Lane[] {
    return this.lanes.filter(({ documents }) => documents !== null);
  }

  get parts(): { name: string; isUp: boolean }[] {
    const told = this.sidecar.parts ?? {};
    return Object.entries(partNames).flatMap(([part, name]) => {
      const isUp = told[part];
      return isUp === undefined ? [] : [{ name: name(), isUp }];
    });
  }

  get deadHelp(): string {
    return _t(
      "References that the broker no longer delivers. The documents they refer to are in the journal and are published again. See the runbook.",
    );
  }

  get waitingHelp(): string {
    return _t("Documents that are waiting because Odoo was unreachable. They continue automatically.");
  }

  get chartTitle(): string {
    return _t("Unfinished documents by lane");
  }

  get chartLabels(): string[] {
    return this.charted.map((lane) => this.nameOf(lane));
  }

  get bars(): Bars[] {
    return [{ label: _t("Documents"), values: this.charted.map(({ documents }) => documents ?? 0) }];
  }

  get hasWork(): boolean {
    return this.charted.some(({ documents }) => documents);
  }

  nameOf({ lane }: Lane): string {
    return laneNames[lane]?.() ?? lane;
  }

  age({ documents, oldest_seconds }: Lane): string {
    return documents ? duration(oldest_seconds) : "–";
  }

  labelOf(lane: Lane): string {
    return `${this.nameOf(lane)}: ${this.told(lane.documents)}`;
  }

  /** Returns a count as text, or a dash if it is unknown. */
  told(count: number | null | undefined): string {
    return count === null || count === undefined ? "–" : String(count);
  }

  canOpen({ lane, documents }: Lane): boolean {
    return (documents ?? 0) > 0 && flowLanes.includes(lane);
  }

  openLane(lane: Lane): void {
    const domain: Domain = [
      ["flow_id.lane", "=", lane.lane],
      ["state", "in", unfinished],
    ];
    void this.records.list("suture.exchange", domain, this.nameOf(lane));
  }

  breakerTone({ state }: Breaker): string {
    if (state === "closed") return "text-bg-success";
    return state === "open" ? "text-bg-danger" : "text-bg-warning";
  }

  breakerText({ state }: Breaker): string {
    if (state === "closed") return _t("Reachable");
    return state === "open" ? _t("Unreachable") : _t("Probing");
  }

  targetOf({ target }: Breaker): string {
    return target === "odoo" ? _t("Odoo") : target;
  }
}

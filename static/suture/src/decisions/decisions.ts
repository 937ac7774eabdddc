import { Component, onWillUnmount, useState } from "@odoo/owl";
import { RecordAutocomplete } from "@web/core/record_selectors/record_autocomplete";
import { registry } from "@web/core/registry";
import { type BusService, type OrmService, useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";
import type { Chosen, DecisionRow, Option, Shown } from "./decision_types.ts";

/** The bus may miss a message, so the wizard also asks by itself, in milliseconds. */
const ASK_AGAIN_EVERY = 3000;
/** After this many milliseconds, the wizard says that the preview takes longer than usual. */
const USUAL_WAIT = 12_000;

const titles: Record<string, () => string> = {
  "would-apply": () => _t("This will change:"),
  "would-wait": () => _t("Nothing will change yet: the document would wait."),
  exception: () => _t("Nothing will change yet: the document would still need a decision."),
  duplicate: () => _t("Nothing will change: the document has already been applied."),
  refused: () => _t("The preview failed."),
};

/**
 * Asks what to do about each finding of a document, and shows what these decisions would change in Odoo. After each choice, it
 * requests a preview and waits for it.
 */
export class IntegrationDecisions extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationDecisions";
  static override props = { ...standardFieldProps };
  static components = { RecordAutocomplete };

  state!: { choices: Record<number, Chosen | null>; isSlow: boolean; isSaving: boolean };
  private orm!: OrmService;
  private waitingSince = Date.now();

  override setup(): void {
    this.orm = useService("orm");
    const bus: BusService = useService("bus_service");
    const choices = Object.fromEntries(this.rows.map(({ at, chosen }) => [at, chosen]));
    this.state = useState({ choices, isSlow: false, isSaving: false });
    const arrived = ({ id }: { id: number }) => {
      if (id === this.exchangeId) void this.reload();
    };
    bus.subscribe("suture.exchange/preview", arrived);
    const timer = setInterval(() => this.askAgain(), ASK_AGAIN_EVERY);
    onWillUnmount(() => {
      clearInterval(timer);
      bus.unsubscribe("suture.exchange/preview", arrived);
    });
  }

  private get data(): Record<string, unknown> {
    return this.props.record.data as Record<string, unknown>;
  }

  private get exchangeId(): number | null {
    const exchange = this.data.exchange_id as { id?: number } | [number, string] | false;
    return Array.isArray(exchange) ? exchange[0] : exchange ? (exchange.id ?? null) : null;
  }

  get rows(): DecisionRow[] {
    const rows = this.data[this.props.name];
    return Array.isArray(rows) ? (rows as DecisionRow[]) : [];
  }

  get shown(): Shown | null {
    return this.state.isSaving ? null : ((this.data.shown || null) as Shown | null);
  }

  get isDecided(): boolean {
    return this.rows.some(({ at }) => this.isComplete(at));
  }

  get isWaiting(): boolean {
    return this.isDecided && this.shown === null;
  }

  get title(): string {
    const outcome = this.shown?.outcome ?? "";
    return titles[outcome]?.() ?? outcome;
  }

  get open(): number {
    return this.rows.filter(({ at }) => !this.isComplete(at)).length;
  }

  get openText(): string {
    return _t("Findings without a decision: %s. The document will need attention again.", String(this.open));
  }

  chosen(row: DecisionRow): Chosen | null {
    return this.state.choices[row.at] ?? null;
  }

  option(row: DecisionRow): Option | null {
    return row.options.find(({ code }) => code === this.chosen(row)?.code) ?? null;
  }

  optionLabel({ label, detail }: Option): string {
    return detail ? `${label} (${detail})` : label;
  }

  get searchText(): string {
    return _t("Search for another one…");
  }

  selectLabel(row: DecisionRow): string {
    return row.line ? _t("Decision on line %s", row.line) : _t("Decision");
  }

  recordName(row: DecisionRow): string {
    const id = this.chosen(row)?.record;
    return this.option(row)?.record?.candidates.find((each) => each.id === id)?.name ?? "";
  }

  onChoose(row: DecisionRow, code: string): void {
    const option = row.options.find((each) => each.code === code);
    const record = option?.record?.candidates[0]?.id ?? null;
    this.state.choices[row.at] = option ? { code, record } : null;
    void this.save();
  }

  onChooseRecord(row: DecisionRow, id: number | null): void {
    const chosen = this.chosen(row);
    if (!chosen || id === null) return;
    this.state.choices[row.at] = { ...chosen, record: id };
    void this.save();
  }

  onPreviewAgain(): void {
    void this.save();
  }

  /** Returns whether the decision on a finding has everything that it needs. */
  private isComplete(at: number): boolean {
    const chosen = this.state.choices[at];
    const row = this.rows.find((each) => each.at === at);
    const option = row?.options.find(({ code }) => code === chosen?.code);
    return option !== undefined && (option.record === undefined || typeof chosen?.record === "number");
  }

  private async save(): Promise<void> {
    const chosen = Object.entries(this.state.choices).flatMap(([at, choice]) =>
      choice && this.isComplete(Number(at)) ? [{ at: Number(at), ...choice }] : [],
    );
    this.waitingSince = Date.now();
    this.state.isSlow = false;
    this.state.isSaving = true;
    try {
      await this.orm.call("suture.exchange.accept", "decide", [[this.props.record.resId], chosen]);
      await this.reload();
    } finally {
      this.state.isSaving = false;
    }
  }

  private askAgain(): void {
    if (!this.isWaiting || this.state.isSaving) return;
    this.state.isSlow = Date.now() - this.waitingSince > USUAL_WAIT;
    void this.reload();
  }

  /** Loads the wizard again. A reason that the person is writing is kept. */
  private async reload(): Promise<void> {
    const { reason } = this.data;
    await this.props.record.load();
    if (reason && reason !== this.data.reason) await this.props.record.update({ reason });
  }
}

export const integrationDecisions = {
  component: IntegrationDecisions,
  displayName: _t("Integration decisions"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("integration_decisions", integrationDecisions);

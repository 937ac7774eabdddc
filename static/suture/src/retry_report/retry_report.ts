import { Component, onMounted, onWillUnmount } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";
import { useChanges } from "../live/live.ts";

export type RetryLine = {
  exchange_id: number;
  name: string;
  label: string;
  tone: string;
  moving: boolean;
  reason: string;
};
export type RetryReport = {
  total: number;
  finished: number;
  groups: { label: string; tone: string; count: number }[];
  lines: RetryLine[];
};

const nothing: RetryReport = { total: 0, finished: 0, groups: [], lines: [] };
/** The polling interval in milliseconds while documents are in progress, in case the bus does not work. */
const pollEvery = 5000;

/** Shows the progress of a retry of several documents, and the result of each of them as soon as it is known. */
export class RetryReportField extends Component<StandardFieldProps> {
  static override template = "suture.RetryReport";
  static override props = { ...standardFieldProps };

  private action!: { doAction(action: unknown): Promise<unknown> };

  override setup(): void {
    this.action = useService("action");
    const reload = () => void this.props.record.load();
    useChanges(() => this.report.lines.map(({ exchange_id: id }) => ["suture.exchange", id]), reload);
    let timer: number | undefined;
    onMounted(() => {
      timer = browser.setInterval(() => {
        if (this.report.finished < this.report.total) reload();
      }, pollEvery);
    });
    onWillUnmount(() => browser.clearInterval(timer));
  }

  get report(): RetryReport {
    return (this.props.record.data[this.props.name] || nothing) as RetryReport;
  }

  get percent(): number {
    const { total, finished } = this.report;
    return total === 0 ? 0 : Math.round((finished * 100) / total);
  }

  get progress(): string {
    const { total, finished } = this.report;
    return _t("%s of %s finished", String(finished), String(total));
  }

  get counts(): string {
    return this.report.groups.map(({ label, count }) => `${label}: ${count}`).join(" · ");
  }

  /** Returns the class of a result's badge. */
  badge(tone: string): string {
    return tone === "muted" ? "text-bg-300" : `text-bg-${tone}`;
  }

  async open({ exchange_id: id }: RetryLine): Promise<void> {
    await this.action.doAction({
      type: "ir.actions.act_window",
      res_model: "suture.exchange",
      res_id: id,
      views: [[false, "form"]],
      target: "current",
    });
  }
}

export const retryReport = {
  component: RetryReportField,
  displayName: _t("Retry report"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
};

registry.category("fields").add("suture_retry_report", retryReport);

import { formatCurrency } from "@web/core/currency";
import { _t } from "../l10n/translation.ts";
import type { Amount } from "./overview_types.ts";

/** A length of time as people say it. @param seconds null: there is none. */
export function duration(seconds: number | null): string {
  if (seconds === null) return "–";
  if (seconds < 1) return _t("under 1 s"); // Odoo keeps whole seconds
  if (seconds < 60) return _t("%s s", Math.round(seconds));
  if (seconds < 3600) return _t("%s min", Math.round(seconds / 60));
  if (seconds < 48 * 3600) return _t("%s h", Math.round(seconds / 3600));
  return _t("%s days", Math.round(seconds / 86400));
}

/** A share of one as percent; what is less than all is never shown as 100 %. */
export function percent(share: number | null): string {
  if (share === null) return "–";
  const rounded = Math.round(share * 100);
  return `${share < 1 && rounded === 100 ? 99 : rounded} %`;
}

export type Trend = { icon: string; text: string; label: string };

/** How a number stands to the one of the time before; null: there was nothing before, or nothing changed. */
export function trend(now: number, before: number): Trend | null {
  if (before === 0 || now === before) return null;
  const change = Math.round((Math.abs(now - before) * 100) / before);
  const text = change > 999 ? "> 999 %" : `${change} %`;
  return now > before
    ? { icon: "fa-arrow-up", text, label: _t("%s more than in the previous period", text) }
    : { icon: "fa-arrow-down", text, label: _t("%s fewer than in the previous period", text) };
}

export function money({ amount, currency_id }: Amount): string {
  return formatCurrency(amount, currency_id);
}

/** Days to an end of which people should know: "danger" in its last week, "warning" in its last month. */
export function urgency(days: number | null): "danger" | "warning" | "success" {
  if (days === null || days >= 30) return "success";
  return days < 7 ? "danger" : "warning";
}

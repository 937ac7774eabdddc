import { formatCurrency } from "@web/core/currency";
import { _t } from "../l10n/translation.ts";
import type { Amount } from "./overview_types.ts";

/** Returns a duration as text in its largest suitable unit, such as "5 min", or a dash for null. */
export function duration(seconds: number | null): string {
  if (seconds === null) return "–";
  if (seconds < 1) return _t("under 1 s"); // Odoo stores whole seconds
  if (seconds < 60) return _t("%s s", Math.round(seconds));
  if (seconds < 3600) return _t("%s min", Math.round(seconds / 60));
  if (seconds < 48 * 3600) return _t("%s h", Math.round(seconds / 3600));
  return _t("%s days", Math.round(seconds / 86400));
}

/** Returns a share from 0 to 1 as a percentage, or a dash for null. A share below 1 is never rounded to 100 %. */
export function percent(share: number | null): string {
  if (share === null) return "–";
  const rounded = Math.round(share * 100);
  return `${share < 1 && rounded === 100 ? 99 : rounded} %`;
}

export type Trend = { icon: string; text: string; label: string };

/** Returns the change of a number since the previous period, or null if it was 0 before or has not changed. */
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

/**
 * Returns the tone for a key by the number of days left: "danger" below 7, "warning" below 30, otherwise "success". Null means
 * that the key never expires.
 */
export function urgency(days: number | null): "danger" | "warning" | "success" {
  if (days === null || days >= 30) return "success";
  return days < 7 ? "danger" : "warning";
}

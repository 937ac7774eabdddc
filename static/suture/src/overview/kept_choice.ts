import { browser } from "@web/core/browser/browser";
import { user } from "@web/core/user";
import type { PeriodName, SectionName } from "./overview_types.ts";

/** What a person chose last on this machine. */
export type Choice = { section?: SectionName | null; period?: PeriodName };

const place = (): string => `suture.overview.${user.userId}`;

/** Never throws: a browser that keeps nothing, or something else, chose nothing. */
export function keptChoice(): Choice {
  try {
    const kept: unknown = JSON.parse(browser.localStorage.getItem(place()) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Choice) : {};
  } catch {
    return {};
  }
}

export function keepChoice(choice: Choice): void {
  try {
    browser.localStorage.setItem(place(), JSON.stringify(choice));
  } catch {
    // It is chosen again the next time.
  }
}

import { browser } from "@web/core/browser/browser";
import { user } from "@web/core/user";
import type { PeriodName, SectionName } from "./overview_types.ts";

/** The section and period that the user chose last, stored in this browser. */
export type Choice = { section?: SectionName | null; period?: PeriodName };

const place = (): string => `suture.overview.${user.userId}`;

/** Returns the stored choice, or an empty object if there is none or it is invalid. Never throws. */
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
    // Without storage, the user chooses again next time.
  }
}

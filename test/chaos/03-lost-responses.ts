import { type KillPlan, killing } from "./01-kills.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import type { Stage } from "./stage.ts";
import type { Fate } from "./tcp-proxy.ts";

/** The share of Odoo's responses that do not arrive. */
const LOST = 0.3;
/** Which responses may be lost, by a part of the request, and how many of those end in silence instead of immediately. */
export type Lost = { readonly of: string; readonly silent: number };
/** How many of the lost ones time out silently; the others are cut off. */
const SILENT = 0.2;
const TIMEOUT_SECONDS = 5;

export const lostResponses: ChaosTest = {
  number: 3,
  title: "30 % of Odoo's responses lost after Odoo has committed",
  run: (stage) => losing(stage, stage.scaled(2000, 100), { silent: SILENT, of: "" }),
};

/** Nothing else is broken: an effect that is counted twice here was applied twice because an answer was lost. */
export async function losing(stage: Stage, messages: number, lost: Lost): Promise<Result> {
  const { chance, odooProxy } = stage;
  const fate = (request: string): Fate => {
    if (!request.includes(lost.of) || !chance.happens(LOST)) return "pass";
    return chance.happens(lost.silent) ? "silence" : "cut";
  };
  const plan: KillPlan = {
    messages,
    sidecarKills: 0,
    brokerKills: 0,
    odooRestarts: 0,
    drained: null,
    settings: { SUTURE_ODOO_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS) },
    begin: () => odooProxy.behave({ fate }),
  };
  const result = await killing(stage, plan);
  const swallowed = odooProxy.swallowed();
  return {
    ...result,
    misses: [...result.misses, ...(swallowed === 0 ? ["no response was lost: nothing was tested"] : [])],
    figures: { ...result.figures, "responses lost": swallowed },
  };
}

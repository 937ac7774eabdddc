import type { OracleReport } from "./oracle.ts";
import type { Stage } from "./stage.ts";

/** What a test counted, what was missed, and other remarks. */
export type Result = OracleReport & { readonly figures: Readonly<Record<string, number | string>> };

/** One of the tests of `npm run chaos`, by its number in docs/operate.md. */
export type ChaosTest = {
  readonly number: number;
  readonly title: string;
  readonly run: (stage: Stage) => Promise<Result>;
};

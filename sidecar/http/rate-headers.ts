import type { Response } from "express";
import type { Allowance } from "../limits/rates.ts";

/**
 * Sets the response headers that state the sender's limits and what remains of them (draft-ietf-httpapi-ratelimit-headers-10),
 * and Retry-After if a limit is reached.
 */
export function setRateHeaders(response: Response, allowances: readonly Allowance[]): void {
  if (allowances.length === 0) return;
  const list = (write: (allowance: Allowance) => string) => allowances.map(write).join(", ");
  response.setHeader(
    "ratelimit-policy",
    list(({ policy, quota, windowSeconds }) => `"${policy}";q=${quota};w=${windowSeconds}`),
  );
  response.setHeader(
    "ratelimit",
    list(({ policy, remaining, resetSeconds }) => `"${policy}";r=${remaining};t=${resetSeconds}`),
  );
  const over = allowances.filter(({ isOver }) => isOver);
  if (over.length > 0)
    response.setHeader("retry-after", String(Math.max(...over.map(({ resetSeconds }) => resetSeconds))));
}

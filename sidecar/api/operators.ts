import type { Request } from "express";
import { digestOf, matchesAny } from "../security/keys.ts";

export type Role = "operator" | "sensitive";
/** Digests of the operators' tokens; the tokens themselves are not kept in memory. */
export type Operators = Readonly<Record<Role, Uint8Array | null>>;

export const operatorsOf = (operatorToken: string, sensitiveToken: string | null): Operators => ({
  operator: digestOf(operatorToken),
  sensitive: sensitiveToken === null ? null : digestOf(sensitiveToken),
});

/** Who calls, by the bearer token. The sensitive role may do all that an operator may. */
export function roleOf(operators: Operators, request: Request): Role | null {
  const token = /^Bearer (.+)$/i.exec(request.get("authorization") ?? "")?.[1];
  if (token === undefined) return null;
  if (operators.sensitive && matchesAny(token, [operators.sensitive])) return "sensitive";
  return operators.operator && matchesAny(token, [operators.operator]) ? "operator" : null;
}

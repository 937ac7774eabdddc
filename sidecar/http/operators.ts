import type { Request, RequestHandler } from "express";
import { digestOf, matchesAny } from "../security/keys.ts";
import { sendProblem } from "./problem.ts";

export type Role = "operator" | "sensitive";
/** The digests of the operator tokens. The tokens themselves are not stored in memory. */
export type Operators = Readonly<Record<Role, Uint8Array | null>>;

export const operatorsOf = (operatorToken: string, sensitiveToken: string | null): Operators => ({
  operator: digestOf(operatorToken),
  sensitive: sensitiveToken === null ? null : digestOf(sensitiveToken),
});

/** Returns the key that a partner sent, in X-Api-Key or as a bearer token. */
export function presentedKey(request: Request): string | null {
  return request.get("x-api-key") ?? bearerOf(request);
}

function bearerOf(request: Request): string | null {
  return /^Bearer (.+)$/i.exec(request.get("authorization") ?? "")?.[1] ?? null;
}

/** Returns the caller's role according to its bearer token. The sensitive role has all rights of an operator. */
export function roleOf(operators: Operators, request: Request): Role | null {
  const token = bearerOf(request);
  if (token === null) return null;
  if (operators.sensitive && matchesAny(token, [operators.sensitive])) return "sensitive";
  return operators.operator && matchesAny(token, [operators.operator]) ? "operator" : null;
}

/** Creates the middleware that admits only operators. */
export function requireOperator(operators: Operators): RequestHandler {
  return (request, response, next) =>
    roleOf(operators, request) === null
      ? sendProblem(request, response, "unauthorized", "Send the operator token as a bearer token.")
      : next();
}

/**
 * Returns the actor for the audit log: the role whose token was sent.
 * @throws Error if there is none, which `requireOperator` prevents
 */
export function actorOf(operators: Operators, request: Request): Role {
  const role = roleOf(operators, request);
  if (role === null) throw new Error("The caller of this request is unknown.");
  return role;
}

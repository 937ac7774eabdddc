import type { Request, RequestHandler } from "express";
import { digestOf, matchesAny } from "../security/keys.ts";
import { sendProblem } from "./problem.ts";

export type Role = "operator" | "sensitive";
/** The digest of the token of each role, or null if the role has no token. The tokens themselves are not stored in memory. */
export type Operators = Readonly<Record<Role, Uint8Array | null>>;

export const operatorsOf = (operatorToken: string, sensitiveToken: string | null): Operators => ({
  operator: digestOf(operatorToken),
  sensitive: sensitiveToken === null ? null : digestOf(sensitiveToken),
});

/** Returns the key that the request contains in X-Api-Key or as a bearer token, or null. */
export function presentedKey(request: Request): string | null {
  return request.get("x-api-key") ?? bearerOf(request);
}

function bearerOf(request: Request): string | null {
  return /^Bearer (.+)$/i.exec(request.get("authorization") ?? "")?.[1] ?? null;
}

/**
 * Returns the caller's role according to its bearer token, or null if the token is missing or wrong. The sensitive role has all
 * rights of an operator.
 */
export function roleOf(operators: Operators, request: Request): Role | null {
  const token = bearerOf(request);
  if (token === null) return null;
  if (operators.sensitive && matchesAny(token, [operators.sensitive])) return "sensitive";
  return operators.operator && matchesAny(token, [operators.operator]) ? "operator" : null;
}

/** Creates the middleware that responds with 401 unless the caller has the token of an operator or of the sensitive role. */
export function requireOperator(operators: Operators): RequestHandler {
  return (request, response, next) =>
    roleOf(operators, request) === null
      ? sendProblem(request, response, "unauthorized", "Send the operator token as a bearer token.")
      : next();
}

/**
 * Returns the actor to record in the audit log: the role whose token the request contains.
 * @throws Error if there is none, which `requireOperator` prevents
 */
export function actorOf(operators: Operators, request: Request): Role {
  const role = roleOf(operators, request);
  if (role === null) throw new Error("The caller of this request is unknown.");
  return role;
}

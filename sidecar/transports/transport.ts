import type { z } from "zod";

/** What a transport says about itself. Odoo's form of a route is generated from this. */
export type TransportDeclaration = {
  readonly code: string;
  /** The transport's name, as a person reads it. */
  readonly label: string;
  readonly directions: readonly ("in" | "out")[];
  /** It can take over from the agreed route, and cannot be the agreed route itself. */
  readonly fallbackOnly?: true;
  /** The address of the route; null: it has none. */
  readonly address: null | { readonly label: string; readonly help: string; readonly pattern: string };
  /** A strict object; left out where nothing is set. */
  readonly settings?: z.ZodType;
};

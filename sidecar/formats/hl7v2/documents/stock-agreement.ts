import { z } from "zod";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import { type MappingFinding, type Problem, problem } from "../../mapping.ts";
import { placePattern } from "../terms/places.ts";

const place = z.string().regex(placePattern);
const position = z.number().int().min(1).max(999);
const code = z.string().min(1);

/** Holds for every movement of stock, whichever segment tells of it. Places are asked in their order; the first that is filled counts. */
const movement = z.object({
  number: z.array(place).min(1).default(["MSH-10"]),
  /** PV1-3.1 is the point of care; ORC-17 the entering organisation, ORC-13 the enterer's location. */
  department: z.array(place).default(["PV1-3.1", "ORC-17.1", "ORC-13.1"]),
  costCentre: z.array(place).default([]),
  /** Our schemes of items by the sender's coding systems, beside those that everybody uses: {"PYX": "maker"}. */
  itemSchemes: z.record(code, code).default({}),
  /** Rec 20 codes by the sender's own codes of units: {"DOSE": "C62"}. */
  units: z.record(code, z.string().regex(/^[A-Z0-9]{1,3}$/)).default({}),
  /** What the sender's order controls (ORC-1) say of goods, beside those that always do: {"SC": "leaves"}. */
  orderControls: z.record(code, z.enum(["leaves", "returns"])).default({}),
  /** Of times that name no zone, in a message that names none; left out: the company's zone, in summer and in winter. */
  utcOffset: z
    .string()
    .regex(/^[+-]([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
});

/** Where a supply segment holds what: the positions of its fields. A Z segment means what two systems agreed. */
const supply = z.object({
  segment: z
    .string()
    .regex(/^Z[A-Z0-9]{2}$/)
    .default("ZSU"),
  item: position.default(2),
  /** Scheme of item numbers that name no coding system: "buyer" is our own number. */
  itemScheme: code.default("buyer"),
  quantity: position.default(3),
  unit: position.default(4),
  lot: position.default(5),
  expiry: position.default(6),
  department: position.default(7),
  costCentre: position.default(8),
  /** When it was used; without it the time of the message (MSH-7). */
  occurredAt: position.optional(),
});

export const stockAgreement = z.object({ movement: movement.prefault({}), supply: supply.prefault({}) });
export type StockAgreement = z.infer<typeof stockAgreement>;

/** Gives what the connection's format options say of stock movements, or why they cannot be followed. */
export function stockAgreementOf(
  connection: ConnectionProfile,
): { readonly agreement: StockAgreement } | { readonly problem: Problem } {
  const result = stockAgreement.safeParse(connection.format.options);
  if (result.success) return { agreement: result.data };
  const [first, ...others] = result.error.issues.map(({ path }) => wrongOption(path.join(".")));
  return problem([first ?? wrongOption(""), ...others]);
}

function wrongOption(path: string): MappingFinding {
  const text = `The connection's format option ${path || "(all)"} has the wrong form. Correct it in Odoo, then try again.`;
  return { code: "SCHEMA_INVALID", field: path || "format", text };
}

import { z } from "zod";
import { calendarDate, decimalString, quantity } from "./values.ts";

/** The lot of the goods, as printed on the package: its number and expiry date. */
export const lot = z.object({ number: z.string().min(1), expiry: calendarDate.optional() });

/** A quantity of goods, which is never negative. */
export const goodsQuantity = quantity.extend({ value: decimalString.regex(/^\d/, "negative") });

/** A part of a line's goods: their lot, dates and serial numbers, and how many of them there are. */
export const tracedLot = z.strictObject({
  /** The number of the lot. Absent if the goods are traced by serial number alone. */
  number: z.string().min(1).optional(),
  expiry: calendarDate.optional(),
  /** The date of manufacture. */
  made: calendarDate.optional(),
  /** The quantity of this lot. If absent, all goods of the line are of this lot. */
  quantity: goodsQuantity.optional(),
  serials: z.array(z.string().min(1)).optional(),
  /** The unique device identifier as printed, with device and production identifier (21 CFR 801.40, Regulation (EU) 2017/745). */
  udi: z.string().min(1).optional(),
});
export type TracedLot = z.infer<typeof tracedLot>;

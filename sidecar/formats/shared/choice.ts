import { z } from "zod";

/**
 * Returns the schema of a setting with a fixed list of values, with their labels in `.meta()`.
 * @param labels each value with its label, in the order in which the form lists them
 */
export function choice<const Value extends string>(labels: readonly (readonly [Value, string])[]) {
  const values = labels.map(([value]) => value) as [Value, ...Value[]];
  return z.enum(values).meta({ labels: Object.fromEntries(labels) });
}

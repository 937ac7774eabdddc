import type { Flow } from "../flow.ts";

/**
 * Returns a flow's policy out of the settings of a connection, which hold those of all its flows. Missing settings take
 * their default. Throws a ZodError when a setting of this flow is invalid.
 */
export function policyOf<Policy>(
  { policy }: Pick<Flow<never, Policy>, "policy">,
  settings: Readonly<Record<string, unknown>>,
): Policy {
  const own = Object.keys(policy.shape);
  return policy.parse(Object.fromEntries(Object.entries(settings).filter(([name]) => own.includes(name))));
}

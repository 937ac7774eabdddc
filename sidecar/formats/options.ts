import type { z } from "zod";
import type { ConnectionProfile } from "../documents/connection-profile.ts";
import { type MappingFinding, type Problem, problem } from "./mapping.ts";
import { say } from "./terms.ts";

/**
 * Validates the format options of a connection with a schema. Returns the options with their defaults, or a `SCHEMA_INVALID`
 * problem with the path of each invalid option.
 */
export function optionsOf<Options>(
  schema: z.ZodType<Options>,
  { format }: ConnectionProfile,
): { readonly options: Options } | { readonly problem: Problem } {
  const parsed = schema.safeParse(format.options);
  if (parsed.success) return { options: parsed.data };
  const paths = new Set(parsed.error.issues.flatMap(pathsOf));
  const [first = invalid(""), ...others] = [...paths].map(invalid);
  return problem([first, ...others]);
}

/**
 * Returns the paths of the options that an issue of Zod concerns. Zod reports unknown keys as one issue of the object that
 * contains them.
 */
function pathsOf(issue: z.core.$ZodIssue): string[] {
  const within = issue.path.map(String);
  if (issue.code !== "unrecognized_keys") return [within.join(".")];
  return issue.keys.map((key) => [...within, key].join("."));
}

function invalid(path: string): MappingFinding {
  const text = path === "" ? say("options-invalid") : say("option-invalid", { option: path });
  return { code: "SCHEMA_INVALID", field: "format options", text };
}

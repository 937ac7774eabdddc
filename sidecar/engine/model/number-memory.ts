import type { Format } from "../../formats/format.ts";
import type { Connections } from "./connections.ts";

/**
 * Returns for how many days after its last use an identity of a message, such as a control number, must not be used for other
 * content. Undefined means for ever.
 */
export type NumberMemory = (connection: string | null, format: string | null) => number | undefined;

/** Creates the function that looks the memory up in the format options of the connection. */
export function numberMemory(
  formats: readonly Format[],
  connections: Pick<Connections, "configured">,
): NumberMemory {
  return (code, formatCode) => {
    const connection = code === null ? null : connections.configured(code);
    const format = formats.find((one) => one.code === formatCode);
    return connection ? format?.memoryDays?.(connection) : undefined;
  };
}

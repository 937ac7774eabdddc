import type { Flow } from "../../flows/flow.ts";
import type { Format } from "../../formats/format.ts";
import type { Capability } from "../ports/journal/upkeep.ts";

/** Returns what a sidecar with these flows and formats can do with received documents. */
export function capabilitiesOf(flows: readonly Flow[], formats: readonly Format[]): Capability[] {
  const read = formats.flatMap(({ code: format, messages }) =>
    messages.flatMap(({ name, documentType, direction }) =>
      direction === "in" ? [{ documentType, format, code: name }] : [],
    ),
  );
  const processed = flows.filter(({ direction }) => direction === "inbound");
  return [
    ...processed.map(({ code, documentType }) => ({
      name: `flow/${code}`,
      types: [documentType],
      codes: read
        .filter((one) => one.documentType === documentType)
        .map(({ format, code }) => ({ format, code })),
    })),
    ...read.map(({ format, code }) => ({ name: `${format}/${code}`, types: [], codes: [{ format, code }] })),
  ];
}

import type { CompiledElement, CompiledLoop, CompiledSegment } from "../../sidecar/codecs/edi/model.ts";
import { catalogueFor } from "../../sidecar/codecs/x12/schemas/catalogue.ts";
import type { Canaries } from "./canaries.ts";

/**
 * Functions that create X12 transaction sets with each segment that the standard defines for them, once, and with a canary in
 * every element that can contain free text. The other elements contain a value that their type permits.
 */

/** The values of elements whose content matters, by place, such as "PO1-3". An empty text omits the element. */
export type Sound = Readonly<Record<string, string>>;

const TEXT = 11;
const sampleOf: Readonly<Partial<Record<CompiledElement["type"], string>>> = {
  AN: "A",
  ID: "A",
  R: "1",
  N: "1",
  DT: "20261121",
  TM: "1015",
};

/** Returns the segments between ST and SE, each as the list of its name and elements. */
export function plantedX12(code: string, version: string, sound: Sound, canaries: Canaries): string[][] {
  const root = catalogueFor(version)?.transaction(code);
  if (!root) throw new Error(`There is no ${code} in ${version}.`);
  return loopOf(root, sound, canaries).filter(([id]) => id !== "ST" && id !== "SE");
}

function loopOf(loop: CompiledLoop, sound: Sound, canaries: Canaries): string[][] {
  return loop.items.flatMap((item) =>
    item.loop === null ? [segmentOf(item.segment, sound, canaries)] : loopOf(item.loop, sound, canaries),
  );
}

function segmentOf(
  { id, elements, conditions }: CompiledSegment,
  sound: Sound,
  canaries: Canaries,
): string[] {
  const excluded = conditions.flatMap(({ kind, positions }) => (kind === "E" ? positions.slice(1) : []));
  const values = elements.map((element, index) => {
    const place = `${id}-${index + 1}`;
    if (sound[place] !== undefined) return sound[place];
    return excluded.includes(index + 1) ? "" : elementOf(element, place, canaries);
  });
  return [id, ...values];
}

function elementOf(element: CompiledElement, place: string, canaries: Canaries): string {
  if (element.components) return element.components.map((each) => elementOf(each, place, canaries)).join(">");
  if ((element.type === "AN" || element.type === "ID") && element.codes === null && element.max >= TEXT)
    return canaries.at(place).padEnd(element.min, "Z");
  const [coded] = element.codes ?? [];
  return (
    coded ??
    (sampleOf[element.type] ?? "")
      .padEnd(element.min, element.type === "R" || element.type === "N" ? "1" : "A")
      .slice(0, element.max)
  );
}

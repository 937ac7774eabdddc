import { element, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../../codecs/x12/types.ts";
import type { ShippedPackage } from "../../../documents/packages.ts";
import { markQualifiers } from "../codes/shipments.ts";
import { say } from "../terms.ts";
import { codeAt, elementName, type Place } from "./elements.ts";

/** The numbers on a package (MAN): its SSCC and the carrier's number. */
export type Marks = { readonly ssccs: readonly string[]; readonly trackingNumbers: readonly string[] };

/**
 * Returns the numbers on the packages that the MAN segments of a loop describe. A range of numbers (MAN03) and a number that is not
 * an SSCC although it is marked as one are findings.
 */
export function marksOf(loop: X12Loop, place: Place): Marks {
  const ssccs: string[] = [];
  const trackingNumbers: string[] = [];
  for (const man of segments(loop, "MAN"))
    for (const first of [1, 4]) {
      const kind = codeAt(man, first, markQualifiers, place);
      const number = element(man, first + 1);
      if (kind === undefined || kind === "other" || number === undefined) continue;
      checkSingle(man, first + 2, number, place);
      if (kind === "tracking") trackingNumbers.push(number);
      else ssccs.push(...ssccIn(man, first + 1, number, place));
    }
  return { ssccs: [...new Set(ssccs)], trackingNumbers: [...new Set(trackingNumbers)] };
}

/** Returns the SSCC, which may follow its application identifier "00". */
function ssccIn(man: X12Segment, index: number, number: string, { findings }: Place): string[] {
  const digits = number.length === 20 && number.startsWith("00") ? number.slice(2) : number;
  if (/^\d{18}$/.test(digits)) return [digits];
  const text = say("not-an-sscc", { element: elementName(man, index), segment: man.position });
  findings.add({ code: "SCHEMA_INVALID", field: elementName(man, index), text });
  return [];
}

function checkSingle(man: X12Segment, index: number, first: string, { findings }: Place): void {
  const last = element(man, index);
  if (last === undefined || last === first) return;
  const text = say("range-of-numbers", { element: elementName(man, index), segment: man.position });
  findings.add({ code: "UNSUPPORTED_DOCUMENT", field: elementName(man, index), text });
}

/** Returns a package with the numbers on it. A package with several SSCCs stands for several packages, which is a finding. */
export function packageWith(
  known: Pick<ShippedPackage, "id" | "kind" | "parent">,
  { ssccs: [sscc, another], trackingNumbers: [trackingNumber] }: Marks,
  at: number,
  { findings }: Place,
): ShippedPackage {
  if (another !== undefined)
    findings.add({
      code: "UNSUPPORTED_DOCUMENT",
      field: "MAN",
      text: say("several-packages", { segment: at }),
    });
  return {
    ...known,
    ...(sscc === undefined ? {} : { sscc }),
    ...(trackingNumber === undefined ? {} : { trackingNumber }),
  };
}

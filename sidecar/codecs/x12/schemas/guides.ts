/**
 * What implementation guides require beyond the standard, by ST03 or GS08, one rule per row: "BPR16" is an element that its segment
 * must have, "BPR05 when BPR04 ACH" one that it must have if another element has one of the listed codes, and "segment TRN" a
 * segment that the transaction set must have. Read from kputnam/stupidedi (implementations X221A1-HP835 and X214-HN277), which marks
 * the elements that are always required. It does not contain the conditions of BPR05 to BPR15: they follow the notes of the guide and
 * are unverified.
 */
const GUIDES: Readonly<Record<string, string>> = {
  "005010X221A1": `
segment TRN
BPR05 when BPR04 ACH
BPR06 when BPR04 ACH BOP FWT
BPR07 when BPR04 ACH BOP FWT
BPR08 when BPR04 ACH BOP FWT
BPR09 when BPR04 ACH BOP FWT
BPR10 when BPR04 ACH BOP FWT
BPR12 when BPR04 ACH BOP FWT
BPR13 when BPR04 ACH BOP FWT
BPR14 when BPR04 ACH BOP FWT
BPR15 when BPR04 ACH BOP FWT
BPR16
TRN03
CLP06
CLP07
N102 when N101 PR PE
N103 when N101 PE
N104 when N101 PE
MIA01
NM108 when NM101 IL 82 TT
NM109 when NM101 IL 82 TT
`,
  "005010X214": `
BHT03
BHT04
BHT05
BHT06
HL02 when HL03 21 19
NM103 when NM101 AY PR 41 85
NM108 when NM101 AY PR 41 85
NM109 when NM101 AY PR 41 85
`,
};

/** An element that a guide requires in its segment, always or if `when` applies. */
export type GuideRule = {
  readonly element: number;
  readonly when?: { readonly element: number; readonly codes: ReadonlySet<string> };
};

/** The rules of a guide: the elements that it requires by segment ID, and the segments. */
export type Guide = {
  readonly elements: ReadonlyMap<string, readonly GuideRule[]>;
  readonly segments: readonly string[];
};

const guides = new Map<string, Guide>();

/** Returns the rules of an implementation guide, or null if none are known. */
export function guideFor(convention: string): Guide | null {
  const rows = GUIDES[convention];
  if (rows === undefined) return null;
  const ready = guides.get(convention) ?? compileGuide(rows);
  guides.set(convention, ready);
  return ready;
}

function compileGuide(table: string): Guide {
  const elements = new Map<string, GuideRule[]>();
  const segments: string[] = [];
  for (const row of table.trim().split("\n")) {
    const [place = "", other, condition, ...codes] = row.split(" ");
    if (place === "segment") {
      segments.push(other ?? "");
      continue;
    }
    const [id, element] = placeOf(place);
    const when =
      condition === undefined ? {} : { when: { element: placeOf(condition)[1], codes: new Set(codes) } };
    elements.set(id, [...(elements.get(id) ?? []), { element, ...when }]);
  }
  return { elements, segments };
}

function placeOf(place: string): [id: string, element: number] {
  return [place.slice(0, -2), Number(place.slice(-2))];
}

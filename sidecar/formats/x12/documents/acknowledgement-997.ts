import { element, loops, segment } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type Acknowledgement, acknowledgement } from "../../../documents/acknowledgement.ts";
import { collectFindings, type Findings, mappedUnless, type Problem, validator } from "../../mapping.ts";
import { groupAnswers, setAnswers } from "../codes/acknowledgements.ts";
import { carriedCode, codeAt, flatten } from "../values/elements.ts";

const toAcknowledgement = validator(acknowledgement);

type Status = Acknowledgement["status"];

/**
 * Maps a 997 or 999 to acknowledgements of our group: one for each acknowledged document (AK2), or a single one for the group if
 * no documents are listed. Errors are reported as codes and positions, without the copies of bad data in AK404 and IK404. An
 * unknown code results in a problem, because the partner's decision must not be guessed.
 */
export function mapAcknowledgement(
  transaction: X12Transaction,
): { readonly documents: readonly Acknowledgement[] } | { readonly problem: Problem } {
  const { root } = transaction;
  const findings = collectFindings();
  const group = groupOf(root, findings);
  const answers = loops(root, "AK2").map((loop) => answerTo(loop, group, findings));
  const mapped = (answers.length > 0 ? answers : [answerForGroup(root, group)]).map((candidate) =>
    mappedUnless(findings, () => toAcknowledgement(candidate)),
  );
  const [first] = mapped.flatMap((each) => ("problem" in each ? [each.problem] : []));
  if (first !== undefined) return { problem: first };
  return { documents: mapped.flatMap((each) => ("document" in each ? [each.document] : [])) };
}

type GroupAnswer = {
  readonly functionalGroup: string | undefined;
  readonly groupControl: string | undefined;
  readonly status: Status | undefined;
  readonly errors: readonly string[];
};

function groupOf(root: X12Loop, findings: Findings): GroupAnswer {
  const ak1 = segment(root, "AK1");
  const ak9 = flatten(root).find(({ id }) => id === "AK9");
  const status = codeAt(ak9, 1, groupAnswers, { findings });
  return {
    functionalGroup: carriedCode(ak1, 1),
    groupControl: controlNumber(element(ak1, 2)),
    status: status === "partially-accepted" ? byCount(ak9) : status,
    errors: codes(ak9, 5).map((code) => `AK9 ${code}`),
  };
}

/**
 * Returns the status of a group that AK901 calls partially accepted. If, according to AK902 and AK904, all or none of its
 * transaction sets were accepted, the group is accepted (with errors) or rejected instead.
 */
function byCount(ak9: X12Segment | undefined): Status {
  const [included, taken] = [Number(element(ak9, 2)), Number(element(ak9, 4))];
  if (taken === 0) return "rejected";
  return taken === included ? "accepted-with-errors" : "partially-accepted";
}

/** Returns a control number without leading zeros, which partners add and drop. */
function controlNumber(stated: string | undefined): string | undefined {
  return stated?.replace(/^0+(?=.)/, "");
}

/** Returns the acknowledgement of one document. A rejected group rejects all its documents, regardless of their own status. */
function answerTo(loop: X12Loop, group: GroupAnswer, findings: Findings) {
  const inLoop = flatten(loop);
  const ak2 = segment(loop, "AK2");
  const verdict = inLoop.find(({ id }) => id === "AK5" || id === "IK5");
  const control = controlNumber(element(ak2, 2));
  const status = codeAt(verdict, 1, setAnswers, { findings });
  return {
    type: "Acknowledgement" as const,
    id: `${group.groupControl}/${control}`,
    reference: {
      documentCode: carriedCode(ak2, 1),
      functionalGroup: group.functionalGroup,
      groupControl: group.groupControl,
      documentControl: control,
    },
    status: group.status === "rejected" ? "rejected" : status,
    errors: [...inLoop.flatMap(describe), ...group.errors],
  };
}

function answerForGroup(root: X12Loop, group: GroupAnswer) {
  return {
    type: "Acknowledgement" as const,
    id: group.groupControl,
    reference: { functionalGroup: group.functionalGroup, groupControl: group.groupControl },
    status: group.status,
    errors: [...flatten(root).flatMap(describe), ...group.errors],
  };
}

/**
 * Returns a text for each error in a segment, such as "PO1 at 5: 8" for a segment, "element 4: 7" for an element, or "document:
 * 5" for the document.
 */
function describe(from: X12Segment): string[] {
  switch (from.id) {
    case "AK3":
    case "IK3":
      return codes(from, 4).map((error) => `${carriedCode(from, 1)} at ${element(from, 2)}: ${error}`);
    case "AK4":
    case "IK4":
      return codes(from, 3)
        .slice(0, 1)
        .map((code) => `element ${element(from, 1)}: ${code}`);
    case "AK5":
    case "IK5":
      return codes(from, 2).map((code) => `document: ${code}`);
    default:
      return [];
  }
}

function codes(from: X12Segment | undefined, first: number): string[] {
  return (from?.elements.slice(first) ?? []).map((code) => code.trim()).filter((code) => code !== "");
}

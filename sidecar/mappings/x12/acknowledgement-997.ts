import { element, loops, segment } from "../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../codecs/x12/types.ts";
import { type Acknowledgement, acknowledgement } from "../../documents/acknowledgement.ts";
import { type Mapped, type Problem, validated } from "../mapping.ts";
import { flatten } from "./values.ts";

type Status = Acknowledgement["status"];

/** AK501, IK501 (element 717) and AK901 (element 715); M, W and X reject for want of authentication or assurance. */
const statuses: Readonly<Record<string, Status>> = {
  A: "accepted",
  E: "accepted-with-errors",
  P: "partially-accepted",
  R: "rejected",
  M: "rejected",
  W: "rejected",
  X: "rejected",
};

/**
 * Gives what a 997 or 999 says of our group: one acknowledgement for each document it answers (AK2), or one for the
 * group when it names none. Errors are codes and positions; the copies of bad data (AK404, IK404) are left out.
 */
export function mapAcknowledgement(
  transaction: X12Transaction,
): { readonly documents: readonly Acknowledgement[] } | { readonly problem: Problem } {
  const { root } = transaction;
  const group = groupOf(root);
  const answers = loops(root, "AK2").map((loop) => answerTo(loop, group));
  const mapped = (answers.length > 0 ? answers : [answerForGroup(root, group)]).map(
    (candidate): Mapped<Acknowledgement> => validated(acknowledgement, candidate),
  );
  const problems = mapped.flatMap((each) => ("problem" in each ? [each.problem] : []));
  const [first] = problems;
  if (first !== undefined) return { problem: first };
  return { documents: mapped.flatMap((each) => ("document" in each ? [each.document] : [])) };
}

type GroupAnswer = {
  readonly functionalGroup: string | undefined;
  readonly groupControl: string | undefined;
  readonly status: Status | undefined;
  readonly errors: readonly string[];
};

function groupOf(root: X12Loop): GroupAnswer {
  const ak1 = segment(root, "AK1");
  const ak9 = flatten(root).find(({ id }) => id === "AK9");
  return {
    functionalGroup: element(ak1, 1),
    groupControl: controlNumber(element(ak1, 2)),
    status: statuses[element(ak9, 1) ?? ""],
    errors: codes(ak9, 5).map((code) => `AK9 ${code}`),
  };
}

/** Control numbers are compared as numbers: partners add and drop leading zeros. */
function controlNumber(stated: string | undefined): string | undefined {
  return stated?.replace(/^0+(?=.)/, "");
}

/** A group that is rejected takes its documents with it, whatever is said of them one by one. */
function answerTo(loop: X12Loop, group: GroupAnswer) {
  const inLoop = flatten(loop);
  const ak2 = segment(loop, "AK2");
  const verdict = inLoop.find(({ id }) => id === "AK5" || id === "IK5");
  const control = controlNumber(element(ak2, 2));
  return {
    type: "Acknowledgement" as const,
    id: `${group.groupControl}/${control}`,
    reference: {
      documentCode: element(ak2, 1),
      functionalGroup: group.functionalGroup,
      groupControl: group.groupControl,
      documentControl: control,
    },
    status: group.status === "rejected" ? "rejected" : statuses[element(verdict, 1) ?? ""],
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

/** One text for each error: "PO1 at 5: 8" (segment), "element 4: 7" (element), "document: 5" (document). */
function describe(from: X12Segment): string[] {
  switch (from.id) {
    case "AK3":
    case "IK3":
      return codes(from, 4).map((code) => `${element(from, 1)} at ${element(from, 2)}: ${code}`);
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

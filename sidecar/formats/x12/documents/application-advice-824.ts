import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type ApplicationAdvice, applicationAdvice } from "../../../documents/application-advice.ts";
import { collectFindings, type Findings, type Mapped, mappedUnless, validator } from "../../mapping.ts";
import {
  applicationActions,
  applicationPurposes,
  applicationReferences,
  applicationResults,
} from "../codes/application-advices.ts";
import type { MappedTransaction } from "../mapper.ts";
import { say } from "../terms.ts";
import { carriedCode, codeAt, dateAt, referenceOf } from "../values/elements.ts";

const toApplicationAdvice = validator(applicationAdvice);

type ApplicationError = ApplicationAdvice["errors"][number];
type Status = ApplicationAdvice["status"];

/**
 * Maps an X12 824 (versions 4010 and 5010) to a canonical application advice for each document that it names (OTI). If one of them
 * cannot be mapped, the problem is SCHEMA_INVALID, or UNSUPPORTED_DOCUMENT if a code is not supported.
 */
export function mapApplicationAdvices({ root }: X12Transaction): MappedTransaction {
  const findings = collectFindings();
  const bgn = segment(root, "BGN");
  codeAt(bgn, 1, applicationPurposes, { findings });
  const action = codeAt(bgn, 8, applicationActions, { findings });
  const head = { id: element(bgn, 2), issueDate: dateAt(bgn, 3, { findings }) };
  const candidates = loops(root, "OTI").map((loop) => ({
    type: "ApplicationAdvice" as const,
    ...head,
    ...subjectOf(loop, action, findings),
  }));
  const mapped: Mapped<{ documents: ApplicationAdvice[] }> = mappedUnless(findings, () => {
    const documents: ApplicationAdvice[] = [];
    for (const candidate of candidates) {
      const one = toApplicationAdvice(candidate);
      if ("problem" in one) return one;
      documents.push(one.document);
    }
    return { document: { documents } };
  });
  return "problem" in mapped ? mapped : mapped.document;
}

/** Returns which document an OTI loop is about, its result and its errors. */
function subjectOf(loop: X12Loop, action: Status | undefined, findings: Findings) {
  const oti = segment(loop, "OTI");
  const status = codeAt(oti, 1, applicationResults, { findings });
  const names = codeAt(oti, 2, applicationReferences, { findings });
  if (action !== undefined && status !== undefined && (action === "rejected") !== (status === "rejected"))
    findings.add({ code: "UNSUPPORTED_DOCUMENT", field: "BGN08", text: say("results-contradict") });
  const number = element(oti, 3);
  return {
    reference: {
      documentCode: carriedCode(oti, 10),
      documentReference: names === "document" ? number : undefined,
      orderReference: names === "order" ? number : referenceOf(segments(loop, "REF"), ["PO"]),
      groupControl: element(oti, 8),
      documentControl: element(oti, 9),
    },
    status,
    errors: [...loops(loop, "TED").map(errorOf), ...loops(loop, "LM").flatMap(listedErrors)],
  };
}

/** Returns the error in a TED loop. Its place is an element, such as "IT104", or a segment, such as "IT1". */
function errorOf(loop: X12Loop): ApplicationError {
  const ted = segment(loop, "TED");
  const notes = segments(loop, "NTE").flatMap((nte) => element(nte, 2) ?? []);
  const texts = [...(element(ted, 2) === undefined ? [] : [element(ted, 2)]), ...notes];
  const location = locationIn(ted);
  const value = element(ted, 7);
  return {
    code: carriedCode(ted, 1) ?? "",
    ...(texts.length === 0 ? {} : { text: texts.join(" ") }),
    ...(location === undefined ? {} : { location }),
    ...(value === undefined ? {} : { value }),
  };
}

function locationIn(ted: X12Segment | undefined): string | undefined {
  const id = carriedCode(ted, 3);
  const position = element(ted, 5)?.match(/^\d{1,2}/)?.[0];
  if (id === undefined) return undefined;
  return position === undefined ? id : `${id}${position.padStart(2, "0")}`;
}

/** Returns the errors that a loop states by the codes of an industry (LQ). */
function listedErrors(loop: X12Loop): ApplicationError[] {
  return loops(loop, "LQ").flatMap((lq) => {
    const code = element(segment(lq, "LQ"), 2);
    const text = element(segment(lq, "RED"), 1);
    return code === undefined ? [] : [{ code, ...(text === undefined ? {} : { text }) }];
  });
}

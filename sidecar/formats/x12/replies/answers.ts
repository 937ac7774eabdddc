import {
  createGroupAcknowledgement,
  type GroupAcknowledgement,
  interchangeAcknowledgement,
  interchangeStatus,
  isAcknowledgment,
  isEnvelopeSound,
} from "../../../codecs/x12/acknowledge.ts";
import type { AcknowledgmentKind } from "../../../codecs/x12/acknowledgment-loop.ts";
import type {
  X12Group,
  X12GroupOutline,
  X12Header,
  X12InterchangeOutline,
  X12Transaction,
} from "../../../codecs/x12/types.ts";
import type { OutgoingSegment } from "../../../codecs/x12/write.ts";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Term } from "../../../terms/term.ts";
import type { Decoded, Reply } from "../../format.ts";
import { type Problem, problemOf } from "../../mapping.ts";
import { type ReplyForm, replyForm } from "./reply-form.ts";

/** The acknowledgement of an interchange (TA1) or of a group (997 or 999), without its control numbers. */
export type X12Reply =
  | { readonly kind: "TA1"; readonly ta1: ReturnType<typeof interchangeAcknowledgement> }
  | {
      readonly kind: "997" | "999";
      /** The version of the group (GS08). */
      readonly version: string;
      /** The identifier of a health care implementation guide (ST03). */
      readonly convention?: string;
      readonly segments: readonly OutgoingSegment[];
    };

/** Returns the reply that acknowledges an interchange with a TA1. `note` is the note code (TA105). */
export function ta1(header: X12Header, note: string): Reply {
  const content: X12Reply = { kind: "TA1", ta1: interchangeAcknowledgement(header, note) };
  return { code: "TA1", content };
}

/** Builds the acknowledgements of an interchange while it is read. */
export type Answers = {
  /** Adds the next transaction set of the group. */
  add(transaction: X12Transaction, group: X12Group): void;
  close(group: X12Group): void;
  end(): Pick<Decoded, "replies" | "departures">;
};

/**
 * Creates a builder for the acknowledgements of an interchange: a 997 or 999 for each group, except groups of acknowledgements,
 * and a TA1 if the sender requested one or the envelope has errors. If an acknowledgement cannot be written in the agreed form,
 * it is written in another one, and the difference is reported. Groups must be added in the order of the outline.
 */
export function createAnswers(
  interchange: X12InterchangeOutline,
  { environment }: ConnectionProfile,
  agreed: AcknowledgmentKind,
): Answers {
  const status = interchangeStatus(interchange, { environment });
  const replies = status ? [ta1(interchange, status.note)] : [];
  const departures = new Map<string, Problem>();
  let closed = 0;
  let open: OpenAnswer | null = null;

  function opened(group: X12Group): OpenAnswer {
    const outline = interchange.groups[closed];
    open ??= openAnswer(group, outline, interchange, agreed);
    return open;
  }

  return {
    add: (transaction, group) => opened(group).building?.add(transaction),
    close(group) {
      const { form, building } = opened(group);
      open = null;
      closed++;
      if (building === null) return;
      const { departure, ...written } = form;
      const content: X12Reply = { ...written, segments: building.end(group) };
      replies.push({ code: form.kind, content });
      if (departure) departures.set(`${agreed}/${form.kind}/${form.version}`, departureProblem(departure));
    },
    end: () => ({
      replies,
      departures: [...departures].map(([key, problem]) => ({
        key,
        code: key.split("/")[1] ?? agreed,
        problem,
      })),
    }),
  };
}

/** `building` is null for a group that is not acknowledged. */
type OpenAnswer = { readonly form: ReplyForm; readonly building: GroupAcknowledgement | null };

function openAnswer(
  group: X12Group,
  outline: X12GroupOutline | undefined,
  interchange: X12InterchangeOutline,
  agreed: AcknowledgmentKind,
): OpenAnswer {
  const form = replyForm(agreed, group.version);
  if (outline === undefined || isAcknowledgment(outline)) return { form, building: null };
  const isSound = isEnvelopeSound(outline, interchange);
  return { form, building: createGroupAcknowledgement(group, { type: form.kind, isSound }) };
}

const departureProblem = (text: Term) => problemOf("ACKNOWLEDGEMENT_NOT_AS_AGREED", "GS08", text);

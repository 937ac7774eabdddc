import type { Term } from "../../terms/term.ts";
import { isSame } from "../edi/counts.ts";
import type { IsaReading } from "./delimiters.ts";
import {
  beginInterchange,
  checkGroup,
  checkTrailer,
  ENVELOPE,
  endOf,
  field,
  readGroup,
  remark,
} from "./envelope-parts.ts";
import { catalogueFor } from "./schemas/catalogue.ts";
import { say } from "./terms.ts";
import type { SegmentDamage, SegmentOddity, X12TokenSink } from "./tokenizer.ts";
import { createTransactionBuilder, type TransactionBuilder, type TransactionLimits } from "./transaction.ts";
import type { X12Group, X12Interchange, X12Segment, X12Transaction } from "./types.ts";

/** The maximum number of issues per interchange and per group, so that invalid files do not exhaust memory. */
const ISSUE_CAP = 100;
/** The maximum number of issues for all transaction sets of an input. */
const ISSUE_BUDGET = 20_000;
/** The maximum number of control numbers per group that are remembered to detect repeated ones. */
const CONTROL_CAP = 250_000;
/**
 * Segments between ISA and the first group that are requests to the network (X12.5: grade of service, deferred delivery, delivery
 * notice).
 */
const NETWORK_REQUESTS: readonly string[] = ["ISB", "ISE", "TA3"];
/** The maximum number of TA1 segments in an interchange. Each becomes a document. */
const MOST_TA1 = 1000;

/** The character encoding: latin-1, unless the partners agreed otherwise. */
export type X12Encoding = "latin1" | "utf8";

/**
 * The callbacks of the envelope reader. The first three are called when a transaction set, group or interchange is closed, either
 * by its trailer or by the segment or the end of the input that interrupts it.
 */
export type EnvelopeHandlers = {
  onTransaction(transaction: X12Transaction, group: X12Group, interchange: X12Interchange): void;
  onGroup?(group: X12Group, interchange: X12Interchange): void;
  /** `complete` is true if IEA was found. */
  onInterchange?(interchange: X12Interchange, complete: boolean): void;
  /** Called for text outside any interchange, other than white space. */
  onLeftover?(range: { start: number; end: number }): void;
};

export type EnvelopeOptions = {
  readonly encoding?: X12Encoding;
  readonly limits?: Omit<TransactionLimits, "budget">;
  /** Reads only the envelope; transaction sets are neither built nor validated. */
  readonly envelopeOnly?: boolean;
};

type OpenTransaction = { transaction: X12Transaction; builder: TransactionBuilder };
type OpenGroup = { group: X12Group; received: number; controls: Set<string> };
type OpenInterchange = { interchange: X12Interchange; groups: number };

/**
 * Creates a reader that pairs ISA–IEA, GS–GE and ST–SE, checks their control numbers and counts (X12.5 §3, X12.6 §3.12), and
 * passes on each transaction set when it is closed. Only one transaction set is in memory at a time.
 */
export function createEnvelopeReader(
  handlers: EnvelopeHandlers,
  { encoding = "latin1", limits: given, envelopeOnly = false }: EnvelopeOptions,
): X12TokenSink {
  const limits = { ...given, budget: { issues: ISSUE_BUDGET } };
  let open: OpenInterchange | null = null;
  let group: OpenGroup | null = null;
  let current: OpenTransaction | null = null;

  function interchange(isa: IsaReading | null, offset: number): void {
    open = { interchange: beginInterchange(isa, offset), groups: 0 };
  }

  function segments(batch: X12Segment[], soiled: ReadonlySet<X12Segment>): void {
    for (const segment of batch) take(segment, soiled.size > 0 && soiled.has(segment));
  }

  function take(segment: X12Segment, soiled: boolean): void {
    const { id } = segment;
    // This is the case for nearly all segments.
    if (current !== null && !ENVELOPE.has(id)) {
      if (!envelopeOnly) current.builder.add(encoding === "utf8" ? decoded(segment) : segment, soiled);
      return;
    }
    if (id === "ST") beginTransaction(segment, soiled);
    else if (id === "SE" && current !== null) endTransaction(current, segment, soiled);
    else if (id === "GS") beginGroup(segment);
    else if (id === "GE") endGroup(segment, segment.offset);
    else if (id === "IEA") endInterchange(segment);
    else if (id === "TA1" && group === null) takeTa1(segment);
    else if (open?.groups === 0 && NETWORK_REQUESTS.includes(id))
      remark(open.interchange, "delivery-requests", segment.offset);
    else if (current !== null) {
      if (!envelopeOnly) current.builder.add(encoding === "utf8" ? decoded(segment) : segment, soiled);
    } else stray(segment);
  }

  function beginTransaction(st: X12Segment, soiled: boolean): void {
    if (current !== null) cutTransaction(st.offset);
    if (open === null || group === null) {
      stray(st);
      return;
    }
    const code = field(st, 1);
    const { delimiters } = open.interchange;
    const convention = field(st, 3);
    const version = convention === "" ? group.group.version : convention;
    const builder = createTransactionBuilder(
      code,
      envelopeOnly ? null : catalogueFor(group.group.version),
      delimiters,
      st.offset,
      { ...limits, convention: version },
    );
    const transaction: X12Transaction = {
      code,
      control: field(st, 2),
      version,
      ...(convention === "" ? {} : { convention }),
      root: builder.root,
      issues: builder.issues,
      start: st.offset,
      end: st.offset,
    };
    current = { transaction, builder };
    builder.add(st, soiled);
    checkControl(transaction, builder, group);
  }

  function checkControl(
    { control, start }: X12Transaction,
    builder: TransactionBuilder,
    { controls }: OpenGroup,
  ): void {
    if (controls.has(control)) {
      const message = say("set-number-repeated");
      builder.note({
        level: "transaction",
        code: "control-number-repeated",
        ack: "23",
        message,
        offset: start,
      });
    }
    if (controls.size < CONTROL_CAP) controls.add(control);
  }

  function endTransaction({ transaction, builder }: OpenTransaction, se: X12Segment, soiled: boolean): void {
    builder.add(se, soiled);
    const note = (code: string, ack: string, message: Term) =>
      builder.note({ level: "transaction", code, ack, message, offset: se.offset });
    if (!isSame(field(se, 2), transaction.control)) {
      note("control-number-mismatch", "3", say("set-number-mismatch"));
    }
    if (!builder.isCount(field(se, 1))) {
      note("count-mismatch", "4", say("set-count-mismatch", { count: builder.count() }));
    }
    closeTransaction(endOf(se));
  }

  function cutTransaction(offset: number): void {
    const message = say("set-trailer-missing");
    current?.builder.note({ level: "transaction", code: "trailer-missing", ack: "2", message, offset });
    closeTransaction(offset);
  }

  function closeTransaction(end: number): void {
    if (current === null || group === null || open === null) return;
    current.transaction.end = end;
    group.received++;
    handlers.onTransaction(current.transaction, group.group, open.interchange);
    current = null;
  }

  function beginGroup(gs: X12Segment): void {
    if (group !== null) endGroup(null, gs.offset);
    if (open === null) return;
    open.groups++;
    group = { group: readGroup(gs), received: 0, controls: new Set() };
    checkGroup(group.group, gs.offset);
  }

  function endGroup(ge: X12Segment | null, offset: number): void {
    if (current !== null) cutTransaction(offset);
    if (group === null || open === null) {
      if (ge !== null) stray(ge);
      return;
    }
    const closing = group;
    group = null;
    checkTrailer(closing.group, closing.received, ge, offset);
    handlers.onGroup?.(closing.group, open.interchange);
  }

  function takeTa1(ta1: X12Segment): void {
    if (open === null) return;
    const [control, date, time, code, note] = [1, 2, 3, 4, 5].map((index) => field(ta1, index));
    if (open.interchange.interchangeAcks.length >= MOST_TA1) {
      complain("too-many-ta1", "024", say("too-many-ta1", { most: MOST_TA1 }), ta1.offset);
    } else if (control && date && time && code && note) {
      open.interchange.interchangeAcks.push({ control, date, time, code, note });
    } else {
      complain("ta1-malformed", "024", say("ta1-malformed"), ta1.offset);
    }
  }

  /** Reports a segment at a position where the envelope does not allow it, which means that the structure is unreliable. */
  function stray({ offset }: { offset: number }): void {
    const code = group === null ? "segment-outside-group" : "segment-outside-transaction";
    complain(code, "022", say(code), offset);
  }

  function complain(code: string, ack: string, message: Term, offset: number): void {
    const issues = open?.interchange.issues;
    if (issues === undefined || issues.length >= ISSUE_CAP) return;
    issues.push({ level: "interchange", code, ack, message, offset });
  }

  function endInterchange(iea: X12Segment): void {
    if (group !== null || current !== null) endGroup(null, iea.offset);
    if (open === null) return;
    const { groups } = open;
    if (!isSame(field(iea, 2), open.interchange.control)) {
      complain("control-number-mismatch", "001", say("interchange-number-mismatch"), iea.offset);
    }
    if (!isSame(field(iea, 1), String(groups))) {
      complain("count-mismatch", "021", say("interchange-count-mismatch", { count: groups }), iea.offset);
    }
  }

  function damage({ kind, id, offset }: SegmentDamage): void {
    if (kind === "unterminated") {
      complain("segment-unterminated", "023", say("segment-unterminated"), offset);
    } else if (current !== null) current.builder.skip(id, offset);
    else stray({ offset });
  }

  function odd({ kind, count, offset }: SegmentOddity): void {
    if (open === null) return;
    if (kind === "empty") current?.builder.passOver(count);
    remark(open.interchange, kind === "empty" ? "empty-segments" : "indented-segments", offset, count);
  }

  function close(end: number, complete: boolean): void {
    if (open === null) return;
    if (!complete) {
      if (group !== null) endGroup(null, end);
      const wasReadable = open.interchange.delimiters.segment !== "";
      if (wasReadable) complain("trailer-missing", "023", say("interchange-trailer-missing"), end);
    }
    open.interchange.end = end;
    handlers.onInterchange?.(open.interchange, complete);
    open = null;
  }

  const leftover = (start: number, end: number) => handlers.onLeftover?.({ start, end });
  return { interchange, segments, damage, odd, close, leftover };
}

function decoded(segment: X12Segment): X12Segment {
  segment.elements = segment.elements.map((element) => Buffer.from(element, "latin1").toString("utf8"));
  return segment;
}

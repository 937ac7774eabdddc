/**
 * Bodies that are designed to block a parser or exhaust its memory, each with the endpoint to which it is sent. Each size is
 * within the limit for a body.
 */

/**
 * The expected reaction to a body. "refused": the sender immediately receives a refusal (422 or AR; over AMQP, nothing), the
 * bytes are stored, and an exception is raised. "exception": the body is accepted (202 or AA), its documents become exceptions,
 * and X12 is acknowledged with a rejecting TA1 or 997. "harmless": the body only costs time.
 */
export type Answered = "refused" | "exception" | "harmless";

export type HostileBody = {
  readonly name: string;
  readonly door: "edi" | "webhook" | "mllp" | "amqp";
  /**
   * The content type of the body. A webhook request states application/json instead, because the kind of the connection
   * determines the format.
   */
  readonly contentType: string;
  readonly answered: Answered;
  /** Returns the body. `size`, in bytes, applies to bodies whose size is not part of the attack. By default, 10 MB. */
  make(size?: number): Uint8Array;
};

const MOST = 10_000_000;
const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
/** Returns a function that makes a body of a beginning, as many repetitions of `piece` as fit in `size` bytes, and an end. */
const filled =
  (piece: string, beginning = "", end = "") =>
  (size = MOST): Uint8Array =>
    latin1(beginning + piece.repeat(Math.floor((size - beginning.length - end.length) / piece.length)) + end);

const ISA =
  "ISA*00*          *00*          *ZZ*HARBORMED      *ZZ*NORTHFIELD     *261120*0900*U*00401*000000001*0*P*>~";
const GS = "GS*PR*HARBORMED*NORTHFIELD*20261120*0900*1*X*004010~";
const ST = "ST*855*0001~BAK*00*AD*P00001*20261120~";
const TRAILERS = "SE*3*0001~GE*1*1~IEA*1*000000001~";
const OPEN = ISA + GS + ST;
const MSH = "MSH|^~\\&|EHR|NORTHFIELD|SUTURE|NORTHFIELD|20261120101500||ADT^A03|HOSTILE-1|P|2.5.1";
const ENVELOPE = '{"type":"invoice.issued","id":"evt-1","timestamp":"2026-11-20T10:15:00Z","data":';

const x12 = (name: string, answered: Answered, make: HostileBody["make"]): HostileBody => ({
  name: `X12: ${name}`,
  door: "edi",
  contentType: "application/edi-x12",
  answered,
  make,
});
const hl7 = (name: string, answered: Answered, make: HostileBody["make"]): HostileBody => ({
  name: `HL7: ${name}`,
  door: "mllp",
  contentType: "application/hl7-v2",
  answered,
  make,
});
const billing = (name: string, answered: Answered, make: HostileBody["make"]): HostileBody => ({
  name: `billing: ${name}`,
  door: "webhook",
  contentType: "application/vnd.suture.billing+json",
  answered,
  make,
});
const cloudEvent = (name: string, answered: Answered, make: HostileBody["make"]): HostileBody => ({
  name: `CloudEvents: ${name}`,
  door: "amqp",
  contentType: "application/cloudevents+json",
  answered,
  make,
});

const inData = (content: string): Uint8Array => latin1(`${ENVELOPE}${content}}`);
const inEvent = (content: string): Uint8Array =>
  latin1(
    `{"specversion":"1.0","id":"1","source":"/x","type":"health.suture.order-response.v1","data":${content}}`,
  );
const times = (piece: string, length = MOST - 1000) => piece.repeat(Math.floor(length / piece.length));
const nested = (depth: number, open = "[", close = "]") => open.repeat(depth) + close.repeat(depth);
const DEEP = 200_000;

/**
 * Returns an interchange of 997s with 120,000 AK2 loops in total, which are valid except for their number. The body is small
 * enough for the memory limit of the decoding thread.
 */
function answersOfTheirOwn(): Uint8Array {
  const sets = Array.from({ length: 5 }, (_, index) => {
    const [control, count] = [String(index).padStart(4, "0"), 24_000];
    return `ST*997*${control}~AK1*PO*1~${"AK2*850*1~AK5*A~".repeat(count)}AK9*A*1*1*1~SE*${2 * count + 4}*${control}~`;
  });
  return latin1(`${ISA}${GS.replace("*PR*", "*FA*")}${sets.join("")}GE*5*1~IEA*1*000000001~`);
}

export const hostileBodies: readonly HostileBody[] = [
  x12("one long segment", "exception", filled("A", `${OPEN}REF*VR*`, `~${TRAILERS}`)),
  x12("one element after another, empty", "exception", filled("*", `${OPEN}REF`, `~${TRAILERS}`)),
  x12("no terminator ever", "exception", filled("A*", OPEN)),
  x12(
    "segments of 64 KB of empty elements",
    "exception",
    filled(`REF${"*".repeat(65_000)}~`, OPEN, TRAILERS),
  ),
  x12("segments of one byte", "exception", filled("A~", OPEN, TRAILERS)),
  x12("empty segments", "harmless", filled("~", OPEN, TRAILERS)),
  x12("segments of one byte outside any set", "exception", filled("A~", ISA + GS, TRAILERS)),
  x12("loops that begin again and again", "exception", filled("N1*ST~", OPEN, TRAILERS)),
  x12("lines without end", "exception", filled("PO1*1~", OPEN, TRAILERS)),
  x12("answers of lines without end", "exception", filled("PO1~ACK*IA~", OPEN, TRAILERS)),
  x12(
    "transaction sets without content",
    "exception",
    filled("ST*855*1~SE*2*1~", ISA + GS, "GE*1*1~IEA*1*000000001~"),
  ),
  x12(
    "transaction sets with numbers of their own",
    "exception",
    filled("ST*997*1~AK1*PO*1~AK9*A*1*1*1~SE*4*1~", ISA + GS, "GE*1*1~IEA*1*000000001~"),
  ),
  x12("transaction sets of no known kind", "exception", filled("ST*1~", ISA + GS)),
  x12("groups without content", "exception", filled("GS*PR~GE~", ISA, "IEA*1*000000001~")),
  x12("TA1s", "exception", filled("TA1*000000001*261120*0900*A*000~", ISA, "IEA*0*000000001~")),
  x12("interchanges without content", "refused", filled(`${ISA}IEA*0*000000001~`)),
  x12("interchange headers", "refused", filled(ISA)),
  x12("beginnings of headers", "refused", filled("ISA*")),
  x12(
    "beginnings of headers inside a segment",
    "exception",
    filled("ISA*", `${OPEN}REF*VR*`, `~${TRAILERS}`),
  ),
  x12("broken ISA layouts", "refused", filled(ISA.slice(0, 100), "ISA*00*")),
  x12(
    "repetitions",
    "exception",
    filled("^", `${OPEN.replace("*U*00401", "*^*00501")}REF*VR*`, `~${TRAILERS}`),
  ),
  x12("components in short segments", "exception", filled(`REF*VR*${">".repeat(60_000)}~`, OPEN, TRAILERS)),
  x12("line ends", "harmless", filled("\r\n", OPEN, TRAILERS)),
  x12("blanks before nothing", "refused", filled(" ")),
  x12("control characters", "exception", filled("\x01", `${OPEN}REF*VR*`, `~${TRAILERS}`)),
  x12("digits", "exception", filled("9", `${OPEN}PO1*1*`, `~${TRAILERS}`)),

  x12("as many segments as are taken, in one set", "exception", () =>
    latin1(OPEN + "N1*ST~".repeat(999_990) + TRAILERS),
  ),
  x12("as many segments as are taken, in many sets", "exception", () =>
    latin1(`${ISA}${GS}${`ST*855*1~${"A~".repeat(45)}SE*47*1~`.repeat(19_990)}GE*19990*1~IEA*1*000000001~`),
  ),
  x12("as many sets as are taken, all of them wrong", "exception", () =>
    latin1(
      `${ISA}${GS}${`ST*855*1~${"PO1*x*x*x*x~".repeat(38)}SE*40*1~`.repeat(19_990)}GE*19990*1~IEA*1*000000001~`,
    ),
  ),
  x12("answers as many as are taken", "exception", () =>
    latin1(
      `${ISA}${GS.replace("*PR*", "*FA*")}${`ST*997*1~AK1*PO*1~${"AK2*850*1~AK5*A~".repeat(22)}AK9*A*1*1*1~SE*48*1~`.repeat(19_990)}GE*19990*1~IEA*1*000000001~`,
    ),
  ),

  x12("answers in sets with numbers of their own", "exception", () => answersOfTheirOwn()),

  hl7("one long field", "exception", filled("A", `${MSH}\rOBX|1|ED|`, "\r")),
  hl7("one long line that is no segment", "refused", filled("A", `${MSH}\r`)),
  hl7("fields", "refused", filled("|", `${MSH}\rOBX|1|`)),
  hl7("repetitions", "refused", filled("~", `${MSH}\rOBX|1|`)),
  hl7("components", "refused", filled("^", `${MSH}\rOBX|1|`)),
  hl7("repetitions of two components", "refused", filled("a^b~", `${MSH}\rOBX|1|`)),
  hl7("segments of fields", "refused", filled(`ZZZ${"|a".repeat(999)}\r`, `${MSH}\r`)),
  hl7("segments of repetitions", "refused", filled(`ZZZ|${"a~".repeat(19_999)}\r`, `${MSH}\r`)),
  hl7("segments of components", "refused", filled(`ZZZ|${"a^".repeat(999)}\r`, `${MSH}\r`)),
  hl7("segments", "refused", filled("ZZZ|\r", `${MSH}\r`)),
  hl7("segments of two fields", "refused", filled("ZZZ|a|b\r", `${MSH}\r`)),
  hl7("lines that are no segments", "refused", filled("a\r", `${MSH}\r`)),
  hl7("escapes", "refused", filled("\\X41\\", `${MSH}\rOBX|1|`)),
  hl7("one hexadecimal escape", "exception", filled("41", `${MSH}\rOBX|1|\\X`, "\\")),
  hl7("escape characters", "refused", filled("\\", `${MSH}\rOBX|1|`)),
  hl7("escapes that are none", "refused", filled("\\Q", `${MSH}\rOBX|1|`)),
  hl7("headers", "refused", filled("MSH|^~\\&|\r", `${MSH}\r`)),
  hl7("whole messages", "refused", filled(`${MSH}\r`)),
  hl7("one long header", "refused", filled("A", MSH.slice(0, 9))),
  hl7("batch headers", "refused", filled("BHS|^~\\&|\r", `${MSH}\r`)),
  hl7("batch trailers", "refused", filled("BTS|1\r", `${MSH}\r`)),
  hl7("zeros", "refused", filled("\0", `${MSH}\rOBX|1|`)),
  hl7("UTF-16", "refused", () =>
    Buffer.concat([
      Buffer.of(0xff, 0xfe),
      Buffer.from(`${MSH}\r${times("ZZZ|a^b~c\r", MOST / 2)}`, "utf16le"),
    ]),
  ),
  hl7("bytes that are no UTF-8", "refused", filled("ZZZ|\xff\xfe\r", `${MSH}\r`)),
  hl7("encounters' segments", "refused", filled("PV1|1|I|A^B^C\r", `${MSH}\r`)),
  hl7("patients' numbers", "refused", filled("1^^^A^MR~", `${MSH}\rPID|1||`)),

  hl7("as many pieces as are taken", "exception", () =>
    latin1(`${MSH}\r${`ZZZ${"|a".repeat(999)}\r`.repeat(249)}`),
  ),
  hl7("as many messages as are taken", "exception", () =>
    latin1(`${MSH}\rPV1|1|I${"|".repeat(200)}\r`.repeat(1000)),
  ),

  billing("200,000-deep lists", "refused", () => inData(nested(DEEP))),
  billing("200,000-deep objects", "refused", () =>
    inData(nested(DEEP, '{"a":', "}").replace(/:(?=})/, ":1")),
  ),
  billing("lists as deep as the body lets them be", "refused", () => inData(nested(MOST / 2 - 1000))),
  billing("200,000-deep lists never closed", "refused", () => inData("[".repeat(DEEP))),
  billing("one text of 10 MB", "exception", () => inData(`{"number":"${times("A")}"}`)),
  billing("one number of 10 MB", "exception", () => inData(`{"number":"1","total":${times("9")}}`)),
  billing("five million numbers", "refused", () => inData(`{"lines":[${times("1,")}1]}`)),
  billing("two million objects", "refused", () => inData(`{"lines":[${times("{},")}{}]}`)),
  billing("lines that break every rule", "refused", () =>
    inData(`{"lines":[${times('{"id":1,"amount":{}},')}{}]}`),
  ),
  billing("members without end", "refused", () =>
    inData(`{${Array.from({ length: 700_000 }, (_, index) => `"k${index}":1`).join(",")}}`),
  ),
  billing("the same member again and again", "refused", () => inData(`{${times('"a":1,')}"a":1}`)),
  billing("escapes", "exception", () => inData(`{"number":"${times("\\u0041")}"}`)),
  billing("a prototype", "exception", () =>
    inData('{"__proto__":{"number":"1"},"constructor":{"prototype":{}}}'),
  ),
  billing("a document type with entities", "refused", () =>
    latin1('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
  ),

  cloudEvent("200,000-deep lists", "refused", () => inEvent(nested(DEEP))),
  cloudEvent("200,000-deep objects", "refused", () =>
    inEvent(nested(DEEP, '{"a":', "}").replace(/:(?=})/, ":1")),
  ),
  cloudEvent("lists as deep as the body lets them be", "refused", () => inEvent(nested(MOST / 2 - 1000))),
  cloudEvent("an order's lines without end", "refused", () =>
    inEvent(`{"type":"OrderResponse","lines":[${times("{},")}{}]}`),
  ),
  cloudEvent("five million numbers", "refused", () => inEvent(`[${times("1,")}1]`)),
  cloudEvent("as many lines as are taken, all of them wrong", "exception", () =>
    inEvent(`{"type":"OrderResponse","id":"1","lines":[${"{},".repeat(19_998)}{}]}`),
  ),
  cloudEvent("as many lists of lines as are taken", "refused", () =>
    inEvent(`{"type":"OrderResponse","lines":[${`{"answers":[${"{},".repeat(20)}{}]},`.repeat(19_998)}{}]}`),
  ),
  cloudEvent("members without end", "refused", () =>
    inEvent(`{${Array.from({ length: 700_000 }, (_, index) => `"k${index}":1`).join(",")}}`),
  ),
];

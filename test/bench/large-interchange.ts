const LINES = 50;
const CHUNK_CHARACTERS = 65_536;

/**
 * Generates an interchange of 855s in chunks of about 64 KiB, so that a sender needs no memory for it. It has at most `bytes` bytes.
 * @param control the control number; a repeated one would be a duplicate
 */
export function* largeInterchange(control: number, bytes: number): Generator<string> {
  const number = String(control).padStart(9, "0");
  let text =
    `ISA*00*          *00*          *ZZ*HARBORMED      *ZZ*NORTHFIELD     *260709*1200*U*00401*${number}*0*P*>~` +
    "GS*PR*HARBORMED*NORTHFIELD*20260709*1200*1*X*004010~";
  let left = bytes;
  let sets = 0;
  for (;;) {
    const set = transactionSet(control, sets + 1);
    const end = `GE*${sets + 1}*1~IEA*1*${number}~`;
    if (text.length + set.length + end.length > left) break;
    text += set;
    sets += 1;
    while (text.length >= CHUNK_CHARACTERS) {
      yield text.slice(0, CHUNK_CHARACTERS);
      text = text.slice(CHUNK_CHARACTERS);
      left -= CHUNK_CHARACTERS;
    }
  }
  yield `${text}GE*${sets}*1~IEA*1*${number}~`;
}

const LINE_TEXT = Array.from(
  { length: LINES },
  (_, index) =>
    `PO1*${index + 1}*24*CA*12.50**VN*HM-${10_001 + index}*UP*012345678905*BP*NF-${index + 1}~` +
    "PID*F****NITRILE EXAM GLOVES, MEDIUM, POWDER FREE~ACK*IA*24*CA*068*20260712~",
).join("");

function transactionSet(interchange: number, set: number): string {
  const number = String(set).padStart(4, "0");
  return (
    `ST*855*${number}~BAK*00*AD*P${interchange}-${set}*20260709****SO${set}~REF*VR*4711~` +
    "N1*SE*HARBOR MEDICAL SUPPLY*91*HARBOR~N1*ST*NORTHFIELD CENTRAL STORE*92*CS01~N3*1 MAIN STREET~" +
    `N4*NORTHFIELD*MN*55057~${LINE_TEXT}CTT*${LINES}~SE*${7 + 3 * LINES + 2}*${number}~`
  );
}

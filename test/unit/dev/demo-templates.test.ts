import { describe, expect, it } from "vitest";
import { deliverySteps, readScript } from "../../../dev/demo/script.ts";
import { dayAfter, fillTemplate, runName } from "../../../dev/demo/templates.ts";
import { billingEvent } from "../../../sidecar/codecs/billing/read.ts";
import { readHl7 } from "../../../sidecar/codecs/hl7v2/read.ts";
import { readX12 } from "../../../sidecar/codecs/x12/read.ts";

const at = new Date("2026-12-30T09:05:00Z");
const values = {
  control: 4711,
  at,
  run: "R1",
  order: "P00042",
  groupControl: "17",
  documentControl: "0003",
};

describe("a partner's template", () => {
  it.each([
    ["{{interchange}}", "000004711"],
    ["{{control}}", "4711"],
    ["{{yymmdd}}*{{hhmm}}", "261230*0905"],
    ["{{date}}", "20261230"],
    ["{{date+3}}", "20270102"],
    ["{{day}} {{day+3}}", "2026-12-30 2027-01-02"],
    ["{{instant}}", "2026-12-30T09:05:00.000Z"],
    ["HM-{{run}}-1", "HM-R1-1"],
    ["{{order}}", "P00042"],
    ["AK1*PO*{{group-control}}~AK2*850*{{document-control}}", "AK1*PO*17~AK2*850*0003"],
  ])("%s becomes %s", (template, text) => {
    expect(fillTemplate(template, values)).toBe(text);
  });

  it("refuses an unknown placeholder", () => {
    expect(() => fillTemplate("{{sender}}", values)).toThrow("{{sender}}");
    expect(() => fillTemplate("{{run+2}}", values)).toThrow("{{run+2}}");
  });

  it("refuses a placeholder without a value in the step", () => {
    expect(() => fillTemplate("BAK*00*AD*{{order}}", { control: 1, at, run: "R1" })).toThrow("{{order}}");
  });

  const files = deliverySteps(readScript()).flatMap((step) => ("file" in step ? [step] : []));
  const filesLike = (ending: string) => files.filter(({ file }) => file.endsWith(ending));
  const filled = (file: string) => fillTemplate(readScript().template(file), values);

  it("is X12, HL7 or a billing event", () => {
    const endings = [".x12", ".hl7", ".json"];
    expect(endings.flatMap(filesLike)).toHaveLength(files.length);
    for (const ending of endings) expect(filesLike(ending)).not.toHaveLength(0);
  });

  it.each(filesLike(".hl7"))("of step $id is one valid HL7 message", ({ file }) => {
    const { messages } = readHl7(Buffer.from(filled(file).replaceAll("\n", "\r")));
    expect(messages.map(({ issues }) => issues)).toEqual([[]]);
  });

  it.each(filesLike(".json"))("of step $id is a valid billing event", ({ file }) => {
    expect(billingEvent.safeParse(JSON.parse(filled(file)))).toMatchObject({ success: true });
  });

  it.each(filesLike(".x12"))("of step $id is valid X12, except for its intended fault", ({ file }) => {
    const text = filled(file);
    const [interchange, ...others] = readX12(Buffer.from(text, "latin1"));
    expect(others).toEqual([]);
    expect(interchange?.control).toBe("000004711");
    const faults = interchange?.issues.map(({ code }) => code);
    expect(faults).toEqual(file.includes("without-its-trailer") ? ["trailer-missing"] : []);
    const transactions = interchange?.groups.flatMap((group) => group.transactions);
    expect(transactions?.map(({ issues }) => issues)).toEqual([[]]);
  });
});

describe("a run", () => {
  it("has a name of at most eight capitals and digits, different for each millisecond", () => {
    const names = [0, 1, 2, 1000, 86_400_000].map((later) => runName(new Date(at.getTime() + later)));
    for (const name of names) expect(name).toMatch(/^[A-Z0-9]{1,8}$/);
    expect(new Set(names).size).toBe(names.length);
  });

  it("counts its days in UTC", () => {
    expect(dayAfter(new Date("2026-02-27T23:59:59Z"), 2)).toBe("2026-03-01");
  });
});

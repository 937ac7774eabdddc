import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { contains, defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";
import { stepOf } from "./journey_fixture.ts";

class Exchange extends models.Model {
  override _name = "suture.exchange";

  findings = fields.Json();
  payload = fields.Json();
  journey = fields.Json();

  override _records = [
    {
      id: 1,
      findings: [
        {
          code: "PRICE_VARIANCE",
          line: "3",
          field: "price",
          ours: "11.00",
          theirs: "12.50",
          text: "Price is higher.",
        },
        {
          code: "UNKNOWN_ITEM",
          line: "4",
          field: "carton_code",
          ours: null,
          theirs: "HM-1",
          text: "Not on the order.",
        },
      ],
      payload: { number: "P00001", lines: [{ id: "1" }] },
      journey: { steps: [stepOf({ id: 9, title: "Sent to Harbor Medical Supply" })] },
    },
    { id: 2, findings: false, payload: false, journey: false },
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Exchange]);
onRpc("has_group", () => true);

async function mountField(name: string, widget: string, resId: number): Promise<void> {
  const arch = `<form><field name="${name}" widget="${widget}"/></form>`;
  await mountView({ type: "form", resModel: "suture.exchange", resId, arch });
}

test("findings are a table without the columns in which nothing stands", async () => {
  await mountField("findings", "integration_findings", 1);
  expect(queryAllTexts(".o_suture_findings th")).toEqual([
    "Line",
    "Field",
    "Our value",
    "Partner's value",
    "Explanation",
  ]);
  expect(queryAllTexts(".o_suture_findings tr[data-code='PRICE_VARIANCE'] td")).toEqual([
    "3",
    "Price",
    "11.00",
    "12.50",
    "Price is higher.",
  ]);
  expect(queryAllTexts(".o_suture_findings tr[data-code='UNKNOWN_ITEM'] td")).toEqual([
    "4",
    "carton code",
    "",
    "HM-1",
    "Not on the order.",
  ]);
});

test("no findings is said in a word", async () => {
  await mountField("findings", "integration_findings", 2);
  expect(".o_field_integration_findings").toHaveText("None");
});

test("the payload is folded until somebody asks for it, and folded again", async () => {
  await mountField("payload", "integration_payload", 1);
  expect(".o_suture_payload pre").toHaveCount(0);
  expect(".o_suture_payload button").toHaveAttribute("aria-expanded", "false");

  await contains(".o_suture_payload button").click();
  expect(".o_suture_payload pre").toHaveText(/"number": "P00001"/);
  expect(".o_suture_payload button").toHaveAttribute("aria-expanded", "true");

  await contains(".o_suture_payload button").click();
  expect(".o_suture_payload pre").toHaveCount(0);
});

test("without a payload there is nothing to unfold", async () => {
  await mountField("payload", "integration_payload", 2);
  expect(".o_field_integration_payload button").toHaveCount(0);
  expect(".o_field_integration_payload").toHaveText("No document is stored here.");
});

test("a journey in a form field is shown as its steps, without links to where one is already", async () => {
  await mountField("journey", "integration_timeline", 1);
  expect(".o_suture_step_title").toHaveText("Sent to Harbor Medical Supply");
  expect(".o_suture_open").toHaveCount(0);
});

test("an empty journey is said in words", async () => {
  await mountField("journey", "integration_timeline", 2);
  expect(".o_field_integration_timeline").toHaveText("Nothing has happened yet.");
});

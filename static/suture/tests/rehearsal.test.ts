import { waitForChannels } from "@bus/../tests/bus_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, waitFor } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import {
  contains,
  defineModels,
  fields,
  getService,
  MockServer,
  models,
  mountView,
  onRpc,
} from "@web/../tests/web_test_helpers";

const answer = {
  outcome: "read",
  format: "x12",
  more: 4,
  messages: [
    {
      envelope: [
        {
          what: "sender",
          label: "Sender",
          place: "ISA05, ISA06",
          found: "ZZ STRANGER",
          expected: ["ZZ ACME"],
          fits: false,
        },
        {
          what: "receiver",
          label: "Receiver",
          place: "ISA07, ISA08",
          found: null,
          expected: [],
          fits: false,
        },
      ],
      problem: { reason_code: "UNKNOWN_PARTNER", reason: "Somebody else sent it.", suggestion: "Ask." },
      passed_over: false,
      more: 0,
      documents: [
        {
          code: "855",
          type: "OrderResponse",
          number: "P1",
          counts: [{ label: "Unknown item", count: 3 }],
          preview: { outcome: "exception", reason: "An item is not known.", suggestion: "Enter it." },
          sections: [
            {
              title: "Document",
              line: "",
              flag: false,
              rows: [{ label: "Number", value: "<b>P1</b>", fields: [], flag: false }],
            },
          ],
        },
      ],
    },
  ],
};
const none = { state: "none", name: "", answer: null, last_contact: null };
const asked = { state: "asked", name: "855.x12", answer: null, last_contact: null };
const answered = { state: "answered", name: "855.x12", answer, last_contact: null };
let trial: object = none;

class Connection extends models.Model {
  override _name = "suture.connection";

  rehearsal = fields.Json();

  override _records = [{ id: 1, rehearsal: false }];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Connection]);
onRpc("has_group", () => true);
onRpc("suture.connection", "get_rehearsal", () => trial);
beforeEach(() => {
  trial = none;
});

const mountTrial = () =>
  mountView({
    type: "form",
    resModel: "suture.connection",
    resId: 1,
    arch: `<form><field name="rehearsal" widget="suture_rehearsal"/></form>`,
  });

test("the envelope, the document and what to do stand there in words, and as text", async () => {
  trial = answered;
  await mountTrial();
  expect(queryAllTexts("[data-what='sender'] td")).toEqual([
    "Sender ISA05, ISA06",
    "ZZ STRANGER",
    "ZZ ACME",
    "differs",
  ]);
  expect(queryAllTexts("[data-what='receiver'] td")).toEqual([
    "Receiver ISA07, ISA08",
    "no identifier",
    "nothing agreed yet",
    "differs",
  ]);
  expect(".o_suture_rehearsal_answer .alert-danger").toHaveText(/Somebody else sent it/);
  expect(queryAllTexts(".card .badge")).toEqual(["Would become an exception", "Unknown item × 3"]);
  expect(".o_suture_rehearsal_answer").toHaveText(/4 more messages/);
  expect(".o_suture_rehearsal_answer dd b").toHaveCount(0);
});

test("pasted text is sent as it is, and the answer appears when it is there", async () => {
  onRpc("suture.connection", "rehearse", ({ args }) => {
    const [ids, content, name] = args as [number[], string, string];
    expect.step(`${ids} ${atob(content)} ${name}`);
    trial = asked;
    return true;
  });
  await mountTrial();
  expect(".o_suture_try_text").toHaveAttribute("disabled");
  await contains("#suture_rehearsal_text").edit("ISA*00~", { confirm: false });
  await contains(".o_suture_try_text").click();
  await animationFrame();
  expect.verifySteps(["1 ISA*00~ Pasted text"]);
  expect(".o_suture_rehearsal [role='status']").toHaveText(/Waiting for the sidecar to process 855.x12/);
  trial = answered;
  await advanceTime(2000);
  await waitFor("[data-what='sender']");
  expect(".o_suture_rehearsal [role='status']").toHaveCount(0);
});

test("a sidecar that does not answer: what to check, and the answer all the same when it comes", async () => {
  trial = asked;
  await mountTrial();
  expect(".alert-warning").toHaveCount(0);
  for (let second = 0; second < 30; second += 2) {
    await advanceTime(2000);
    await animationFrame();
  }
  expect(".alert-warning").toHaveText(/has not responded for 30 seconds/);
  expect(".alert-warning").toHaveText(/It has not loaded this connection yet/);
  trial = answered;
  getService("bus_service").addChannel("suture_test");
  await waitForChannels(["suture_test"]);
  MockServer.env["bus.bus"]?._sendone("suture_test", "suture.connection/rehearsal", { id: 1 });
  await waitFor("[data-what='sender']");
  expect(".alert-warning").toHaveCount(0);
});

test("what cannot be tried says why", async () => {
  trial = { ...answered, answer: { outcome: "refused", reason: "The request to Odoo failed." } };
  await mountTrial();
  expect(".alert-danger").toHaveText(/The request to Odoo failed/);
});

test("a sample of what would be sent is shown as text", async () => {
  const sample = { name: "850.x12", text: "ISA*00*<script>~\nGS*PO~" };
  trial = { ...answered, answer: { outcome: "sample", format: "x12", messages: [], sample } };
  await mountTrial();
  expect(".o_suture_rehearsal_answer pre").toHaveText("ISA*00*<script>~\nGS*PO~");
  expect(".o_suture_rehearsal_answer p").toHaveCount(1);
});

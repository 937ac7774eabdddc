import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import "@suture_account/lib/suture_account";
import "@suture_purchase/lib/suture_purchase";
import { contains, preloadBundle } from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";
import { user } from "@web/core/user";
import { answerOf, domain, money } from "../../suture/tests/overview_fixture.ts";
import { openPage } from "../../suture/tests/overview_page.ts";
import type { OrdersData } from "../src/order_types.ts";

describe.current.tags("desktop");
defineMailModels();
preloadBundle("web.chartjs_lib");

const orders: OrdersData = {
  unanswered: {
    count: 2,
    ages: [1, 0, 1, 0],
    domain: domain("unanswered"),
    oldest: { id: 41, name: "P00041", partner: "Harbor Medical Supply", sent_at: "2026-11-15T11:00:00Z" },
  },
  suppliers: [
    {
      id: 3,
      name: "Harbor Medical Supply",
      orders: 10,
      answered: 8,
      unanswered: 2,
      answer_seconds: 7200,
      fill_rate: 0.999,
      domains: {
        orders: domain("orders"),
        answered: domain("answered"),
        unanswered: domain("unanswered of 3"),
      },
    },
  ],
};

const sections = ["flows", "orders", "money", "health"];
const told = (section: string, data: object) => answerOf(section, { sections, data });

beforeEach(() => browser.localStorage.removeItem(`suture.overview.${user.userId}`));

test("orders: the oldest without an answer, and what suppliers do", async () => {
  await openPage(() => told("orders", orders), true);
  expect("[data-tile=unanswered] .o_suture_tile_value").toHaveText("2");
  expect("[data-tile=oldest]").toHaveText(/P00041\s+Harbor Medical Supply, sent 5 days ago/);
  expect(queryAllTexts("[data-supplier] td")).toEqual(["10", "8", "2", "2 h", "99 %"]);
  await contains("[data-tile=oldest] button").click();
  await contains("[data-tile=unanswered] button").click();
  await contains("[data-supplier] [data-figure=answered]").click();
  expect.verifySteps([
    " purchase.order 41",
    'Unanswered orders purchase.order [["name","=","unanswered"]]',
    'Harbor Medical Supply: Answered purchase.order [["name","=","answered"]]',
  ]);
});

test("orders: nothing to wait for is no chart and no oldest", async () => {
  const data = { ...orders, unanswered: { ...orders.unanswered, count: 0, oldest: null }, suppliers: [] };
  await openPage(() => told("orders", data), true);
  expect("[data-tile=oldest]").toHaveCount(0);
  expect("canvas").toHaveCount(0);
});

test("money: what is not for the person is left out, what comes to nothing says so", async () => {
  await openPage(() => told("money", { ...money, unbilled: [], bills: null }), true);
  expect("[data-tile=unbilled] .o_suture_tile_value").toHaveText("Nothing");
  expect("[data-tile=unbilled] button").toHaveCount(0);
  expect("[data-tile=bills]").toHaveCount(0);
});

test("money: bills open as bills", async () => {
  const bills = [{ currency_id: 1, amount: 10, count: 1, domain: [] }];
  await openPage(() => told("money", { ...money, bills }), true);
  expect("[data-tile=bills] .o_suture_tile_note").toHaveText("1 bill");
  await contains("[data-tile=bills] button").click();
  expect.verifySteps(["Bills to post account.move []"]);
});

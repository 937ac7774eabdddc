import type { Page } from "playwright-core";
import { openJourney } from "../../test/e2e/browser/odoo-page.ts";
import type { Found } from "./found.ts";

/** A page to capture: its address after `/odoo/`, and the actions before the screenshot is taken. */
export type Subject = {
  readonly name: string;
  /** Whether the screenshot is used in the README or the docs. */
  readonly inDocs: boolean;
  readonly address: (found: Found) => string;
  readonly act: (page: Page) => Promise<unknown>;
};

const tab = (name: string) => async (page: Page) => {
  await page.waitForSelector(".o_suture_overview [role='tab']");
  await page.getByRole("tab", { name }).click();
};
const seen = (selector: string) => (page: Page) => page.waitForSelector(selector);

export const SUBJECTS: readonly Subject[] = [
  {
    name: "purchase-order",
    inDocs: true,
    address: ({ order }) => `action-purchase.purchase_form_action/${order}`,
    act: async (page) => {
      await page.waitForSelector(".o_field_widget[name='integration_state'] .badge");
      await openJourney(page);
    },
  },
  {
    name: "timeline",
    inDocs: false,
    address: ({ order }) => `action-purchase.purchase_form_action/${order}`,
    act: (page) => page.click(".nav-link[name='integration_timeline']"),
  },
  {
    name: "overview",
    inDocs: true,
    address: () => "integration-overview",
    act: seen(".o_suture_overview table"),
  },
  {
    name: "overview-suppliers",
    inDocs: false,
    address: () => "integration-overview",
    act: tab("Orders and vendors"),
  },
  { name: "overview-money", inDocs: false, address: () => "integration-overview", act: tab("Money") },
  { name: "overview-health", inDocs: true, address: () => "integration-overview", act: tab("Health") },
  {
    name: "exceptions",
    inDocs: true,
    address: () => "exceptions",
    act: seen(".o_data_row, .o_kanban_record"),
  },
  {
    name: "exceptions-kanban",
    inDocs: false,
    address: () => "exceptions?view_type=kanban",
    act: seen(".o_kanban_record"),
  },
  {
    name: "exception",
    inDocs: true,
    address: ({ exception }) => `exceptions/${exception}`,
    act: seen(".o_suture_pane"),
  },
  {
    name: "choose-an-item",
    inDocs: false,
    address: ({ unknown }) => `exceptions/${unknown}`,
    act: async (page) => {
      await page.click("button[name='action_map']");
      await page.waitForSelector(".modal .o_form_view");
    },
  },
  {
    name: "counter",
    inDocs: false,
    address: () => "exceptions",
    act: (page) => page.click(".o_suture_exception_menu"),
  },
  {
    name: "connections",
    inDocs: false,
    address: () => "action-suture.connection_action",
    act: seen(".o_data_row"),
  },
  {
    name: "connection",
    inDocs: true,
    address: ({ connection }) => `action-suture.connection_action/${connection}`,
    act: seen(".o_form_view"),
  },
  { name: "flows", inDocs: false, address: () => "action-suture.flow_action", act: seen(".o_data_row") },
  {
    name: "crosswalk",
    inDocs: false,
    address: () => "action-suture.crosswalk_action",
    act: seen(".o_list_view"),
  },
  { name: "setup", inDocs: true, address: () => "integration-setup", act: seen(".o_suture_setup_block") },
];

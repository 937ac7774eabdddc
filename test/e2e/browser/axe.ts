import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** The rules of axe-core that are checked: contrast (WCAG 1.4.3), names of controls and images, and ARIA. */
const RULES = [
  "aria-allowed-attr",
  "aria-required-attr",
  "aria-required-children",
  "aria-valid-attr",
  "aria-valid-attr-value",
  "button-name",
  "color-contrast",
  "definition-list",
  "dlitem",
  "label",
  "link-name",
  "list",
  "listitem",
  "select-name",
];

/** Our components. The rest of a page is Odoo's own. */
const OURS = "[class*='o_suture_'], .o_field_integration_status, .o_field_integration_findings";
/** Odoo's widgets inside our views. */
const ODOOS =
  ".o-mail-Form-chatter, .o_control_panel, .o_search_panel, .o-checkbox, .o_avatar, .o_optional_columns_dropdown, .o_cp_searchview";

const script = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns a text for each violation in our components of the page. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(script);
  const [ours, odoos, rules] = [OURS, ODOOS, RULES].map((each) => JSON.stringify(each));
  return await page.evaluate<string[]>(`(async () => {
    const roots = [...document.querySelectorAll(${ours})].filter((each) => !each.closest(${odoos}));
    if (roots.length === 0) throw new Error("The page has none of our components.");
    const result = await axe.run(
      { include: roots, exclude: [...document.querySelectorAll(${odoos})] },
      { runOnly: ${rules} },
    );
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => [id, any[0]?.data?.contrastRatio, html.slice(0, 160)].join(" ")));
  })()`);
}

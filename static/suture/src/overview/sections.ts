import type { ComponentConstructor } from "@odoo/owl";
import { registry } from "@web/core/registry";

/** A section of the overview, with the same name as in `suture.overview`. */
export type OverviewSection = { label: () => string; component: ComponentConstructor };

/** The registry of sections, which modules extend. */
export const overviewSections = registry.category("suture_overview_sections");

import type { ComponentConstructor } from "@odoo/owl";
import { registry } from "@web/core/registry";

/** The label and the component of a section. Its name in `overviewSections` is the same as in `suture.overview`. */
export type OverviewSection = { label: () => string; component: ComponentConstructor };

/** The registry of the sections of the overview, which modules extend. */
export const overviewSections = registry.category("suture_overview_sections");

import type { ComponentConstructor } from "@odoo/owl";
import { registry } from "@web/core/registry";

/** A section of the overview; its name is that of the section in `suture.overview`. */
export type OverviewSection = { label: () => string; component: ComponentConstructor };

/** The sections, to which modules add their own. */
export const overviewSections = registry.category("suture_overview_sections");

/** The entry point of the bundle: each import registers its widget. The exports are for the modules of the apps. */
import "./alerts/alerts.ts";
import "./catalogue_code/catalogue_code.ts";
import "./connection_test/connection_test.ts";
import "./exception_menu/exception_menu.ts";
import "./integration_corrections/integration_corrections.ts";
import "./integration_findings/integration_findings.ts";
import "./integration_panes/integration_panes.ts";
import "./integration_payload/integration_payload.ts";
import "./integration_preview/integration_preview.ts";
import "./integration_status/integration_status.ts";
import "./integration_timeline/integration_timeline.ts";
import "./key_ready/key_ready.ts";
import "./overview/overview.ts";
import "./rehearsal/rehearsal.ts";
import "./settings_form/settings_form.ts";
import "./setup_checklist/setup_page.ts";
import "./setup_checklist/setup_views.ts";

export { Moment } from "./moment/moment.ts";
export { duration, percent } from "./overview/figures.ts";
export { type MoneyFigure, moneyFigures } from "./overview/money_figures.ts";
export { type OpenRecords, useOpenRecords } from "./overview/open_records.ts";
export { type Bars, OverviewChart } from "./overview/overview_chart.ts";
export { OverviewFigure } from "./overview/overview_figure.ts";
export { OverviewTile } from "./overview/overview_tile.ts";
export type { Domain } from "./overview/overview_types.ts";
export { type OverviewSection, overviewSections } from "./overview/sections.ts";
export { type RehearsalExtraProps, rehearsalExtras } from "./rehearsal/rehearsal_extras.ts";

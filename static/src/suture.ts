/** The entry of the bundle: each import registers its widget. */
import "./exception_menu/exception_menu.ts";
import "./integration_corrections/integration_corrections.ts";
import "./integration_findings/integration_findings.ts";
import "./integration_panes/integration_panes.ts";
import "./integration_payload/integration_payload.ts";
import "./integration_preview/integration_preview.ts";
import "./integration_status/integration_status.ts";
import "./integration_timeline/integration_timeline.ts";

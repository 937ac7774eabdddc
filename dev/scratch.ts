import { ODOO_STEPS } from "./test-steps/odoo-steps.ts";

console.log(await ODOO_STEPS[1]?.run());

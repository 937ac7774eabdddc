import { Decimal } from "decimal.js";
import type { CustomerInvoice, CustomerInvoiceLine } from "../../../documents/customer-invoice.ts";
import type { Term } from "../../../terms/term.ts";
import type { Finding } from "../../flow.ts";
import { type Crosswalk, departmentCostScheme, departmentScheme } from "../../kit/crosswalk.ts";
import { codesOf } from "../../kit/item-matching.ts";
import { heldQuantity } from "../../kit/tolerance.ts";
import { unknownRecord } from "../../kit/unknown.ts";
import { say } from "./terms.ts";

/** A line in the arguments of the verb `issue_customer_invoice`. Quantity, price and amounts are decimal strings. */
export type PostedLine = {
  readonly name: Term;
  readonly account_id: number;
  readonly analytic_account_id: number;
  readonly quantity: string;
  readonly price_unit: string;
  readonly amount: string;
  readonly tax?: string;
};

/** The crosswalk scheme that maps the billing system's codes of revenue accounts to accounts in Odoo. */
const revenueScheme = "revenue-account";
/**
 * The crosswalk schemes under which the analytic account of a department may be listed, in order of precedence. The first scheme
 * exists for departments whose entry in the second one already refers to their stock location.
 */
const departmentSchemes = [departmentCostScheme, departmentScheme];

/**
 * Returns the lines of the invoice with their accounts in Odoo. A line whose account or department is not in the crosswalk is
 * omitted, and there is a finding for each unknown value.
 */
export function postedLines(
  invoice: CustomerInvoice,
  crosswalk: Crosswalk,
  decimals: number,
): { readonly lines: readonly PostedLine[]; readonly findings: readonly Finding[] } {
  const results = invoice.lines.map((line) => postedLine(line, crosswalk, decimals));
  return {
    lines: results.filter((each) => "name" in each),
    findings: results.flatMap((each) => ("findings" in each ? each.findings : [])),
  };
}

function postedLine(
  line: CustomerInvoiceLine,
  crosswalk: Crosswalk,
  decimals: number,
): PostedLine | { findings: Finding[] } {
  const account = crosswalk.find(revenueScheme, line.revenueAccount, "account.account");
  const analytic = departmentAccount(line, crosswalk);
  if (account === undefined || analytic === undefined) {
    return {
      findings: [
        ...(account === undefined ? [unknownAccount(line)] : []),
        ...(analytic === undefined ? [unknownDepartment(line)] : []),
      ],
    };
  }
  return {
    name: say("line-name", { department: codesOf(line.department), account: line.revenueAccount }),
    account_id: account,
    analytic_account_id: analytic,
    ...quantityAndPrice(line),
    amount: new Decimal(line.amount).toFixed(decimals),
    ...(line.taxAmount === undefined ? {} : { tax: new Decimal(line.taxAmount).toFixed(decimals) }),
  };
}

/**
 * Returns the quantity and price in a form that Odoo can store. Odoo rounds quantities to two decimals, which would change the
 * amount of the line. For a more precise quantity, the result is therefore a quantity of 1 at a price equal to the amount of the
 * line.
 */
function quantityAndPrice({
  quantity,
  price,
  amount,
}: CustomerInvoiceLine): Pick<PostedLine, "quantity" | "price_unit"> {
  if (heldQuantity(new Decimal(quantity.value)) === null) return { quantity: "1", price_unit: amount };
  return { quantity: quantity.value, price_unit: price.amount };
}

function departmentAccount(line: CustomerInvoiceLine, crosswalk: Crosswalk): number | undefined {
  const known = departmentSchemes.flatMap((scheme) =>
    line.department.flatMap(({ id }) => crosswalk.find(scheme, id, "account.analytic.account") ?? []),
  );
  return known[0];
}

function unknownAccount({ id, revenueAccount }: CustomerInvoiceLine): Finding {
  const text = say("account-unknown", { line: id, account: revenueAccount });
  const entry = unknownRecord("account.account", revenueScheme, [{ id: revenueAccount }]);
  return { code: "UNKNOWN_ACCOUNT", line: id, field: "account", theirs: revenueAccount, text, ...entry };
}

function unknownDepartment(line: CustomerInvoiceLine): Finding {
  const theirs = codesOf(line.department);
  const text = say("department-unknown", { line: line.id, department: theirs });
  const entry = unknownRecord("account.analytic.account", departmentCostScheme, line.department);
  return { code: "UNKNOWN_LOCATION", line: line.id, field: "department", theirs, text, ...entry };
}

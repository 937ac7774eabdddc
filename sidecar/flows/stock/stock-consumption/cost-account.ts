import type { StockMovement } from "../../../documents/stock-movement.ts";
import type { Finding } from "../../flow.ts";
import {
  type Crosswalk,
  costCentreScheme,
  departmentCostScheme,
  departmentScheme,
} from "../../kit/crosswalk.ts";
import type { Found } from "../../kit/found.ts";
import { codesOf } from "../../kit/item-matching.ts";
import { unknownRecord } from "../../kit/unknown.ts";
import { say } from "./terms.ts";

type Ids = StockMovement["department"];

/**
 * Returns the ID of the analytic account to charge, which is the account of the movement's cost centre or, if the movement states
 * none, the account of its department.
 */
export function costAccount(
  { costCentre = [], department }: StockMovement,
  crosswalk: Crosswalk,
): Found<number> {
  return costCentre.length > 0 ? ofCostCentre(costCentre, crosswalk) : ofDepartment(department, crosswalk);
}

/**
 * Returns the ID of the analytic account of a cost centre. All identifiers that are in the crosswalk must refer to the same
 * account.
 */
function ofCostCentre(ids: Ids, crosswalk: Crosswalk): Found<number> {
  const [account, ...others] = new Set(ids.flatMap(({ id }) => accountOf(costCentreScheme, id, crosswalk)));
  const costCentre = codesOf(ids);
  const about = { field: "cost centre", theirs: costCentre };
  if (others.length > 0) {
    const text = say("cost-centre-ambiguous", { costCentre });
    return { finding: { code: "AMBIGUOUS_MATCH", ...about, text } };
  }
  if (account !== undefined) return { found: account };
  const entry = unknownRecord("account.analytic.account", costCentreScheme, ids);
  return { finding: without(about, say("cost-centre-without-account", { costCentre }), entry) };
}

/**
 * Returns the ID of the analytic account of a department. The crosswalk may list it under any of three schemes; the first match
 * is used.
 */
function ofDepartment(ids: Ids, crosswalk: Crosswalk): Found<number> {
  const schemes = [costCentreScheme, departmentCostScheme, departmentScheme];
  const [account] = ids.flatMap(({ id }) => schemes.flatMap((scheme) => accountOf(scheme, id, crosswalk)));
  if (account !== undefined) return { found: account };
  const department = codesOf(ids);
  const entry = unknownRecord("account.analytic.account", departmentCostScheme, ids);
  const text = say("department-without-account", { department });
  return { finding: without({ field: "cost centre", theirs: department }, text, entry) };
}

function accountOf(scheme: string, id: string, crosswalk: Crosswalk): number[] {
  const account = crosswalk.find(scheme, id, "account.analytic.account");
  return account === undefined ? [] : [account];
}

function without(
  about: Pick<Finding, "field" | "theirs">,
  text: Finding["text"],
  entry: Pick<Finding, "unknown">,
): Finding {
  return { code: "UNKNOWN_ACCOUNT", ...about, text, ...entry };
}

import { useService } from "@web/core/utils/hooks";
import type { Domain } from "./overview_types.ts";

export type OpenRecords = {
  /** The records of a domain as a list under a name, with all of them: no filter hides any. */
  list(model: string, domain: Domain, name: string): Promise<unknown>;
  one(model: string, id: number): Promise<unknown>;
};

/** Opens the records behind a figure. */
export function useOpenRecords(): OpenRecords {
  const action = useService("action");
  return {
    list: (model, domain, name) =>
      action.doAction({
        type: "ir.actions.act_window",
        name,
        res_model: model,
        domain,
        views: [
          [false, "list"],
          [false, "form"],
        ],
        context: { create: false },
      }),
    one: (model, id) =>
      action.doAction({
        type: "ir.actions.act_window",
        res_model: model,
        res_id: id,
        views: [[false, "form"]],
      }),
  };
}

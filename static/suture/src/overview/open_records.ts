import { useService } from "@web/core/utils/hooks";
import type { Domain } from "./overview_types.ts";

export type OpenRecords = {
  /** Opens a list of all records in a domain, without default filters. `name` is the title of the list. */
  list(model: string, domain: Domain, name: string): Promise<unknown>;
  one(model: string, id: number): Promise<unknown>;
};

/** Returns functions that open the records behind a figure: a list of them, or a single record. */
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

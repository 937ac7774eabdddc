import { useService } from "@web/core/utils/hooks";
import type { Domain } from "./overview_types.ts";

export type OpenRecords = {
  /** Returns an action that lists all records of a domain under a title, without default filters. */
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

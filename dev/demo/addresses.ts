import type { Environment } from "../environment/environment.ts";
import type { Found } from "./found-day.ts";
import type { Played } from "./play.ts";

/** Returns lines with the addresses that are worth visiting after the demo, and how to log in there. */
export function addressLines(environment: Environment, found: Found, played: Played): string[] {
  const { odoo, sidecar, rabbitmq } = environment;
  const broker = new URL(rabbitmq.url);
  return [
    `Odoo                   ${odoo.url}  (login ${odoo.login}, password ${odoo.password})`,
    ...orderLines("Order that is in sync ", "synced", odoo.url, found, played),
    ...orderLines("Order with an exception", "attention", odoo.url, found, played),
    ...paymentLines(odoo.url, found),
    `All exchanges          ${odoo.url}/odoo/exchanges`,
    `Sidecar                ${sidecar.url}/v1/messages  (bearer token ${sidecar.operatorToken})`,
    `RabbitMQ               ${rabbitmq.management}  (login ${broker.username}, password ${broker.password})`,
  ];
}

/** Returns the line for the customer invoice that was paid and partly refunded, or none if there is no such invoice. */
function paymentLines(url: string, { afternoon }: Found): string[] {
  const invoice = afternoon.invoices.find(({ payment_state }) => payment_state === "partial");
  return invoice ? [`Invoice with a refund  ${url}/odoo/account.move/${invoice.id}  (${invoice.ref})`] : [];
}

/** Returns the line for the first order in this state, in the order of the script, or none if there is no such order. */
function orderLines(
  label: string,
  state: string,
  url: string,
  { records }: Found,
  { orders }: Played,
): string[] {
  const ids = records.orders.filter((order) => order.integration_state === state).map(({ id }) => id);
  const order = [...orders.values()].find(({ id }) => ids.includes(id));
  return order ? [`${label} ${url}/odoo/purchase.order/${order.id}  (${order.name})`] : [];
}

import type { ChannelMessage } from "../asyncapi/channel-message.ts";
import type { AsyncApiDocument, Channel } from "../asyncapi/document.ts";
import { type Html, html } from "./html.ts";
import { page } from "./layout.ts";
import type { SchemaFile } from "./schemas.ts";

/** Renders the page of `/docs` that describes the channels of the AsyncAPI document. The page needs no script. */
export function amqpPage(document: AsyncApiDocument, schemas: readonly SchemaFile[]): string {
  const content = html`<p class="source">As JSON: <a href="/asyncapi.json">/asyncapi.json</a></p>
<h1>AMQP</h1>
<p>${document.info.description}</p>
${Object.values(document.channels).map((channel) => channelOf(channel, schemas))}`;
  return page("/docs/amqp", "AMQP", content);
}

function channelOf(channel: Channel, schemas: readonly SchemaFile[]): Html {
  const { name, type } = channel.bindings.amqp.exchange;
  return html`<section>
<h2>${channel.title}</h2>
<p>${channel.description}</p>
<dl>
<dt>Exchange</dt><dd><code>${name}</code>, ${type}, durable</dd>
<dt>Routing key</dt><dd><code>${channel.address}</code></dd>
${Object.entries(channel.parameters).map(
  ([parameter, { description, enum: values }]) =>
    html`<dt><code>${parameter}</code></dt><dd>${description}${values ? html` ${oneOf(values)}` : ""}</dd>\n`,
)}</dl>
${Object.values(channel.messages).map((message) => messageOf(message, schemas))}
</section>`;
}

const oneOf = (values: readonly string[]): Html[] =>
  values.map((value, index) => html`${index > 0 ? ", " : ""}<code>${value}</code>`);

/** The URLs of lists of schemas, by message name. The content of such a message conforms to one of the schemas in its list. */
const LISTS: Readonly<Record<string, string>> = {
  documentEvent: "/docs/schemas#documents",
  billingEvent: "/docs/schemas#billing",
};

function messageOf(message: ChannelMessage, schemas: readonly SchemaFile[]): Html {
  const schema = schemas.find(({ folder, title }) => folder === "events" && title === message.title);
  const address = schema ? `/docs/schemas/${schema.folder}/${schema.file}` : LISTS[message.name];
  return html`<article>
<h3>${message.name}</h3>
<p>${message.summary}</p>
<dl>
<dt>Is</dt><dd>${message.title}</dd>
<dt>Content type</dt><dd><code>${message.contentType}</code></dd>
${Object.entries(message.headers?.properties ?? {}).map(
  ([name, { description }]) => html`<dt>Header <code>${name}</code></dt><dd>${description}</dd>\n`,
)}${address === undefined ? "" : html`<dt>Schema</dt><dd><a href="${address}">${address}</a></dd>`}
</dl>
${(message.examples ?? []).map(exampleOf)}
</article>`;
}

function exampleOf({ payload }: { readonly payload: unknown }): Html {
  const text =
    typeof payload === "string" ? payload.replaceAll("\r", "\n") : JSON.stringify(payload, null, 2);
  return html`<details><summary>Example</summary><pre>${text.trim()}</pre></details>`;
}

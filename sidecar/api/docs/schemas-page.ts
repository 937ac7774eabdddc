import { type Html, html } from "./html.ts";
import { page } from "./layout.ts";
import type { SchemaFile } from "./schemas.ts";

const HEADINGS: Readonly<Record<SchemaFile["folder"], readonly [title: string, text: string]>> = {
  documents: ["Documents", "The canonical documents: the data of CloudEvents health.suture.<document>.v1."],
  billing: ["Events of the billing system", "Events received by webhook, or over AMQP."],
  events: ["Events from Suture", "Events published to suture.events."],
};

/** Renders the page of `/docs` that lists the schemas, with a link to the file of each. */
export function schemasPage(schemas: readonly SchemaFile[]): string {
  const groups = Map.groupBy(schemas, ({ folder }) => folder);
  const content = html`<h1>Schemas</h1>
<p>JSON Schema 2020-12. The same files are in the repository, under <code>fixtures/schemas/</code>. Additional members
are permitted and ignored.</p>
${[...groups].map(([folder, files]) => groupOf(folder, files))}`;
  return page("/docs/schemas", "Schemas", content);
}

function groupOf(folder: SchemaFile["folder"], files: readonly SchemaFile[]): Html {
  const [title, text] = HEADINGS[folder];
  return html`<section>
<h2 id="${folder}">${title}</h2>
<p>${text}</p>
<ul>${files.map((one) => html`<li><a href="/docs/schemas/${folder}/${one.file}">${one.title}</a></li>\n`)}</ul>
</section>`;
}

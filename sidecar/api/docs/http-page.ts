import { html } from "./html.ts";
import { page } from "./layout.ts";

/** Renders the page of `/docs` that displays the HTTP routes with Swagger UI. */
export function httpPage(): string {
  const head = html`<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<script src="/docs/assets/swagger-ui-bundle.js" defer></script>
<script src="/docs/assets/start.js" defer></script>
`;
  const content = html`<p class="source">As JSON: <a href="/openapi.json">/openapi.json</a></p>
<div id="routes"></div>
<noscript><p>This page needs JavaScript; the document itself does not: <a href="/openapi.json">/openapi.json</a>.</p></noscript>`;
  return page("/docs", "HTTP", content, head);
}

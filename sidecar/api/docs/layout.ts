import { type Html, html } from "./html.ts";

const PAGES = [
  ["/docs", "HTTP"],
  ["/docs/amqp", "AMQP"],
  ["/docs/schemas", "Schemas"],
] as const;
export type PagePath = (typeof PAGES)[number][0];

/**
 * Renders a complete page of `/docs` around `content`. `head` is added to its head element. The page loads nothing from other
 * hosts and runs no inline script.
 */
export function page(path: PagePath, title: string, content: Html, head: Html = html``): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Suture</title>
<link rel="icon" href="data:,">
${head}<link rel="stylesheet" href="/docs/assets/docs.css">
</head>
<body>
<header><strong>Suture</strong><nav>${PAGES.map((one) => link(one, path))}</nav></header>
<main class="${path === "/docs" ? "" : "prose"}">${content}</main>
</body>
</html>
`.html;
}

const link = ([address, name]: (typeof PAGES)[number], here: PagePath): Html =>
  address === here
    ? html`<a href="${address}" aria-current="page">${name}</a>`
    : html`<a href="${address}">${name}</a>`;

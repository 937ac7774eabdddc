import { html } from "../docs/html.ts";

/**
 * Renders the page for the message with this ID. The HTML contains nothing from the message; the page's script requests the
 * message with the token that the user enters.
 */
export function messagePage(id: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Message · Suture</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/assets/docs.css">
<link rel="stylesheet" href="/messages/assets/message.css">
<script type="module" src="/messages/assets/message.js"></script>
</head>
<body data-message="${id}">
<header><strong>Suture</strong></header>
<main class="prose">
<h1 id="title">Message</h1>
<p><code>${id}</code></p>
<form id="ask" autocomplete="off">
<p><label for="token">Operator token</label></p>
<p><input id="token" type="password" autocomplete="off" spellcheck="false" required> <button>Show</button></p>
<p class="note">It stays in this page until you close it, and is sent to this sidecar only. The raw message requires the token of the sensitive role; each access is audited.</p>
</form>
<p id="problem" role="alert" hidden></p>
<section id="status" aria-live="polite" hidden>
<h2>Status of the message</h2>
<dl id="facts"></dl>
<ul id="documents"></ul>
<p><button id="more" type="button" hidden>Show more documents</button></p>
<p><button id="raw" type="button">Show the raw message</button> <button id="forget" type="button">Forget the token</button></p>
</section>
<section id="content" hidden>
<h2>As it arrived</h2>
<p><a id="save">Save as a file</a></p>
<pre id="bytes" tabindex="0"></pre>
</section>
<noscript><p>This page needs JavaScript: enable it, or use <code>curl</code>.</p></noscript>
</main>
</body>
</html>
`.html;
}

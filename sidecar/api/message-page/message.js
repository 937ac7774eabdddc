// Requests one message from this sidecar with the entered token. The token is in this variable and nowhere else;
// responses are inserted into the page as text, never as HTML.
let token = "";
let address = "";
let next = "";
const id = document.body.dataset.message;
const part = (name) => document.getElementById(name);

const REFUSALS = {
  401: "The sidecar does not know this token.",
  403: "This is not the token of the sensitive role: it shows the status of the message, not the message itself.",
  404: "The sidecar has no message with this ID.",
  410: "The raw message was deleted at the end of its retention period.",
};

async function ask(path) {
  const answer = await fetch(`/v1/messages/${id}${path}`, {
    headers: { authorization: `Bearer ${token}` },
    cache: "no-store",
    credentials: "omit",
  });
  if (!answer.ok) throw new Error(REFUSALS[answer.status] ?? `The sidecar answered ${answer.status}.`);
  return answer;
}

function complain(error) {
  const text = error instanceof TypeError ? "The sidecar did not answer. Is it running?" : error.message;
  part("problem").textContent = text;
  part("problem").hidden = false;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function showStatus(message) {
  const facts = {
    Status: message.status,
    Connection: message.connection,
    Format: message.format,
    "Arrived by": message.transport,
    "Arrived at": message.receivedAt,
    Bytes: message.size,
    Trace: message.traceId,
    Read: message.steps?.findLast(({ name }) => name === "decoded")?.detail,
  };
  const rows = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null);
  part("facts").replaceChildren(
    ...rows.flatMap(([name, value]) => [element("dt", name), element("dd", String(value))]),
  );
  // Not the title of the page, which the browser keeps in its history.
  part("title").textContent = titleOf(message);
  part("documents").replaceChildren();
  showDocuments(message);
  part("status").hidden = false;
}

/** Requests the next page of the message's documents. */
function showDocuments(message) {
  part("documents").append(...message.documents.map(documentItem));
  next = message.next ? new URL(message.next, location.origin).search : "";
  part("more").hidden = next === "";
}

function documentItem({ code, type, number, state, reason, odoo = [] }) {
  const item = element("li", [code, type, number].filter(Boolean).join(" · "));
  item.append(`: ${state}`, ...(reason ? [`. ${reason}`] : []));
  for (const { url, name, model } of odoo) {
    const link = element("a", name ?? model);
    if (!/^https?:\/\//.test(url)) continue;
    link.href = url;
    link.rel = "noreferrer";
    item.append(" ", link);
  }
  return item;
}

/** Says what the message is: its only document, or how many it has, and the connection. */
function titleOf({ documents, connection, next: more }) {
  const [only] = documents;
  const named = [only?.type ?? only?.code, only?.number].filter(Boolean).join(" ");
  const what = documents.length === 1 && named !== "" ? named : "Message";
  const count = documents.length > 1 ? ` with ${documents.length}${more ? " or more" : ""} documents` : "";
  return `${what}${count}${connection ? ` from ${connection}` : ""}`;
}

/** Puts each segment of an X12 interchange or HL7 v2 message in a line of its own. Other text stays as it is. */
function formatted(text) {
  if (text.startsWith("MSH")) return text.replaceAll(/\r\n?/g, "\n");
  const terminator = text.startsWith("ISA") ? text[105] : undefined;
  if (terminator === undefined || /[\sA-Za-z0-9]/.test(terminator)) return text;
  return text
    .split(terminator)
    .map((segment) => segment.trimStart())
    .join(`${terminator}
`)
    .trimEnd();
}

/** Decodes bytes as UTF-8 if they are valid, otherwise as Latin-1. */
function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

function forgetContent() {
  URL.revokeObjectURL(address);
  address = "";
  part("bytes").textContent = "";
  part("content").hidden = true;
}

async function attempt(work) {
  part("problem").hidden = true;
  try {
    await work();
  } catch (error) {
    complain(error);
  }
}

part("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  token = part("token").value.trim();
  part("token").value = "";
  forgetContent();
  part("status").hidden = true;
  void attempt(async () => showStatus(await (await ask("")).json()));
});

part("raw").addEventListener("click", () => {
  forgetContent();
  void attempt(async () => {
    const bytes = await (await ask("/raw")).arrayBuffer();
    part("bytes").textContent = formatted(textOf(bytes));
    // The browser saves the content, and never opens it.
    address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    part("save").href = address;
    part("save").download = id;
    part("content").hidden = false;
  });
});

part("more").addEventListener("click", () => {
  void attempt(async () => showDocuments(await (await ask(next)).json()));
});

part("forget").addEventListener("click", () => {
  token = "";
  part("title").textContent = "Message";
  forgetContent();
  part("status").hidden = true;
});

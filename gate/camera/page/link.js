// The way to the program: how each proves itself to the other, what is sent, and the
// stream of what to show.

let key = "";     // of the shift, in memory alone
let signer;       // the same, for proofs
let page = "";    // this page's name, "" unless the program has proved itself

const text = new TextEncoder();

// enter changes the ticket in the address for the key, and tells what keeps it from that, as
// the words have it: "no_key" or "stopped". A reloaded page finds the ticket that it was
// given with this entry of the tab's history.
export async function enter() {
  const ticket = location.hash.slice(1) || history.state?.ticket || "";
  keep(ticket);
  if (!ticket) return "no_key";
  const response = await send("enter", { "Gate-Key": ticket });
  if (!response.ok) return response.status === 401 ? "no_key" : "stopped";
  key = (await response.json()).key;
  signer = await crypto.subtle.importKey("raw", text.encode(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return "";
}

// keep takes what is secret out of the address that people see and bookmark.
function keep(ticket) { history.replaceState({ ticket }, "", "/"); }

// An address put into the tab where the page is already changes its end alone.
addEventListener("hashchange", () => location.reload());

// proof is what nobody can make of a nonce without the key.
async function proof(who, nonce) {
  return hex(await crypto.subtle.sign("HMAC", signer, text.encode(`${who} ${nonce}`)));
}

const hex = (bytes) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, "0")).join("");

async function send(route, headers, body, signal) {
  try {
    return await fetch(route, {
      method: "POST", body, signal, cache: "no-store", credentials: "omit", redirect: "error",
      headers: { "Content-Type": "application/octet-stream", ...headers },
    });
  } catch {
    return { ok: false, status: 0 };
  }
}

// post sends something and returns the answer; its status is 0 if the program
// does not answer. Nothing is sent to a program that has not proved itself.
export async function post(route, body) {
  if (!page) return { ok: false, status: 0 };
  return send(route, { "Gate-Key": key, "Gate-Page": page }, body);
}

export async function words() {
  return (await fetch("words.json", { cache: "no-store" })).json();
}

// silence is how long the program may say nothing before it is taken for dead,
// in milliseconds. It speaks every second.
const silence = 5000;

// listen hands on what the program says until it ends, and tells how: as the words have
// it, "taken", "no_key" or "stopped"; or "stranger", if another program answered in its
// place, which is not believed, nor sent anything.
export async function listen(hear) {
  const nonce = hex(crypto.getRandomValues(new Uint8Array(16)));
  const stop = new AbortController();
  let watch = setTimeout(() => stop.abort(), silence);
  try {
    const response = await send("events", { "Gate-Nonce": nonce, "Gate-Proof": await proof("page", nonce) }, null, stop.signal);
    if (response.status === 401) return "no_key";
    if (!response.ok) return "stopped";
    const expected = await proof("gate", nonce);
    for await (const line of lines(response.body)) {
      clearTimeout(watch);
      watch = setTimeout(() => stop.abort(), silence);
      const said = JSON.parse(line);
      if (!page) {
        if (said.greeting?.proof !== expected) return "stranger";
        page = said.greeting.page;
        keep(said.greeting.ticket);
      }
      if (said.taken) return "taken";
      hear(said);
    }
  } catch {
    // The stream broke off.
  } finally {
    page = "";
    clearTimeout(watch);
    stop.abort();
  }
  return "stopped";
}

async function* lines(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts;
  }
}

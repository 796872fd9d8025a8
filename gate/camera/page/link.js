// The way to the program: the key, what is sent, and the stream of what to show.

let page = "";

// The key came in the fragment of the address. It is taken out of what people
// see and bookmark, and kept with this entry of the tab's history alone, so that
// reloading the page finds it.
function takeKey() {
  const key = location.hash.slice(1) || history.state?.key || "";
  history.replaceState({ key }, "", "/");
  return key;
}
const key = takeKey();

export const hasKey = key !== "";

// post sends something and returns the answer; its status is 0 if the program
// does not answer.
export async function post(route, body, signal) {
  try {
    return await fetch(route, {
      method: "POST", body, signal, cache: "no-store", credentials: "omit", redirect: "error",
      headers: { "Gate-Key": key, "Gate-Page": page, "Content-Type": "application/octet-stream" },
    });
  } catch {
    return { ok: false, status: 0 };
  }
}

export async function words() {
  return (await fetch("words.json", { cache: "no-store" })).json();
}

// silence is how long the program may say nothing before it is taken for dead,
// in milliseconds. It speaks every second.
const silence = 5000;

// listen hands on what the program says until it ends, and tells how: as the words have
// it: "taken", "no_key" or "stopped".
export async function listen(hear) {
  const stop = new AbortController();
  let watch = setTimeout(() => stop.abort(), silence);
  const response = await post("events", null, stop.signal);
  if (response.status === 401) return "no_key";
  if (!response.ok) return "stopped";
  try {
    for await (const line of lines(response.body)) {
      clearTimeout(watch);
      watch = setTimeout(() => stop.abort(), silence);
      const said = JSON.parse(line);
      if (said.taken) return "taken";
      if (said.page) page = said.page;
      hear(said);
    }
  } catch {
    // The stream broke off.
  } finally {
    clearTimeout(watch);
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

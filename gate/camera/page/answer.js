// What the program says, shown: the verdict and why, the clock, the counts. All
// texts are put in as text. What is cleared is gone from the document.

const $ = (id) => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)");

let words, tag;         // the language
let shown = null;       // the state on the page, null for none
let latest = 0;         // when the state was given that was shown last
let last = null;        // what was said last of clock, counts and status
let ends = 0, timer = 0; // of the state, by performance.now()
let offset = 0;         // from performance.now() to the program's clock, in milliseconds

// speak changes the language of all that is shown.
export function speak(newTag, newWords) {
  tag = newTag;
  words = newWords;
  if (shown) render();
  if (last) side(last);
}

// blank forgets the state.
export function blank() {
  shown = null;
  clearTimeout(timer);
  for (const id of ["word", "held", "sentence", "next", "details", "live"]) $(id).replaceChildren();
  $("held").hidden = true;
  $("answer").dataset.look = "";
  $("answer").dataset.place = "middle";
  $("answer").dataset.kind = "";
  $("shape").firstElementChild.setAttribute("href", "#shape-none");
  $("hold").setAttribute("aria-pressed", "false");
  run(0, 0);
}

// show puts a state in the place of the one before. It returns whether it is
// another one: an answer that is held, or let go, is not.
export function show(state) {
  const fresh = shown?.at !== state.at, told = fresh || state.stale && !shown.stale;
  blank();
  shown = state;
  latest = state.at;
  if (state.left >= 0) {
    ends = performance.now() + state.left;
    timer = setTimeout(blank, state.left + 250); // in case nobody says so
  }
  render();
  run(state.left, state.kind === "answered" || state.kind === "several" ? state.left : 0);
  if (told && state.kind !== "idle") {
    document.body.scrollTop = $("details").scrollTop = 0;
    announce();
  }
  return fresh;
}

export const showing = () => shown?.kind ?? "";

// since is when the state was given that was shown last.
export const since = () => latest;

function render() {
  const panel = shown.panels[tag];
  $("answer").dataset.look = shown.look;
  $("answer").dataset.place = shown.place;
  $("answer").dataset.kind = shown.kind;
  $("shape").firstElementChild.setAttribute("href", "#shape-" + (shown.look || "none"));
  $("word").textContent = panel.word;
  fit();
  $("sentence").textContent = panel.sentence;
  $("next").textContent = panel.next;
  $("held").textContent = words.held;
  $("held").hidden = !shown.held;
  $("hold").setAttribute("aria-pressed", String(shown.held));
  $("details").replaceChildren(...(panel.details ?? []).flatMap(row));
  if ($("details").firstChild) document.querySelector("main").classList.add("detailed");
}

// fit makes a long word smaller, so that it stays on one line and whole.
function fit() {
  const word = $("word"), field = getComputedStyle($("answer"));
  word.style.setProperty("--fit", 1);
  const beside = field.flexDirection === "row" ? parseFloat(field.columnGap) + $("shape").clientWidth : 0;
  const room = $("answer").clientWidth - 2 * parseFloat(field.paddingLeft) - beside;
  word.style.setProperty("--fit", Math.min(1, room / (word.scrollWidth + 1)));
}
addEventListener("resize", () => { if (shown) fit(); });

// row is a label with its value, a heading, or a line without a label.
function row({ label, value, strong }) {
  const cell = (name, text) => {
    const e = document.createElement(name);
    e.textContent = text;
    e.dir = "auto";
    e.classList.toggle("strong", strong);
    e.classList.toggle("whole", !label || !value);
    return e;
  };
  return [...(label ? [cell("dt", label)] : []), ...(value ? [cell("dd", value)] : [])];
}

// announce has a screen reader say the verdict, why, and whose it is, once.
function announce() {
  const { word, sentence, name } = shown.panels[tag];
  $("live").textContent = [word, sentence, name].filter(Boolean).map((s) => s.replace(/[.。]$/, "")).join(". ");
}

// run shows how much of the time is left, without motion for who wants none.
function run(left, whole) {
  const bar = $("left");
  bar.getAnimations().forEach((a) => a.cancel());
  if (left > 0 && whole > 0 && !still.matches) {
    bar.animate([{ transform: "scaleX(1)" }, { transform: "scaleX(0)" }], { duration: left });
  }
}

// side shows what stands beside the answer.
export function side(said) {
  last = said;
  offset = said.now + 1000 * said.zone - performance.now();
  $("status").textContent = said.status[tag];
  $("tally").setAttribute("aria-label", words.counts);
  $("tally").replaceChildren(...said.tally.filter((c) => c.number > 0).reverse().map(counted));
  tick();
}

function counted({ verdict, number }) {
  const item = document.createElement("li");
  item.dataset.look = verdict;
  const count = document.createElement("b");
  count.textContent = number;
  item.append(document.createElement("i"), words.verdicts[verdict], count);
  return item;
}

// tick moves the clock on. It is the program's: the one that it judges by.
export function tick() {
  const time = new Date(performance.now() + offset).toISOString().slice(11, 19);
  if ($("clock").textContent !== time) $("clock").textContent = time;
}

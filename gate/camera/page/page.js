// The page of the gate. It shows what the program says and sends what the camera
// sees; it decides nothing.

import * as answer from "./answer.js";
import * as camera from "./camera.js";
import * as link from "./link.js";
import * as sound from "./sound.js";
import { onKeys } from "./keys.js";

const $ = (id) => document.getElementById(id);

const settings = await link.words();
const languages = settings.languages;
let language = 0;
const words = () => languages[language].words;
sound.set(settings.sound);

let cover = "starting"; // what covers the page, "" if nothing does
let line = "";          // the word that says what the camera does
let help = "";          // the kind of help that is due
let notice = "";        // a word that is said for a moment
let active = performance.now(); // when somebody last came

// Words ---------------------------------------------------------------------

function speak() {
  const w = words(), next = languages[(language + 1) % languages.length];
  document.documentElement.lang = languages[language].tag;
  for (const e of document.querySelectorAll("[data-word]")) e.textContent = w[e.dataset.word];
  $("start").textContent = w.start;
  $("language").firstElementChild.textContent = next.words.name;
  $("language").firstElementChild.lang = next.tag;
  $("language").hidden = languages.length < 2;
  $("language").title = w.language;
  $("cover-line").textContent = w[cover] ?? "";
  $("cover-button").textContent = w.take;
  nameSound();
  sayLines();
  listCameras();
  answer.speak(languages[language].tag, w);
}

function say(word) {
  line = word;
  sayLines();
}

function advise(kind) {
  if (kind !== help) {
    help = kind;
    sayLines();
  }
}

function notify(word, stays = 6000) {
  notice = word;
  sayLines();
  setTimeout(() => { if (notice === word) notify(""); }, stays);
}

function sayLines() {
  $("line").textContent = words()[line] ?? "";
  $("help").textContent = words()[notice] ?? words().help[help] ?? "";
}

function nameSound() {
  const mode = sound.sounding();
  $("sound").firstElementChild.textContent = words()["sound_" + mode];
  $("sound").setAttribute("aria-pressed", String(mode !== "off"));
}

// Cover ---------------------------------------------------------------------

function setCover(name) {
  const fresh = name !== cover;
  cover = name;
  document.body.dataset.cover = name;
  $("cover-line").textContent = words()[name] ?? "";
  $("cover-button").hidden = name !== "taken";
  for (const e of document.querySelectorAll("main, footer")) e.inert = name !== "";
  if (name) forget();
  if (!name) focusAnswer();
  else if (fresh && lastWords.includes(name)) $("cover").focus();
}

function focusAnswer() { $("answer").focus({ preventScroll: true }); }

// lastWords cover the page until somebody does something elsewhere, or takes the gate
// back: who does not see the page has to hear them.
const lastWords = ["stopped", "taken", "no_key"];

function forget() {
  answer.blank();
  advise("");
}

// away blanks the page when another window is in front, for good: what was shown
// does not come back.
function away() {
  if (cover === "") {
    if (answer.showing() !== "" && answer.showing() !== "idle") link.post("clear");
    setCover("away");
  }
}

function back() {
  if (cover !== "away" || document.hidden || !document.hasFocus()) return;
  touched();
  setCover("");
  if (lasting) answer.show(lasting);
}

addEventListener("blur", away);
addEventListener("focus", back);
addEventListener("pointerdown", back);
document.addEventListener("visibilitychange", () => document.hidden ? away() : back());

// Camera --------------------------------------------------------------------

let chosen = ""; // the camera, in memory only

async function startCamera() {
  touched();
  $("start").hidden = true;
  say("starting");
  try {
    const track = await camera.open(chosen);
    chosen = track.getSettings().deviceId ?? chosen;
    track.addEventListener("ended", () => stopCamera("lost"));
    $("torch").hidden = !track.getCapabilities?.().torch;
    $("torch").onclick = () => press($("torch"), (on) => track.applyConstraints({ advanced: [{ torch: on }] }));
    $("guide").hidden = false;
    say("");
    listCameras();
  } catch (e) {
    stopCamera(camera.trouble(e));
  }
}

function stopCamera(why) {
  camera.close();
  say(why);
  advise("");
  $("start").hidden = why === "";
  $("guide").hidden = $("torch").hidden = true;
}

async function listCameras() {
  const all = await camera.cameras().catch(() => []);
  $("choice").hidden = all.length < 2;
  $("camera").replaceChildren(...all.map((d, i) => {
    const label = d.label || `${words().camera} ${i + 1}`;
    return new Option(label, d.deviceId, false, d.deviceId === chosen);
  }));
}

// between is the least time between two frames that are sent, in milliseconds:
// more of them would be no sooner an answer, and cost the picture its smoothness.
const between = 60;

// watch sends one frame after the other, each when the one before is answered.
async function watch() {
  for (let sent = 0;;) {
    await camera.nextFrame();
    if (performance.now() - sent < between) continue;
    const idle = performance.now() - active > settings.idle;
    if (camera.isOpen() && idle) stopCamera("off");
    const seen = cover === "" && camera.isOpen() && await camera.look();
    if (!seen) continue;
    sent = performance.now();
    const response = await link.post(`frame?width=${seen.width}&height=${seen.height}`, seen.grey);
    if (response.status === 200) advise(camera.isOpen() ? (await response.json()).help : "");
    else await new Promise((again) => setTimeout(again, 100));
  }
}

navigator.mediaDevices?.addEventListener("devicechange", listCameras);
$("start").onclick = startCamera;
$("camera").onchange = (e) => { chosen = e.target.value; startCamera(); };

// Files ---------------------------------------------------------------------

async function sendFiles(files) {
  touched();
  if (files.length === 0) return;
  if (files.length > 1) return notify("one_file");
  if (files[0].size > settings.largest) return notify("too_large");
  notify("reading");
  const response = await link.post("file", files[0]);
  notify({ 0: "unread", 413: "too_large" }[response.status] ?? "");
}

async function sendText(text) {
  touched();
  const response = await link.post("typed", text);
  if (response.status === 413) notify("too_large");
}

// takeDrop takes what was let go over the page: a file, or else text.
function takeDrop(data) {
  const text = data.getData("text").trim();
  if (data.files.length > 0) sendFiles(data.files);
  else if (text) sendText(text);
}

$("open").onclick = () => $("file").click();
$("file").onchange = async () => { await sendFiles($("file").files); $("file").value = ""; };
addEventListener("dragover", (e) => { e.preventDefault(); dropping(true); });
addEventListener("dragleave", (e) => { if (!e.relatedTarget) dropping(false); });
addEventListener("drop", (e) => { e.preventDefault(); dropping(false); takeDrop(e.dataTransfer); });

let beforeDrop = "";
function dropping(on) {
  if (document.body.classList.toggle("dropping", on) === on && on && line !== "drop") {
    beforeDrop = line;
    say("drop");
  } else if (!on && line === "drop") {
    say(beforeDrop);
  }
}

// Controls ------------------------------------------------------------------

function touched() { active = performance.now(); }

function acted() {
  touched();
  sound.unlock();
}

// press turns a button that stays pressed.
function press(button, act) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  act(on);
}

const commands = {
  Escape() {
    link.post(`clear?at=${answer.since()}`); // an answer that is on its way is another's
    if (answer.showing() !== "not_ready") answer.blank();
  },
  " "() { link.post("hold"); },
  h() { commands[" "](); },
  l() { language = (language + 1) % languages.length; speak(); },
  s() { sound.turn(); nameSound(); },
  q() { notify("leave"); },
};
$("clear").onclick = commands.Escape;
$("hold").onclick = commands[" "];
$("language").onclick = commands.l;
$("sound").onclick = commands.s;
$("mirror").onclick = () => press($("mirror"), (on) => $("video").classList.toggle("mirrored", on));
$("video").classList.add("mirrored");

let warned = false; // of a scanner that sends no end
function scanned(text, ended) {
  if (cover !== "") return;
  sendText(text);
  if (!ended && !warned) {
    warned = true;
    notify("no_end", 30_000);
  }
}

// endedLate: the scanner does send an end, which was held up.
function endedLate() {
  warned = false;
  if (notice === "no_end") notify("");
}

onKeys(commands, scanned, endedLate, () => !["", "idle", "not_ready"].includes(answer.showing()));
addEventListener("keydown", acted);
addEventListener("pointerdown", acted);
// Whoever clicked has the keyboard's keys back at once.
addEventListener("click", (e) => { if (e.detail > 0 && e.target.closest("button")) focusAnswer(); });

// The program ---------------------------------------------------------------

let lasting = null; // a state that stays: nothing may be judged

function hear(said) {
  answer.side(said);
  if (said.greeting) begin();
  if (!said.state) return;
  lasting = ["idle", "not_ready"].includes(said.state.kind) ? said.state : null;
  if (cover !== "") return;
  if (said.state.kind !== "idle") touched();
  if (said.state.kind !== "idle" && said.state.kind !== "waiting") advise("");
  if (!answer.show(said.state)) return;
  if (said.state.kind === "answered") sound.play(said.state.look);
  if (document.activeElement.closest("button, select")) focusAnswer(); // lest the next code press that
}

// begin is when the program has given the gate to this page.
function begin() {
  setCover("away");
  back();
  startCamera();
}

// serve listens as long as this page has the gate. A machine that slept has lost
// the program for a moment only; where another program is, ours has ended.
async function serve() {
  for (;;) {
    const end = await link.listen(hear);
    stopCamera("");
    setCover(end === "stranger" ? "stopped" : end);
    if (end !== "stopped") return;
    do await new Promise((again) => setTimeout(again, 1000)); while (document.hidden);
  }
}

$("cover-button").onclick = serve;

speak();
setInterval(answer.tick, 200);
const barred = await link.enter();
if (barred) {
  setCover(barred);
} else {
  serve();
  watch();
}

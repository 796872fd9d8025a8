// The keyboard: keys of the page, scanners that type, and what is pasted. What Enter or
// Tab ends, or what is longer than one character, is a scan, also if nothing is left of
// it. A key is one character that nothing ends and nothing comes near. Otherwise a
// visitor's code could press the page's keys, or leave the answer of the visitor before.

const silence = 150; // milliseconds that end a scan
const slack = 30;    // of a timer, in milliseconds: so long was this page held up
const longest = 100_000; // characters of one
const lateEnd = 2000;    // milliseconds from a scan without an end to one that comes alone

let typed = "", timer = 0;
let last = -Infinity;      // when a key was pressed last
let alone = false;         // silence was before what is typed
let ended = false;         // a scan's end was typed, and nothing since
let unended = -Infinity;   // when the last scan was over, if that had no end
const taken = new Set();   // keys that are down

// onKeys calls one of the commands by its key, or scan with a text, and whether something
// ended it as scanners should, or late if that comes later. busy tells whether there is an answer: then Enter and Tab are no visitor's to use
// the page's controls with.
export function onKeys(commands, scan, late, busy) {
  const take = () => {
    clearTimeout(timer);
    const text = typed;
    typed = "";
    return text.slice(0, longest);
  };
  const finish = () => {
    const text = take(), characters = [...text];
    unended = -Infinity;
    if (characters.length === 1 && alone) {
      commands[text.toLowerCase()]?.();
    } else if (text) {
      unended = last;
      scan(text, characters.length === 1);
    }
  };
  // end is Enter or Tab; it may be of several keys.
  const end = (e, quiet) => {
    if (typed === "" && quiet && !busy() && controls(e)) return; // of somebody who uses no mouse
    e.preventDefault();
    if (e.repeat || typed === "" && ended && !quiet) return;
    if (typed === "" && quiet && e.timeStamp - unended < lateEnd) late();
    else scan(take(), true);
    [ended, unended] = [true, -Infinity];
  };
  const press = (e) => {
    if (e.isComposing || named(e)) return;
    const quiet = e.timeStamp - last > silence;
    last = e.timeStamp;
    if (quiet) ended = false;
    if (quiet && typed !== "") finish();
    if (e.key === "Enter" || e.key === "Tab") return end(e, quiet);
    if (shortcut(e)) { // or a control character of a code
      if (typed !== "") e.preventDefault();
      alone = false;
      return;
    }
    if (e.key === "Escape") {
      alone = false;
      return typed === "" ? commands.Escape() : undefined;
    }
    if (e.repeat || typed === "" && quiet && !busy() && e.key === " " && controls(e)) return;
    e.preventDefault(); // such as searching the page
    if (typed === "") alone = quiet;
    ended = false;
    if (typed.length <= longest) typed += e.key;
    clearTimeout(timer);
    timer = setTimeout(waited, silence, performance.now() + silence);
  };
  // A key that is taken presses no button either, as some browsers do when it is let go.
  addEventListener("keydown", (e) => {
    press(e);
    if (e.defaultPrevented) taken.add(e.key);
    else taken.delete(e.key);
  });
  addEventListener("keypress", (e) => { if (taken.has(e.key)) e.preventDefault(); });
  addEventListener("keyup", (e) => { if (taken.delete(e.key)) e.preventDefault(); });
  // waited ends a scan after a silence. A page that was held up, as by a picture, may have
  // keys to come that were pressed in time: it waits once more.
  const waited = (due) => {
    if (performance.now() - due <= slack) return finish();
    timer = setTimeout(finish, silence);
  };
  // named tells keys that type nothing and end nothing, such as Shift.
  const named = (e) => e.key.length !== 1 && !["Enter", "Tab", "Escape"].includes(e.key);
  const shortcut = (e) => (e.ctrlKey || e.altKey || e.metaKey) && !e.getModifierState("AltGraph");
  // controls tells a key that works the control which has the focus, or goes on to the next.
  const controls = (e) => e.key === "Tab" || e.target.closest("select, button");
  addEventListener("paste", (e) => {
    unended = e.timeStamp;
    scan(e.clipboardData.getData("text").trim(), true);
  });
}

// The keyboard: keys of the page, scanners that type, and what is pasted. A key
// means something only if it comes alone: what comes quickly is a scan.

const silence = 150; // milliseconds that end a scan
const late = 30;     // of a timer, in milliseconds: so long was this page held up
const shortest = 16; // characters of one
const longest = 100_000;

let typed = "", last = 0, timer = 0;

// onKeys calls one of the commands by its key, or scan with a text.
export function onKeys(commands, scan) {
  const finish = () => {
    clearTimeout(timer);
    const text = typed;
    typed = "";
    if (text.length >= shortest) scan(text.slice(0, longest));
    else if (text.length === 1) commands[text.toLowerCase()]?.();
  };
  addEventListener("keydown", (e) => {
    if (e.isComposing || (e.ctrlKey || e.altKey || e.metaKey) && !e.getModifierState("AltGraph")) return;
    if (e.key === "Escape") return commands.Escape();
    if (e.timeStamp - last > silence && typed !== "") finish();
    if (e.key === "Enter" || e.key === "Tab") {
      if (typed.length < shortest) return;
      e.preventDefault(); // of a scanner, and no press of a button
      return finish();
    }
    if (e.key.length !== 1 || e.repeat || typed === "" && controls(e)) return;
    e.preventDefault(); // such as searching the page
    if (typed.length <= longest) typed += e.key;
    last = e.timeStamp;
    clearTimeout(timer);
    timer = setTimeout(ended, silence, performance.now() + silence);
  });
  // ended ends a scan after a silence. A page that was held up, as by a picture, may have
  // keys to come that were pressed in time: it waits once more.
  const ended = (due) => {
    if (performance.now() - due <= late) return finish();
    timer = setTimeout(finish, silence);
  };
  // controls tells a key that works the control which has the focus.
  const controls = (e) => e.target.closest("select") || e.key === " " && e.target.closest("button");
  addEventListener("paste", (e) => {
    const text = e.clipboardData.getData("text").trim();
    if (text) scan(text);
  });
}

// Sound, off unless somebody asks for it: either one for all verdicts, or a
// pattern for each. A pattern is a row of tones: hertz, milliseconds.

const patterns = {
  valid: [[660, 110], [990, 170]],
  insufficient: [[520, 130], [0, 60], [520, 130]],
  review: [[520, 110], [0, 50], [520, 110], [0, 50], [520, 110]],
  invalid: [[220, 420], [0, 70], [180, 520]],
  specimen: [[440, 110], [330, 330]],
  unreadable: [[300, 130]],
  not_ready: [],
};
const same = [[620, 160]];

export const modes = ["off", "each", "same"];
let mode = "off", audio = null;

// set chooses the mode to begin with.
export function set(first) { mode = first; }

// turn goes on to the next mode.
export function turn() {
  mode = modes[(modes.indexOf(mode) + 1) % modes.length];
  unlock();
  return mode;
}

// unlock is to be called at keys and clicks, as browsers allow no sound before one.
export function unlock() {
  if (mode === "off") {
    audio?.suspend();
  } else {
    audio ??= new AudioContext();
    audio.resume();
  }
}

export const sounding = () => mode;

export function play(verdict) {
  if (mode === "off" || !audio) return;
  let at = audio.currentTime + 0.01;
  for (const [hertz, ms] of mode === "same" ? same : patterns[verdict] ?? []) {
    if (hertz) tone(hertz, at, ms / 1000);
    at += ms / 1000;
  }
}

function tone(hertz, at, seconds) {
  const source = audio.createOscillator(), volume = audio.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.35, at + 0.01);
  volume.gain.setValueAtTime(0.35, at + seconds - 0.02);
  volume.gain.linearRampToValueAtTime(0, at + seconds);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + seconds);
}

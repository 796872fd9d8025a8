// The camera: its picture, and its brightness frame by frame.

const video = document.getElementById("video");

// More pixels than this a side tell nothing more of a code held before the
// camera, and take longer to search.
const mostWidth = 1920, mostHeight = 1080;

let buffer = new Uint8Array(0); // of one frame, used again and again
let canvas = null;              // where a frame's brightness has to be made

// open switches a camera on, the one named or any. It throws what the browser
// throws.
export async function open(deviceId) {
  close();
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {
      width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 },
      ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: "environment" } }),
    },
  });
  video.srcObject = stream;
  await video.play();
  return stream.getVideoTracks()[0];
}

export function close() {
  video.srcObject?.getTracks().forEach((t) => t.stop());
  video.srcObject = null;
  buffer.fill(0);
  canvas = null;
}

export const isOpen = () => video.srcObject !== null;

// cameras lists those there are. Their names are known once one may be used.
export async function cameras() {
  return (await navigator.mediaDevices.enumerateDevices()).filter((d) => d.kind === "videoinput");
}

// nextFrame waits for a picture not seen before.
export function nextFrame() {
  if (!video.requestVideoFrameCallback) return new Promise((resolve) => setTimeout(resolve, 30));
  return new Promise((resolve) => {
    const waiting = video.requestVideoFrameCallback(() => { clearTimeout(late); resolve(); });
    const late = setTimeout(() => { video.cancelVideoFrameCallback(waiting); resolve(); }, 500); // of a camera that stands still
  });
}

// look returns the brightness of what the camera sees now, one byte a pixel, or
// null if it sees nothing yet.
export async function look() {
  if (video.readyState < 2 || !video.videoWidth) return null;
  return await plane() ?? drawn();
}

// plane is what cameras themselves tell: brightness first, and then colour. It is
// null where the browser has it in another form.
async function plane() {
  if (typeof VideoFrame === "undefined" || video.videoWidth > mostWidth || video.videoHeight > mostHeight) return null;
  const frame = new VideoFrame(video);
  try {
    const { width, height } = frame.visibleRect;
    if (!/^(I4|NV)/.test(frame.format ?? "")) return null;
    room(frame.allocationSize());
    const [first] = await frame.copyTo(buffer);
    return first.offset === 0 && first.stride === width ? { width, height, grey: buffer.subarray(0, width * height) } : null;
  } catch {
    return null;
  } finally {
    frame.close();
  }
}

// drawn makes brightness from colours, with the weights of ITU-R BT.601.
function drawn() {
  const scale = Math.min(1, mostWidth / video.videoWidth, mostHeight / video.videoHeight);
  const width = Math.round(video.videoWidth * scale), height = Math.round(video.videoHeight * scale);
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
  context.drawImage(video, 0, 0, width, height);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  room(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const p = pixels[i]; // red lowest, on every machine there is
    buffer[i] = ((p & 255) * 306 + (p >>> 8 & 255) * 601 + (p >>> 16 & 255) * 117) >>> 10;
  }
  return { width, height, grey: buffer.subarray(0, width * height) };
}

function room(size) {
  if (buffer.length < size) buffer = new Uint8Array(size);
}

// trouble names what keeps a camera from being used, as the words have it.
export function trouble(error) {
  switch (error.name) {
    case "NotAllowedError": case "SecurityError": return "refused";
    case "NotReadableError": case "AbortError": return "busy";
  }
  return "missing";
}

// A new picture is shown before it is sent, and cut to the square that the
// person chooses. What cannot be read here goes to the server as it is.
const SIDE = 1024;

let picture = null; // {bitmap, name, type, x, y, zoom}: the middle, in its pixels
let pending = Promise.resolve();

const crop = () => document.querySelector(".crop");
const input = () => document.getElementById(crop().dataset.for);
const canvas = () => crop().querySelector("canvas");
const slider = () => crop().querySelector(".range");

/** The side of the square that is shown, in the picture's pixels. */
const shown = () => Math.min(picture.bitmap.width, picture.bitmap.height) / picture.zoom;

async function open(file) {
  close();
  if (!file) return;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap || input().files[0] !== file) return;
  picture = { bitmap, name: file.name, type: file.type, x: bitmap.width / 2, y: bitmap.height / 2, zoom: 1 };
  slider().value = 100;
  crop().hidden = false;
  move(0, 0);
  keep();
}

function close() {
  picture?.bitmap.close();
  picture = null;
  crop().hidden = true;
}

/** Moves the middle, keeping the square inside the picture, and draws. */
function move(x, y) {
  const { bitmap } = picture;
  const half = shown() / 2;
  const clamp = (value, size) => Math.min(Math.max(value, half), size - half);
  picture.x = clamp(picture.x + x, bitmap.width);
  picture.y = clamp(picture.y + y, bitmap.height);
  draw(canvas());
}

function draw(target) {
  const side = shown();
  const context = target.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.clearRect(0, 0, target.width, target.height);
  context.drawImage(picture.bitmap, picture.x - side / 2, picture.y - side / 2, side, side, 0, 0, target.width, target.height);
}

function zoom(value) {
  slider().value = value;
  picture.zoom = slider().value / 100;
  move(0, 0);
}

/** Puts what is in the frame into the file field. */
function keep() {
  const { name, type } = picture;
  const side = Math.max(1, Math.min(SIDE, Math.round(shown())));
  const target = Object.assign(document.createElement("canvas"), { width: side, height: side });
  draw(target);
  // Only these keep what is transparent.
  const [kind, ending] = type === "image/jpeg" ? ["image/jpeg", "jpg"] : ["image/png", "png"];
  pending = new Promise((done) => target.toBlob(done, kind, 0.92)).then((blob) => {
    if (!blob || !picture) return;
    const files = new DataTransfer();
    files.items.add(new File([blob], `${name.replace(/\.[^.]*$/, "")}.${ending}`, { type: kind }));
    input().files = files.files;
  });
}

function setUp() {
  const view = crop() && canvas();
  if (!view) return;
  let last = null;
  const scale = () => shown() / view.getBoundingClientRect().width;
  input().addEventListener("change", () => open(input().files[0]));
  view.addEventListener("pointerdown", (event) => {
    if (!picture) return;
    last = event;
    view.setPointerCapture(event.pointerId);
  });
  view.addEventListener("pointermove", (event) => {
    if (!last || !picture) return;
    move((last.clientX - event.clientX) * scale(), (last.clientY - event.clientY) * scale());
    last = event;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    view.addEventListener(end, () => {
      if (last && picture) keep();
      last = null;
    });
  }
  view.addEventListener("wheel", (event) => {
    if (!picture) return;
    event.preventDefault();
    zoom(Number(slider().value) - Math.sign(event.deltaY) * 10);
    keep();
  }, { passive: false });
  view.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (!picture) return;
    if (step) move(...step.map((part) => (part * shown()) / 20));
    else if (event.key === "+" || event.key === "-") zoom(Number(slider().value) + (event.key === "+" ? 10 : -10));
    else return;
    event.preventDefault();
    keep();
  });
  slider().addEventListener("input", () => zoom(slider().value));
  slider().addEventListener("change", keep);
  crop().querySelector("button").addEventListener("click", () => {
    close();
    input().value = "";
    input().focus();
  });
  // Sent only when the frame's content has arrived in the field.
  input().form.addEventListener("submit", (event) => {
    if (!picture) return;
    event.preventDefault();
    event.stopPropagation();
    const form = event.target;
    const button = event.submitter;
    const submit = () => {
      close();
      form.requestSubmit(button);
    };
    // Not while this event is still under way: that would be passed over.
    pending.then(() => setTimeout(submit));
  });
  if (input().files[0]) open(input().files[0]);
}

setUp();
document.addEventListener("page:replaced", setUp);

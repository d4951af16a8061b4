// Shows one slide after the other. Keys: arrows, Space, Page up and down, Home, End; O all slides; S the speaker's window; F full screen;
// B a black screen, as a presenter's remote control has it.
//
// The speaker's window is this same page, opened with ?speaker; arrows up and down move its notes. The two tell each other their slide with
// messages, which works without a server too, where a page is a file.

import { afterKey, afterSwipe, clock, fromHash, fromMessage, toHash, zoom } from "./places.js";

const body = document.body;
const slides = [...document.querySelectorAll(".slide")];
const said = document.querySelector(".said");
const bar = document.querySelector(".bar");
const speaks = new URLSearchParams(location.search).has("speaker");
let now = fromHash(location.hash, slides.length);
let other = speaks ? window.opener : null;

function show(place, told = false) {
  now = place;
  blank(false, true);
  slides.forEach((slide, number) => {
    slide.classList.toggle("now", number === now);
    slide.classList.toggle("next", speaks && number === now + 1);
    slide.toggleAttribute("inert", !speaks && number !== now && !body.classList.contains("overview"));
  });
  bar.style.width = `${(100 * (now + 1)) / slides.length}%`;
  history.replaceState(null, "", toHash(now));
  document.title = `${now + 1} of ${slides.length} · ${body.dataset.title}`;
  if (speaks) showNotes();
  if (body.classList.contains("overview")) slides[now].scrollIntoView({ block: "nearest" });
  if (!told) other?.postMessage({ slide: now }, "*");
}

function resize() {
  document.documentElement.style.setProperty("--zoom", zoom(innerWidth, innerHeight));
}

// Black on the projector; the speaker's window says so. Any key ends it.
function blank(on, told = false) {
  body.classList.toggle("blank", on);
  if (!told) other?.postMessage({ blank: on }, "*");
}

function overview(on) {
  body.classList.toggle("overview", on);
  body.classList.toggle("one-at-a-time", !on);
  show(now);
}

// --- the speaker's window ---------------------------------------------------------------------------------------------------

function openSpeaker() {
  other = window.open(`${location.pathname}?speaker${toHash(now)}`, "layerwise-speaker", "width=1200,height=900");
}

function showNotes() {
  said.innerHTML = slides[now].querySelector(".notes").innerHTML;
  said.scrollTop = 0;
}

function startClock() {
  const started = Date.now();
  const face = document.querySelector(".clock");
  const tick = () => {
    const hour = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    face.textContent = `${hour} · ${clock(Date.now() - started)} since you began`;
    other?.postMessage({ speaks: true }, "*");
  };
  tick();
  setInterval(tick, 1000);
}

// --- what people do ---------------------------------------------------------------------------------------------------------

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  if (key === "s" && !speaks) openSpeaker();
  else if (speaks && (key === "arrowdown" || key === "arrowup")) said.scrollBy(0, key === "arrowdown" ? 80 : -80);
  else if (key === "b" || key === ".") blank(!body.classList.contains("blank"));
  else if (key === "f") document.documentElement.requestFullscreen?.();
  else if (key === "o" && !speaks) overview(!body.classList.contains("overview"));
  else if (body.classList.contains("overview") && (key === "escape" || key === "enter")) overview(false);
  else {
    const place = afterKey(event, now, slides.length);
    if (place === now && !body.classList.contains("blank")) return;
    show(place);
  }
  event.preventDefault();
}

function listen() {
  let start = null;
  addEventListener("keydown", onKey);
  addEventListener("resize", resize);
  addEventListener("hashchange", () => show(fromHash(location.hash, slides.length)));
  addEventListener("message", (event) => {
    // Loaded again, the slides know nothing of the window that they opened, until it speaks up.
    if (!speaks && (!other || other.closed)) other = event.source;
    const place = fromMessage(event.data, slides.length);
    if (event.source !== other) return;
    if (place !== null) show(place, true);
    else if (typeof event.data?.blank === "boolean") blank(event.data.blank, true);
  });
  addEventListener("pointerdown", ({ clientX: x, clientY: y, pointerType }) => {
    start = pointerType === "touch" ? { x, y } : null;
  });
  addEventListener("pointerup", ({ clientX: x, clientY: y }) => {
    if (start) show(afterSwipe(start, { x, y }, now, slides.length));
    start = null;
  });
  slides.forEach((slide, number) => {
    slide.addEventListener("click", () => {
      if (!body.classList.contains("overview")) return;
      now = number;
      overview(false);
    });
  });
}

body.classList.add(speaks ? "speaking" : "one-at-a-time");
if (speaks) startClock();
resize();
listen();
show(now, speaks);

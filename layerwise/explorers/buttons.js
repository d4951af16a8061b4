// The buttons of an explorer: those that add to numbers, the play buttons among them, and the one that goes back to the start.

import { html } from "../ground/browser/elements.js";
import { within } from "./arithmetic.js";

// `controls` are those of the plan. `values()` are what the controls stand at, `state()` is what the picture shows, which may be of a moment
// ago, and `change({ name: value })` moves controls. Returns { part, stop }: a part of the page, and a function that stops what plays.
// Where motion is unwelcome nothing plays: such a button shows at once what playing would end with.
export function buttonsFor(controls, { values, state, change }) {
  const valued = controls.filter(({ kind }) => kind !== "button");
  const limits = Object.fromEntries(valued.map((control) => [control.name, control]));
  const isUpToDate = () => valued.every(({ name }) => state()[name] === values()[name]);

  // The numbers after a button has added to them once, as far as their ranges go; an amount may stand in the state, by its name.
  const amountOf = (adds) => (typeof adds === "string" ? state()[adds] : adds);
  const after = (adds) => mapped(adds, (amount, name) => within(values()[name] + amountOf(amount), limits[name].low, limits[name].high));

  const beginning = (adds) => mapped(adds, (amount, name) => (amount < 0 ? limits[name].high : limits[name].low));
  const ending = (adds) => mapped(adds, (amount, name) => (amount < 0 ? limits[name].low : limits[name].high));

  const players = [];
  const made = controls
    .filter(({ kind }) => kind === "button")
    .map(({ label, adds, repeats, every, until }) => {
      const button = html("button", { type: "button" }, label);
      const hasEnded = () => until && state()[until]; // though the numbers could go on
      if (repeats) {
        const isOver = () => hasEnded() || Object.entries(after(adds)).every(([name, value]) => value === values()[name]);
        const player = playing(button, label, every, {
          isOver,
          isUpToDate,
          goOn: () => change(after(adds)),
          finish: () => change(ending(adds)),
          begin: () => change(beginning(adds)),
        });
        players.push(player);
        button.addEventListener("click", player.press);
      } else {
        const asks = Object.values(adds).some((amount) => typeof amount === "string"); // then an answer that is still on its way counts
        button.addEventListener("click", () => (!asks || isUpToDate()) && !hasEnded() && change(after(adds)));
      }
      return button;
    });

  const stop = () => {
    for (const player of players) player.stop();
  };
  const again = html("button", { type: "button" }, "Back to the start");
  again.addEventListener("click", () => {
    stop();
    change(Object.fromEntries(valued.map(({ name, start }) => [name, start])));
  });
  return { part: html("div", { class: "buttons" }, ...made, again), stop };
}

const mapped = (object, of) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, of(value, name)]));

// A button that goes on by itself, every so many seconds, until it is pressed again or all is over; pressed then, it begins again.
function playing(button, label, every, { isOver, isUpToDate, goOn, finish, begin }) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let timer = null;
  const play = (on) => {
    clearInterval(timer);
    timer = on ? setInterval(tick, 1000 * every) : null;
    button.classList.toggle("plays", on);
    button.textContent = on ? "Pause" : label;
  };
  const tick = () => {
    if (!isUpToDate()) return; // the kernel is still busy with the last one
    if (isOver()) play(false);
    else goOn();
  };
  return {
    stop: () => play(false),
    press() {
      if (timer === null && still.matches) return isOver() ? begin() : finish();
      const on = timer === null;
      play(on);
      if (on && isOver()) begin();
      else if (on) tick();
    },
  };
}

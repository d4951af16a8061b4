// The page as it is drawn. Every text goes in as text, and nothing of what came from outside is ever taken for HTML.

import { html } from "../../../ground/browser/elements.js";
import { notYet } from "./state.js";
import { called, counted, inFull, letter, most, NOTHING, pieces, since, VERDICTS } from "./words.js";

const FEWEST_ROWS = 5;

export const at = (id) => document.getElementById(id);

// Put a text there, unless it is there: what is written anew a screen reader may read out again.
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// A text whose code stands between backquotes.
export function writeProse(node, text) {
  node.replaceChildren(...pieces(text).map(([piece, isCode]) => (isCode ? html("code", {}, piece) : piece)));
}

// The name of a function, which may go on in the next line behind each of its underscores.
function writeName(node, name) {
  if (node.textContent === name) return;
  node.replaceChildren(...name.split(/(?<=_)/).flatMap((part) => [part, html("wbr")]));
}

// Make the children of a node those of a list, with what is there already: the focus stays where it is.
function fill(node, items, make, update) {
  while (node.children.length > items.length) node.lastElementChild.remove();
  while (node.children.length < items.length) node.append(make());
  items.forEach((item, place) => {
    update(node.children[place], item, place);
  });
}

export function drawExercises(table, exercises, largest, total) {
  const make = () => {
    const bar = html("td", { class: "bar", "aria-hidden": "true" }, html("div", {}, html("div")));
    const numbers = ["passed", "not yet", "here"].map(() => html("td", { class: "number" }));
    return html("tr", {}, html("td", { class: "letter" }), html("th", { scope: "row" }, html("code")), bar, ...numbers);
  };
  fill(table.tBodies[0], exercises, make, (row, exercise, place) => {
    const [mark, name, bar, passed, open, here] = row.children;
    write(mark, letter(place));
    writeName(name.firstElementChild, exercise.name);
    bar.firstElementChild.firstElementChild.style.width = `${total ? (100 * exercise.passed) / total : 0}%`;
    write(passed, `${exercise.passed}`);
    write(open, `${notYet(exercise)}`);
    write(here, exercise.here ? `${exercise.name === largest ? "▶ " : ""}${exercise.here}` : "");
    row.classList.toggle("most", exercise.name === largest);
  });
}

export function drawMost(node, found, total) {
  writeProse(node, found ? most(found, total) : "");
}

export function drawMistakes(list, mistakes) {
  const make = () => html("li", {}, html("strong"), " ", html("code"), " ", html("span"));
  fill(list, mistakes, make, (item, { count, exercise, words }) => {
    const [times, where, what] = item.children;
    write(times, `${count} ×`);
    write(where, exercise);
    writeProse(what, words);
  });
}

export function drawHands(list, hands, byId, named, canAnswer) {
  const make = () => html("li", {}, html("bdi"), " ", html("span", { class: "quiet" }), " ", html("button", { type: "button" }, "Done"));
  fill(list, hands, make, (item, { id, minutes }) => {
    const [who, when, done] = item.children;
    const name = inFull(byId.get(id), named);
    write(who, name);
    write(when, since(minutes));
    done.dataset.answer = id;
    done.hidden = !canAnswer;
    done.setAttribute("aria-label", `Done: the hand of ${name} has been answered`);
  });
}

export function drawPeople(table, people, exercises, named, live) {
  // As many columns of this width stand side by side as there is room for, each with some rows: over fewer, browsers set no heading.
  table.parentElement.style.setProperty("--width", `${(named ? 7.6 : 3.2) + 1.6 * exercises.length}em`);
  table.parentElement.style.setProperty("--count", `${Math.max(1, Math.floor(people.length / FEWEST_ROWS))}`);
  const head = [html("th", { scope: "col" }, named ? "Name" : "No."), ...exercises.map(columnHead)];
  const row = table.tHead.rows[0] ?? table.tHead.appendChild(html("tr"));
  const heading = JSON.stringify([named, exercises.map(({ name }) => name)]);
  if (row.dataset.heading !== heading) {
    row.replaceChildren(...head);
    row.dataset.heading = heading;
    table.tBodies[0].replaceChildren();
  }
  const make = () => {
    const button = html("button", { type: "button", class: "who" }, html("bdi"), html("span", { class: "flags" }));
    return html("tr", {}, html("th", { scope: "row" }, button), ...exercises.map(() => html("td", {}, html("span"))));
  };
  fill(table.tBodies[0], people, make, (line, person) => {
    const button = line.cells[0].firstElementChild;
    const [name, flags] = button.children;
    write(name, called(person, named));
    const away = live && person.quiet > 0;
    write(flags, `${person.hand ? "⚑" : ""}${away ? `${person.quiet}′` : ""}`);
    button.dataset.person = person.id;
    const more = `${person.hand ? ", hand raised" : ""}${away ? `, not heard for ${counted(person.quiet, "minute", "minutes")}` : ""}`;
    button.setAttribute("aria-label", `${inFull(person, named)}${more}`);
    line.classList.toggle("away", away);
    exercises.forEach((exercise, place) => {
      drawMark(line.cells[place + 1], person.marks[exercise.name], person.last === exercise.name);
    });
  });
}

function columnHead({ name }, place) {
  return html(
    "th",
    { scope: "col", title: name },
    html("span", { "aria-hidden": "true" }, letter(place)),
    html("span", { class: "for-screen-readers" }, name),
  );
}

function drawMark(cell, verdict, isLast) {
  const { sign, words } = VERDICTS[verdict] ?? NOTHING;
  const [shown] = cell.children;
  write(shown, sign);
  shown.setAttribute("role", "img");
  shown.setAttribute("aria-label", `${words}${isLast ? ", checked last" : ""}`);
  cell.className = `${verdict ? verdict.replace(" ", "-") : "nothing"}${isLast ? " last" : ""}`;
}

export function drawLegend(node, live) {
  const signs = Object.values(VERDICTS).map(({ sign, words }) => `${sign} ${words}`);
  write(node, [...signs, "▢ checked last", ...(live ? ["⚑ hand raised", "2′ not heard for 2 min"] : [])].join("   "));
}

export function drawLessons(select, lessons) {
  const options = [
    ["class", "where the class is"],
    ...lessons.map(({ number, title }) => [number, `${number} ${title}`]),
    ["all", "all that was checked"],
  ];
  if (select.options.length !== options.length) {
    select.replaceChildren(...options.map(([value, words]) => html("option", { value }, words)));
  }
}

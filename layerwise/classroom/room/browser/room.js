// The page of a class: it keeps what it was told, draws it, and hands on what the instructor does.

import {
  at,
  drawExercises,
  drawHands,
  drawLegend,
  drawLessons,
  drawMistakes,
  drawMost,
  drawPeople,
  write,
  writeProse,
} from "./drawn_room.js";
import { act, askForSummary, forgetSecret, listen, takeSecret } from "./feed.js";
import { after, empty, shownExercises } from "./state.js";
import { heading, inFull, whereabouts } from "./words.js";

const TOLD_FOR = 10_000;

let state = empty();
// Names are hidden at first, whoever looks on, and this is not remembered.
let named = false;
let secret = "";
let looked = null; // at whom the dialog looks
let knownHands = new Set();
let toldUntil = 0;
let joining = true; // shown until somebody is there, and then when it is asked for

function draw() {
  const { people, mistakes, hands, away, entrance, live, lessons } = state;
  drawLessons(at("lesson"), lessons);
  const exercises = shownExercises(state, at("lesson").value || "class");
  const byId = new Map(people.map((person) => [person.id, person]));
  write(at("count"), heading(people.length, away));
  drawExercises(at("exercises"), exercises, state.most?.exercise, people.length);
  drawMost(at("most"), state.most, people.length - away);
  at("mistakes-panel").hidden = !live; // what learners hand in tells of none
  drawMistakes(at("mistakes"), mistakes);
  at("no-mistakes").hidden = mistakes.length > 0;
  drawHands(at("hands"), hands, byId, named, live);
  at("no-hands").hidden = hands.length > 0;
  at("hands-panel").hidden = !live;
  tellNewHands(hands, byId);
  drawPeople(at("people"), people, exercises, named, live);
  drawLegend(at("legend"), live);
  at("live").hidden = !live;
  write(at("names"), named ? "Hide names (H)" : "Show names (H)");
  drawEntrance(entrance);
  drawPerson(byId);
}

// For a screen reader: only who is new, and not the whole list.
function tellNewHands(hands, byId) {
  const fresh = hands.filter(({ id }) => !knownHands.has(id)).map(({ id }) => inFull(byId.get(id), named));
  knownHands = new Set(hands.map(({ id }) => id));
  if (fresh.length) write(at("new-hands"), `Raised: ${fresh.join(", ")}. In all: ${hands.length}.`);
}

function drawEntrance(entrance) {
  at("join").setAttribute("aria-expanded", `${joining}`);
  at("entrance").hidden = !(entrance && joining);
  if (!entrance) return;
  write(at("entrance").querySelector("pre"), `from layerwise import workbook\n${entrance.call}`);
  write(at("door"), entrance.open ? "Close door" : "Open door");
}

function drawPerson(byId) {
  const dialog = at("person");
  if (!dialog.open) return;
  const person = byId.get(looked);
  if (!person) {
    dialog.close();
    return;
  }
  write(at("person-name"), inFull(person, named));
  writeProse(at("person-where"), whereabouts(person));
  writeProse(at("person-mistake"), person.says);
  at("remove").hidden = !state.live;
}

function toggleNames() {
  named = !named;
  draw();
}

// Say what came of what the instructor has done. The news that come in meanwhile leave it there for a while.
function tell(words) {
  write(at("state"), words);
  toldUntil = Date.now() + TOLD_FOR;
}

async function doOrTell(what, content) {
  if (!(await act(secret, what, content))) tell("That could not be done: the class cannot be reached.");
}

async function saveSummary() {
  const { text, says } = await askForSummary(secret);
  if (text === undefined) {
    tell(says);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.download = "class-summary.md";
  link.click();
  URL.revokeObjectURL(link.href);
}

function attend() {
  document.addEventListener("keydown", ({ key, target, ctrlKey, altKey, metaKey }) => {
    if (key.toLowerCase() === "h" && !ctrlKey && !altKey && !metaKey && !target.matches("select")) toggleNames();
  });
  at("names").addEventListener("click", toggleNames);
  at("join").addEventListener("click", () => {
    joining = !joining;
    draw();
  });
  at("lesson").addEventListener("change", draw);
  at("door").addEventListener("click", () => doOrTell("door", { open: !state.entrance.open }));
  at("summary").addEventListener("click", saveSummary);
  at("end").addEventListener("click", () => at("ending").showModal());
  at("ending").addEventListener("close", ({ target }) => {
    if (target.returnValue === "end") doOrTell("end");
    target.returnValue = "";
  });
  at("hands").addEventListener("click", ({ target }) => {
    if (target.dataset.answer) doOrTell("answer", { id: target.dataset.answer });
  });
  at("people").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    looked = button.dataset.person;
    at("person").showModal();
    draw();
  });
  at("person").addEventListener("close", ({ target }) => {
    if (target.returnValue === "remove") doOrTell("remove", { id: looked });
    target.returnValue = "";
  });
}

const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function end(words) {
  forgetSecret();
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  state = { ...empty(), lessons: state.lessons, exercises: state.exercises.map(emptied) };
  draw();
  document.body.classList.add("over");
  write(at("state"), words);
}

const emptied = ({ name, lesson }) => ({ name, lesson, here: 0, passed: 0, wrong: 0, error: 0, "timed out": 0, begun: 0 });

attend();
const given = at("picture");
if (given) {
  state = after(empty(), JSON.parse(given.textContent));
  draw();
} else {
  secret = takeSecret();
  let lost = "";
  let begun = false;
  listen(secret, {
    hear(update, first) {
      if (update.ended) {
        end("The class has ended, and all that was sent is deleted.");
        return;
      }
      if (lost || Date.now() > toldUntil) write(at("state"), "");
      lost = "";
      document.body.classList.remove("lost");
      state = after(first ? empty() : state, update);
      if (!begun) joining = state.people.length === 0;
      begun = true;
      draw();
    },
    lose() {
      lost ||= clock();
      document.body.classList.add("lost");
      write(at("state"), `⚠ The class cannot be reached. This is how it was at ${lost}.`);
    },
    refuse: end,
  });
}

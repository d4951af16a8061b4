// What the page knows, and how news change it. It draws nothing, so Node tests it.

export const empty = () => ({
  people: [],
  exercises: [],
  lessons: [],
  mistakes: [],
  hands: [],
  most: null,
  away: 0,
  entrance: null,
  live: false,
});

// The state after a line of the feed. People come one by one, everything else part by part.
export function after(state, { people = [], gone = [], ...parts }) {
  const byId = new Map(state.people.map((person) => [person.id, person]));
  for (const id of gone) byId.delete(id);
  for (const person of people) byId.set(person.id, person);
  const inOrder = [...byId.values()].sort((one, other) => one.number - other.number);
  return { ...state, ...parts, people: inOrder };
}

// The exercises that are shown: of the lesson that was chosen, or of the one where most people are; or all that somebody has checked.
export function shownExercises({ exercises, most, lessons }, chosen) {
  if (chosen === "all") return exercises.filter((exercise) => exercise.passed + notYet(exercise) > 0);
  const lesson = chosen === "class" ? (most?.lesson ?? lessons[0]?.number) : chosen;
  return exercises.filter((exercise) => exercise.lesson === lesson);
}

export const notYet = (exercise) => exercise.wrong + exercise.error + exercise["timed out"] + exercise.begun;

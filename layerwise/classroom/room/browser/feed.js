// The line to the instructor's machine: what happens in the class comes in, and what the instructor does goes out.

const KEY = "layerwise: the secret of the page";
// The machine speaks up every 5 seconds; a laptop that slept may not have noticed that its line is gone.
const SILENCE = 15_000;
const AGAIN = 1_000;

// The secret, out of the part of the address that is sent to nobody. It does not stay there: the address may be on a projector.
export function takeSecret() {
  const given = window.location.hash.slice(1);
  if (given) {
    window.sessionStorage.setItem(KEY, given);
    window.history.replaceState(null, "", window.location.pathname);
  }
  return window.sessionStorage.getItem(KEY) ?? "";
}

export const forgetSecret = () => window.sessionStorage.removeItem(KEY);

const authorized = (secret) => ({ Authorization: `Bearer ${secret}` });

// Do something in the class. False where it could not be told.
export async function act(secret, what, content = {}) {
  try {
    const headers = { ...authorized(secret), "Content-Type": "application/json" };
    const response = await fetch(`view/${what}`, { method: "POST", headers, body: JSON.stringify(content) });
    return response.ok;
  } catch {
    return false;
  }
}

// The summary as text, or a sentence on why there is none.
export async function askForSummary(secret) {
  try {
    const response = await fetch("view/summary", { headers: authorized(secret) });
    return response.ok ? { text: await response.text() } : { says: (await response.json()).says };
  } catch {
    return { says: "The class cannot be reached." };
  }
}

async function* lines(secret, signal, alive) {
  const response = await fetch("view/feed", { headers: authorized(secret), signal, cache: "no-store" });
  if (response.status === 403) throw new Refused((await response.json()).says);
  if (!response.ok) throw new Error(response.statusText);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    alive();
    rest += value;
    const whole = rest.split("\n");
    rest = whole.pop();
    for (const line of whole) yield JSON.parse(line);
  }
}

class Refused extends Error {}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Listen until the class ends. `hear` is given each line, and whether it begins everything anew; `lose` is told that the line is gone.
export async function listen(secret, { hear, lose, refuse }) {
  while (true) {
    const line = new AbortController();
    let silence;
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => line.abort(), SILENCE);
    };
    try {
      alive();
      let first = true;
      for await (const update of lines(secret, line.signal, alive)) {
        hear(update, first);
        if (update.ended) return;
        first = false;
      }
    } catch (error) {
      if (error instanceof Refused) {
        refuse(error.message);
        return;
      }
    } finally {
      clearTimeout(silence);
    }
    lose();
    await pause(AGAIN);
  }
}

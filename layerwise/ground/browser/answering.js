// Whether Python answers: what is said where it does not, and where there is none at all.

const GONE = "Python was restarted since this was shown. Run this cell again to go on.";
const BUSY = "Python is busy with another cell, and answers when that is done.";

const PATIENCE = 1000; // milliseconds until a silence is explained
const DELIVERY = 300; // within which an answer arrives that Python has sent

// The function for a widget's `render`. It calls the given one, which also gets `isConnected`, only where what is drawn lives: where it
// needs no answer, or Python is there to give one. Elsewhere, as on an exported page, nothing is drawn, and the still form stays.
export function whereItLives(render, needsNoAnswer) {
  return async (context) => {
    const { model } = context;
    // What render is given leaves out whether there is a connection.
    const whole = await model.widget_manager?.get_model?.(model.get("own_id"));
    const isConnected = () => whole?.comm_live !== false;
    return isConnected() || needsNoAnswer(model) ? render({ ...context, isConnected }) : undefined;
  };
}

// Sends to Python what was changed in `model`, and has `say` told why no answer comes, or "" when there is no need any more.
// Returns { send, heard, stop }: send what was changed; an answer has come; the view is gone.
export function answering(model, isConnected, say) {
  let timer = null;
  const wait = (milliseconds, then) => {
    clearTimeout(timer);
    timer = setTimeout(then, milliseconds);
  };
  const follow = () => say(isConnected() ? "" : GONE);
  // A Python that has dealt with the message and sent no answer is another one, which does not know this view.
  const dealtWith = ({ content }) => content.execution_state === "idle" && timer !== null && wait(DELIVERY, () => say(GONE));
  model.on("comm_live_update", follow);
  return {
    send() {
      if (!isConnected()) return say(GONE);
      wait(PATIENCE, () => say(isConnected() ? BUSY : GONE));
      model.save_changes({ iopub: { status: dealtWith } });
    },
    heard() {
      clearTimeout(timer);
      timer = null;
      say("");
    },
    stop() {
      clearTimeout(timer);
      model.off("comm_live_update", follow);
    },
  };
}

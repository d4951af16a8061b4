// Which keys stay with what we draw, and which do what they do everywhere in JupyterLab: Ctrl+S saves, Shift+Enter runs the cell, Escape
// leads out.

const ALONE = new Set(["Escape", "Tab"]);
// What a text field does with Ctrl; JupyterLab would undo in the notebook, and not in the field.
const EDITING = new Set(["a", "c", "v", "x", "y", "z", "arrowleft", "arrowright", "backspace", "delete", "home", "end"]);
const TEXT = "input[type=text]";

// A key without Ctrl, Alt or Meta stays also where the control does nothing with it: JupyterLab deletes the cell at "d d".
function stays({ key, target, defaultPrevented, shiftKey, ctrlKey, altKey, metaKey }) {
  if (defaultPrevented) return true; // a control has answered it
  if (ctrlKey || metaKey) return target.matches(TEXT) && EDITING.has(key.toLowerCase());
  if (altKey || ALONE.has(key) || /^F\d+$/.test(key)) return false;
  return key !== "Enter" || !shiftKey;
}

// JupyterLab listens at the document, above `root`, and would take Enter, Space, letters and arrow keys for itself.
export function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (stays(event)) event.stopPropagation();
    else if (event.key === "Escape") leave(event.target);
  });
}

// To the cell, from where the arrow keys lead on.
function leave(control) {
  control.blur();
  control.closest(".jp-Cell")?.focus();
}

/** Shows on a pad whether what was pressed is on the disk: nothing while it is quick, words while it is slow or refused. */

import { recorder as says } from "../ui/words.js";

const SLOW_MS = 700;

/** Resolves to whether `work` was saved; `tell(text)` gets what to say, "" when all is well. */
export async function saved(work, tell) {
  const slow = setTimeout(() => tell(says.notSavedYet), SLOW_MS);
  try {
    await work();
    tell("");
    return true;
  } catch (error) {
    tell(error.words ?? says.notSaved(error.name));
    return false;
  } finally {
    clearTimeout(slow);
  }
}

/** What the debrief's scripts say. */

export const debrief = {
  celebrates: "I want to celebrate this.",
  waiting: "Saved here, sharing",
  sharing: "Saved here, sharing",
  kept: "Kept. Only you can see this.",
  notSaved: "Not saved. The words are still in their field; try again.",
  signedOut: "You are signed out. What you typed stays here; load the page again to sign in.",
  noAnswer: "The server did not answer. What you typed stays here; try again in a moment.",
};

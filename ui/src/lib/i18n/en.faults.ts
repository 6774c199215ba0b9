import type { FaultWords } from "./fa.faults";

export const faults: FaultWords = {
  parts: {
    queue: "The list of cases",
    preview: "The case’s preview",
    case: "This case",
    facts: "The case’s facts",
    viewer: "The case’s documents",
    talk: "Requests and notes",
    decision: "The decision",
    print: "The print screen",
    verify: "The verification screen",
    letters: "The letter texts",
    background: "Something that was begun",
  },
  title: (part) => `${part} cannot be shown`,
  why: "This is a fault of the program and was reported. Nothing of the case is lost, and the rest of the program works. If it happens again, tell the support staff.",
  background: "Something could not be finished; try again. The fault was reported.",
  next: "Next case",
  list: "Back to the list",
};

import type {
  ActTexts,
  acts as faActs,
  answers as faAnswers,
  fields as faFields,
  gaps as faGaps,
  grounds as faGrounds,
} from "./fa.acts";

const act = (title: string, submit: string, noun: string = title): ActTexts => ({
  title,
  noun,
  submit: () => submit,
});
const counted = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? "" : "s"}`;

export const acts: typeof faActs = {
  take: act("Take the case", "Take the case"),
  assign: act("Hand to a colleague", "Hand over"),
  note: act("Internal note", "Keep the note"),
  logCall: act("Log a call", "Log the call"),
  see: act("Look at a document", "Seen"),
  check: act("Check", "Keep the check"),
  ask: {
    title: "Ask for correction",
    noun: "Request to",
    submit: (count) => `Send ${counted(count, "request")}`,
  },
  recordAnswer: act("Record the answer", "Record the answer"),
  acceptAnswer: act("Accept the answer", "Accept the answer"),
  cancelRequest: act("Cancel the request", "Cancel the request"),
  approve: act("Approve", "Approve, first signature", "Approval of"),
  refuse: {
    title: "Refuse",
    noun: "Refusal of",
    submit: (count) => `Refuse with ${counted(count, "reason")}`,
  },
  askClearance: act("Ask for clearance", "Send for clearance"),
  recordClearance: act("Record clearance", "Record the clearance"),
  recordService: act("Record a service", "Record the service"),
  completeEmpowerment: act("Complete empowerment", "Complete empowerment", "Empowerment of"),
  issueLicence: act("Issue licence", "Issue the licence, second signature", "Licence of"),
  referToBank: act("Refer to bank", "Refer to the bank", "Bank referral of"),
  recordBankAnswer: act("Bank’s answer", "Record the bank’s answer"),
  suspend: {
    title: "Suspend licence",
    noun: "Suspension of",
    submit: (count) => `Suspend with ${counted(count, "reason")}`,
  },
  reinstate: act("Reinstate", "Reinstate the licence", "Reinstatement of"),
  revoke: {
    title: "Revoke licence",
    noun: "Revocation of",
    submit: (count) => `Revoke with ${counted(count, "reason")}`,
  },
  withdraw: act("Withdrawal", "Record the withdrawal", "Withdrawal of"),
  transfer: act("Transfer", "Transfer to the office", "Transfer of"),
  confirmSupporter: act("Supporter confirms", "Record the confirmation"),
  nameSupporter: act("Another supporter", "Record another supporter"),
  extendDeadline: act("Extend deadline", "Extend the deadline"),
  resolveDispute: act("End dispute", "Record what stands"),
  renew: act("Renew licence", "Open the renewal case"),
  amend: act("Amend licence", "Open the amendment case"),
};

export const fields: typeof faFields = {
  path: "Path after approval",
  pathReason: "Reason for the path",
  comment: "Officer’s comment",
  conditions: "Numbered reasons",
  explanation: "Explanation for the applicant",
  items: "Requests to the applicant",
  note: "Note",
  cleared: "Answer",
  reference: "Number of the answer",
  day: "Date",
  service: "Service",
  from: "From",
  to: "To",
  hours: "Hours",
  provider: "Provider",
  result: "Result",
  certificateNo: "Certificate number",
  summary: "Summary",
  bank: "Bank",
  branch: "Branch",
  amountRials: "Amount (rials)",
  budgetYear: "Budget year",
  minutesNumber: "Number of the working group’s minutes",
  minutesOn: "Day of the minutes",
  referralId: "Referral",
  outcome: "Bank’s answer",
  reason: "Reason",
  medium: "How it came",
  officeId: "Office",
  officerId: "Colleague",
  stands: "Which decision stands",
  what: "What is to be amended",
  text: "Text",
  caller: "Caller",
  requestId: "Request",
  value: "Corrected value",
  attachments: "Scan or file of the answer",
  licence: "Number of the supporter’s licence",
  name: "Supporter’s name",
  identity: "Supporter’s national or legal ID",
  otherNumber: "The number is not the form’s",
};

export const answers: typeof faAnswers = {
  cleared: "No objection",
  notCleared: "Objection",
  decision: ({ what, by, office, at, conditions, number, text }) =>
    [
      `${what}: \u2068${by}\u2069, \u2068${office}\u2069, ${at}`,
      conditions.length > 0 ? `conditions ${conditions.join(", ")}` : null,
      number === null ? null : `licence ${number}`,
      text === null ? null : `\u2068${text}\u2069`,
    ]
      .filter((part) => part !== null)
      .join(" · "),
  anew: "Neither: review again from before both decisions",
};

export const gaps: typeof faGaps = {
  empty: (field) => `Fill in “${field}”.`,
  choose: (field) => `Choose “${field}”.`,
  day: (field) => `“${field}” is not a date; write it like 1405/09/02.`,
  number: (field) => `“${field}” has to be a number.`,
  condition: "Choose at least one numbered reason.",
  item: "Write at least one request.",
  file: "Attach the scan of the supporter’s licence and the contract.",
  itemText: "Write the text of each request.",
  itemAbout: "Say what each request is about.",
  sameItem: "The same request is still open and is not sent again.",
  ground: (number) =>
    `Nothing on record shows condition ${String(number)}: mark its row wrong or open a document that shows it.`,
  heldRight: (number, row) =>
    `Row ${String(row)} is marked right and says that condition ${String(number)} is met: mark it wrong or choose another condition.`,
  thin: (words, leastWords, leastLetters) =>
    `The explanation must say more than the condition: ${String(words)} of at least ${String(leastWords)} telling words, ${String(leastLetters)} letters together.`,
  checkUnseen: (row) => `Check ${String(row)} is behind this reason and has not been looked at.`,
};

export const grounds: typeof faGrounds = {
  row: (row) => `row ${String(row)} is wrong`,
  document: (title) => `you opened “\u2068${title}\u2069”`,
  documentThen: (title) => `“\u2068${title}\u2069” was opened`,
  restsOn: (condition, ground) => `Condition ${String(condition)}: ${ground}`,
  unanswered: "a request for it had no answer by its day",
  circumstance: {
    underAge: "the supporter is too young",
    experienceShort: "the supporter’s experience is too short",
    contributionLow: "the supporter’s contribution is too low",
    militaryPending: "military service is not settled",
    certificateExpired: "the skill certificate has expired",
    certificateOfOtherField: "the skill certificate is for another field",
    worksElsewhere: "the workplace is not the residence",
    fieldClosed: "no licences are given in this field",
    clearanceDenied: "the clearance was denied",
    notSuited: "empowerment found the applicant not suited",
  },
  heldRight: (row) => `you marked row ${String(row)} right; mark it wrong if this is not met.`,
  none: (documents) =>
    documents.length === 0
      ? "Nothing shows it yet."
      : `Nothing shows it yet; look at: ${documents.map((one) => `\u2068${one}\u2069`).join(", ")}`,
};

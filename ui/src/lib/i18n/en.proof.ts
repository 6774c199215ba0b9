import type { ProofTexts } from "./fa.proof";

const refuse = "Do not accept this paper. Keep it or take a picture of it, and tell the labour office.";

export const proof: ProofTexts = {
  title: "Verify a licence",
  about: "The code on a licence says, without a network, who issued the licence and what is written in it.",
  code: "Code of the licence",
  codeHint: "Scan the code or paste it: the link on the licence, or only the code that begins with LIC1.",
  check: "Verify",
  picture: "Picture or scan of the licence",
  pictureHint: "Choose a picture file, paste it, or drop it on this page (PNG or JPEG).",
  drop: "Drop the picture here",
  reading: "Reading the picture…",
  again: "Next code",
  empty: "No code has been verified yet",
  emptyWhy:
    "The result appears here: genuine, provisional, suspended, revoked, expired or not genuine, and the day of the list it was checked against.",
  missing: "First scan the code or paste it.",
  tooLong: "This text is longer than the code of a licence. Paste the code on the licence alone.",
  result: "Result",
  next: "What to do",
  sample: "Sample",
  sampleWhy: "A demo office issued this paper; it is no real licence.",
  sampleTitle: "This licence is a sample and counts for nothing",
  sampleState: (state) => `Were it not a sample: ${state}.`,
  sampleNext: "Do not accept it for a licence. Ask the holder for the licence itself.",
  activities: {
    independent: "Independent",
    covered: "Covered",
    supporterNatural: "Supporter, natural person",
    supporterLegal: "Supporter, legal person",
  },
  otherHost: (host) =>
    `The link leads to ${host}, which is not the authority's address. Verify the code here, and do not trust what that address shows.`,
  facts: {
    number: "Licence number",
    holder: "Holder",
    activity: "Kind of activity",
    field: "Field",
    issued: "Issued on",
    validUntil: "Valid until",
    provisionalUntil: "Provisional paper believed until",
    office: "Issuing office",
    sheet: "Serial of the sheet",
  },
  lists: {
    title: "Checked against",
    trust: (issued, until) => `The trust list of ${issued}, which holds until ${until}.`,
    noTrust: "There was no trust list that could be believed.",
    status: (issued) => `The status list of ${issued}.`,
    oldStatus: (issued) =>
      `The status list of ${issued}, more than a week old; it lacks what was suspended or revoked since.`,
    noStatus: "There was no status list; suspension and revocation were not looked up.",
  },
  problems: {
    notAPicture: "This file is no PNG or JPEG picture, or it is damaged. Photograph or scan the licence.",
    tooLarge: "This picture is too large. Save it smaller (at most 60 megapixels and 32 megabytes).",
    noCode: "No code could be read in this picture. Photograph the code itself: close, bright and sharp.",
    severalCodes: "There is more than one licence's code in this picture. Photograph each licence by itself.",
  },
  findings: {
    valid: {
      title: "The licence is genuine and valid",
      about: "The issuer's signature is right, and the licence is registered.",
      next: "Compare name, field and dates with the paper, and the name with an identity card. If they differ, do not accept the paper and tell the issuing office.",
    },
    provisional: {
      title: "The licence is genuine and provisional",
      about: "The office has issued this licence; its registration has not been confirmed yet.",
      next: "Compare name and field with the paper, and verify again in a few days. The number stays the same.",
    },
    expired: {
      title: "The licence has expired",
      about: "The licence is genuine, but it, or the time of its provisional paper, has run out.",
      next: "Ask the holder for the new paper or the renewed licence.",
    },
    suspended: {
      title: "The licence is suspended",
      about: "The licence is genuine, but is not in force now.",
      next: "Do not accept it until it is reinstated. The holder can ask the issuing office why.",
    },
    revoked: {
      title: "The licence is revoked",
      about: "The licence was genuine, but has been revoked or replaced by another.",
      next: "Do not accept this paper, even before its last day. Ask for the licence that replaced it, or ask the issuing office.",
    },
    unreadable: {
      title: "The code could not be read; scan it again",
      about: "This text is no complete code, so nothing is said of the licence.",
      next: "Scan the whole code from the paper again, by camera or scanner. If it still cannot be read, ask the issuing office about the licence number.",
    },
    specimen: {
      title: "This is a specimen",
      about: "The code is signed with the published key of specimens and stands for no licence.",
      next: "Ask the holder for the licence itself.",
    },
    badSignature: {
      title: "The licence is not genuine",
      about: "The signature is not the issuer's: the code was forged or changed.",
      next: refuse,
    },
    outsideBlock: {
      title: "The licence is not genuine",
      about: "This number was not given to the workstation that signed the code.",
      next: refuse,
    },
    afterLease: {
      title: "The licence is not genuine",
      about: "The day of issue is after the last day of this workstation's numbers.",
      next: refuse,
    },
    notYetIssued: {
      title: "The day of issue is still to come",
      about: "The licence says that it is issued after tomorrow: the clock of this machine or of the issuer is wrong. Whether the licence is genuine could not be told.",
      next: "Look at the date of this machine and verify again. If it is right, do not accept the paper and ask the issuing office.",
    },
    issuerUnknown: {
      title: "The issuer is not known here",
      about: "The issuer of this code is not in the trust list. Whether the licence is genuine could not be told.",
      next: "Get the newest trust list and verify again, or ask the issuing office. This does not mean that the licence is forged.",
    },
    trustListTooOld: {
      title: "The trust list is too old",
      about: "The trust list is past its last day. Whether the licence is genuine could not be told.",
      next: "Get the newest trust list and verify again. If the date of this machine is wrong, correct it.",
    },
    notTrusted: {
      title: "The lists cannot be believed",
      about: "The trust list or the status list is not signed by whom it has to be. Whether the licence is genuine could not be told.",
      next: "Get the lists from the registry again, and verify again.",
    },
  },
};

import type { CopyWords } from "./fa.copies";

export const copies: CopyWords = {
  title: "Is this the data folder that it was?",
  missing:
    "The mark that is kept outside the data folder is not here. So the program cannot tell whether this is the folder that was last worked in, or an older copy of it.",
  damaged:
    "The mark that is kept outside the data folder is damaged. So the program cannot tell whether this is the folder that was last worked in, or an older copy of it.",
  meanwhile: "Until you answer you can see everything, and nothing is recorded.",
  same: "It is the same folder",
  sameMeans:
    "For example you moved this very folder to another computer or user, and nobody has worked in another copy of it. Work goes on unchanged.",
  older: "It is an older copy",
  olderMeans:
    "For example it was restored from a backup, or somebody has worked in another copy of it. Work goes on in a new chain. None of the licence numbers that are here is given out any more, since it may have been; licences wait for new numbers, everything else goes on.",
  unsure: "If you are not sure, say that it is an older copy, or ask your office's support.",
  later: "I only look for now",
  open: "Nothing is recorded until you say whether this data folder is the same or an older copy.",
  answer: "Answer",
  read: "I have read it",
};

// The words of the roots: how many there are, who must sign, their keys, and a publisher's key that was stolen.
const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const roots = {
  needed: "Needed to sign",
  threshold: (needed: number, all: number) => (all === 1 ? "The one root" : `Any ${needed} of ${all} roots`),
  root: (at: number) => `Root ${at + 1}`,
  keys: (needed: number) => (needed === 1 ? "The root’s key" : `The keys of ${needed} roots`),
  keysHint: (needed: number, all: number) =>
    all === 1 ? "The file root-key.pem, on one of your two sticks." : `The files root-1-key.pem to root-${all}-key.pem lie on different sticks. Choose any ${needed} of them, one after the other.`,
  keyOf: (root: number | null, all: number) => (root === null ? "Not known here as a root’s key" : all === 1 ? "The root’s key" : `Key of root ${root + 1}`),
  choose: "Choose the key file…",
  chooseNext: "Choose the next key file…",
  chooseTitle: "Choose the file of a root’s key",
  chooseKind: "Key files",
  removeOf: (path: string) => `Do not use ${path}`,
  twice: "This root’s key is chosen already. Choose the key of another root.",
  missing: (needed: number) => (needed === 1 ? "Choose the root’s key file." : `Choose the key files of ${needed} roots.`),

  replace: "Change the roots…",
  replaceTitle: "Change the roots",
  replaceWhy: "New roots are made, together with a new key for this computer. The roots that you have now vouch for them once, and are not needed after that.",
  count: "How many roots",
  counts: [{ value: "one", words: "One root" }, { value: "three", words: "Three, of which two sign" }] as const,
  countWhy: {
    one: "One key file, kept twice. Whoever has it and its passphrase can speak for your organisation.",
    three: "Three key files with three people or in three places. One may be lost or stolen, and nothing happens.",
  },
  passphraseHint: "It opens the old key, and seals the new ones.",
  folder: "Folder for the new roots’ files",
  folderHint: "A stick is best. From there each key goes to a place of its own.",
  branches: "Branches follow with the next exchange, parcel or stick; none has to join anew. Whoever verifies editions by hand needs the new root certificates.",
  replaceDo: "Make the new roots",
};

export const stolen = {
  ask: "The key was stolen…",
  title: "The publisher’s key was stolen",
  why: "Whoever has the key and its passphrase can sign editions in your name. With the roots you end that: from now on a new key signs, and of what the old one signed only your own editions count.",
  genuine: (count: number) => (count === 0 ? "No edition was issued here, so nothing of the old key counts" : `Genuine: ${counted(count, "edition", "editions")}, and no others`),
  edition: "Edition",
  numbered: (number: number) => `Edition ${number}`,
  issued: "Issued",
  fingerprint: "Fingerprint",
  compared: "I have compared this list with what we published",
  compareFirst: "Compare the list first, and tick that you have.",
  branches: "What becomes of the branches",
  becomes: [
    "They learn of it with the next exchange, parcel or stick. Telephone those that you reach otherwise only rarely.",
    "What they have received and acknowledged of these editions stays.",
    "A branch that took in a forged edition is told so, puts it away, and goes back to the genuine one before it.",
    "None has to join anew.",
  ],
  do: "Make a new key",
  done: "The old key no longer counts. Exchange now, so that branches learn of it.",
};

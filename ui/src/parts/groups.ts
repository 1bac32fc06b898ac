// Puts the entries of a list into groups; a group stands where its first entry does.

export interface Group<Entry> {
  name: string;
  entries: Entry[];
}

/** Returns the entries by the name of their group, each in its order. */
export function grouped<Entry>(entries: Entry[], nameOf: (entry: Entry) => string): Group<Entry>[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(nameOf(entry));
    if (group) group.push(entry);
    else groups.set(nameOf(entry), [entry]);
  }
  return [...groups].map(([name, entries]) => ({ name, entries }));
}

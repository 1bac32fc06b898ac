// What the publisher has entered for the next edition; it stays while they go to Write and come back.
import type { Change, PublishView } from "../../core/views";

export class EditionDraft {
  note = $state("");
  effectiveOn = $state("");
  expectedBy = $state("");
  /** The folder chosen by hand; empty as long as the proposed one will do. */
  folder = $state("");
  decisions = $state<Record<string, Change>>({});

  constructor(readonly number: number) {}

  /** Where the files go. */
  folderIn(view: PublishView): string {
    return this.folder || view.folder;
  }
}

const drafts = new Map<string, EditionDraft>();

/** Returns what was entered for this edition of this workspace, or an empty draft. */
export function draftOf(path: string, view: PublishView): EditionDraft {
  const kept = drafts.get(path);
  if (kept?.number === view.number) return kept;
  const draft = new EditionDraft(view.number);
  draft.effectiveOn = view.today;
  drafts.set(path, draft);
  return draft;
}

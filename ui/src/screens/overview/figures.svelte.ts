// The Overview's figures: read once the screen is shown, and again with each answer.
import { problemFrom } from "../../core/core";
import type { Channel, OverviewView, Severity, Stage } from "../../core/views";
import type { Session } from "../../session.svelte";
import { overview as words } from "../../words/overview";
import { firstWith, sectionFor } from "./reading";

export class Figures {
  view = $state.raw<OverviewView | null>(null);
  hasFailed = $state(false);

  constructor(private readonly session: Session) {}

  async read() {
    this.hasFailed = false;
    const view = await this.session.attempt(this.session.core.readOverview);
    if (view) this.view = view;
    this.hasFailed = view === undefined;
  }

  /** Adds a standard at a place and goes there to write it. */
  async add(stage: Stage | null = null, channel: Channel | null = null) {
    const { session } = this;
    const { outline = [], handbook } = session.workspace ?? {};
    const section = sectionFor(outline, channel, handbook?.sections ?? []);
    const answer = await session.attempt(() => session.core.addStandard({ section, stage, channel }));
    if (!answer) return;
    session.takeOutline(answer);
    await session.go("write", answer.id, { field: "title", index: null, language: null });
  }

  async setOffered(stage: Stage, channel: Channel, isOffered: boolean) {
    const { session } = this;
    const view = await session.attempt(() => session.core.setOffered({ stage, channel }, isOffered));
    if (!view) return;
    this.view = view;
    await this.#readHandbook();
    const say = isOffered ? words.isOffered : words.isNotOffered;
    session.tell(say(stage, channel), () => void this.setOffered(stage, channel, !isOffered));
  }

  /** Opens the first standard with an open finding of that severity, at the finding. */
  async goToFirst(severity: Severity) {
    const row = firstWith(this.session.workspace?.outline ?? [], severity);
    if (!row) return;
    const place = await this.#placeOf(row.id, severity);
    await this.session.go("write", row.id, place);
  }

  async goToFirstKept() {
    const row = this.session.workspace?.outline.find(({ kept }) => kept > 0);
    if (row) await this.session.go("write", row.id);
  }

  async #placeOf(id: string, severity: Severity) {
    try {
      const { checked } = await this.session.core.readStandard(id);
      return checked.findings.find((finding) => finding.severity === severity && !finding.is_waived)?.place ?? null;
    } catch (thrown) {
      this.session.problem = problemFrom(thrown);
      return null;
    }
  }

  /** The open handbook must not fall behind the file, or the next change in Settings would be refused. */
  async #readHandbook() {
    const read = await this.session.attempt(this.session.core.readWorkspace);
    const { workspace } = this.session;
    if (read && workspace) this.session.workspace = { ...workspace, handbook: read.handbook };
  }
}

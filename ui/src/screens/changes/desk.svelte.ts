// What the branch sees of its newest edition, and what it may do about it. Each answer is the next view.
import { notBegun, problemFrom } from "../../core/core";
import type { ChangesView, ExchangeProgress, PersonView, ReceiveReport, RefusedFile } from "../../core/views";
import type { Session } from "../../session.svelte";
import { exchange as branches } from "../../words/branches";
import { changes as words, exchange as exchangeWords, receipt, nothingYet } from "../../words/changes";

export class ChangesDesk {
  view = $state.raw<ChangesView | null>(null);
  hasFailed = $state(false);
  progress = $state.raw<ExchangeProgress | null>(null);
  isStopping = $state(false);
  refused = $state.raw<RefusedFile[]>([]);
  /** Of many standards, the one that is open to be read. */
  opened = $state<string | null>(null);

  constructor(readonly session: Session) {}

  /** The changes that must be acknowledged. */
  get asked() {
    return this.view?.changes.filter(({ is_asked }) => is_asked) ?? [];
  }

  get unseen() {
    return this.asked.filter(({ is_seen }) => !is_seen);
  }

  async read() {
    this.hasFailed = false;
    const view = await this.session.attempt(this.session.core.readChanges);
    if (view) this.take(view);
    this.hasFailed = view === undefined;
  }

  /** Takes over an answer; the rail and the header learn of it. */
  take(view: ChangesView) {
    this.view = view;
    const { workspace } = this.session;
    if (workspace) this.session.workspace = { ...workspace, membership: view.membership, waiting: view.membership.to_acknowledge };
  }

  /** Waits for the next view; tells whether it came. A problem is shown at the top of the window. */
  async change(work: () => Promise<ChangesView>): Promise<boolean> {
    const view = await this.session.attempt(work);
    if (view) this.take(view);
    return view !== undefined;
  }

  tick(ids: string[], isSeen: boolean) {
    return this.change(() => this.session.core.tick(ids, isSeen));
  }

  savePerson(person: PersonView) {
    return this.change(() => this.session.core.savePerson(person));
  }

  async receive() {
    const report = await this.session.attemptLong(branches.receiving, (listener) => this.session.core.receiveFiles(words.chooser, listener));
    if (report) await this.#took(report, false);
    else if (report === undefined) await this.#readAgain();
  }

  async exchange() {
    if (this.session.isLong) return;
    if (!this.view?.membership.depot) return this.session.tell(exchangeWords.noDepot);
    this.progress = notBegun;
    this.isStopping = false;
    const report = await this.session.attemptAlone(this.session.core.meetDepot, (progress) => (this.progress = progress));
    this.progress = null;
    if (report) await this.#took(report, true);
    else await this.#readAgain();
  }

  async stop() {
    this.isStopping = true;
    await this.session.attempt(this.session.core.cancelExchange);
  }

  /** Tells what a file brought that was opened with the app. */
  async tellArrived() {
    const report = this.session.arrived;
    this.session.arrived = null;
    if (report) await this.#took(report, false);
  }

  async saveReceipts() {
    const paths = await this.session.attempt(() => this.session.core.saveOwnReceipts(receipt.chooser));
    if (!paths) return;
    await this.read();
    this.session.tell(receipt.saved(paths));
  }

  async saveRequest() {
    const name = this.view?.membership.branch;
    const path = await this.session.attempt(() => this.session.core.saveRequest({ ...nothingYet.requestChooser, name }));
    if (path) this.session.tell(nothingYet.saved(path));
  }

  /** Acknowledges; what is wrong comes back for the field it belongs to. */
  async acknowledge(person: string, role: string) {
    try {
      this.take(await this.session.core.acknowledge(person, role));
      return null;
    } catch (thrown) {
      return problemFrom(thrown);
    }
  }

  async #took(report: ReceiveReport, isDepot: boolean) {
    if (report.received.length > 0) await this.#readWorkspace();
    await this.read();
    this.refused = report.refused;
    const told = exchangeWords.report(report, isDepot);
    if (told) this.session.tell(told);
  }

  /** What came before work was stopped, or failed, is there; why it ended stays told. */
  async #readAgain() {
    await this.session.look(async () => {
      this.session.workspace = (await this.session.core.readWorkspace()) ?? this.session.workspace;
      this.take(await this.session.core.readChanges());
    });
  }

  /** With another edition, the handbook's title and lists may be others. */
  async #readWorkspace() {
    const read = await this.session.attempt(this.session.core.readWorkspace);
    if (read) this.session.workspace = read;
  }
}

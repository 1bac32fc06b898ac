// The register of branches as it is shown: what is looked for, the rows, and those that are selected.
import type { BranchesView, BranchLine, BranchQuery, Enrolment, Invited } from "../../core/views";
import { Windows } from "../../parts/windows.svelte";
import type { Session } from "../../session.svelte";
import { branches as words, inviting, requests } from "../../words/branches";

/** Which branches are shown; closed ones stand apart. */
export type Standing = Enrolment | "closed" | null;

const ASKED = 50;
const WHOLE = 1_000_000;

export class Register {
  view = $state.raw<BranchesView | null>(null);
  hasFailed = $state(false);
  asked = $state.raw<BranchLine[]>([]);
  search = $state("");
  region = $state<string | null>(null);
  standing = $state<Standing>(null);
  selection = $state.raw<ReadonlyMap<string, BranchLine>>(new Map());
  invited = $state.raw<Invited | null>(null);
  readonly rows: Windows<BranchLine>;

  constructor(private readonly session: Session) {
    this.rows = new Windows((from, count) => this.#read(from, count));
  }

  get query(): BranchQuery {
    const { search, region, standing } = this;
    return { search: search.trim(), region, enrolment: standing === "closed" ? null : standing, is_closed: standing === "closed", from: 0, count: 0 };
  }

  async begin() {
    this.selection = new Map();
    this.session.problem = null;
    await this.refresh();
  }

  /** Reads again what is shown, and who asks to join. */
  async refresh() {
    this.hasFailed = false;
    await this.rows.begin();
    this.hasFailed = this.view === null;
    await this.#readAsked();
  }

  async #read(from: number, count: number) {
    const { session } = this;
    const view = await session.look(() => session.core.readBranches({ ...this.query, from, count }));
    if (view) this.view = view;
    return view;
  }

  async #readAsked() {
    const { session } = this;
    if (!this.view?.asked) return void (this.asked = []);
    const query: BranchQuery = { search: "", region: null, enrolment: "asked", is_closed: false, from: 0, count: ASKED };
    this.asked = (await session.look(() => session.core.readBranches(query)))?.rows ?? [];
  }

  toggle(line: BranchLine) {
    const next = new Map(this.selection);
    if (!next.delete(line.branch.id)) next.set(line.branch.id, line);
    this.selection = next;
  }

  async toggleAll() {
    if (this.selection.size === this.rows.matched) return void (this.selection = new Map());
    const { session } = this;
    const view = await session.attempt(() => session.core.readBranches({ ...this.query, count: WHOLE }));
    if (view) this.selection = new Map(view.rows.map((line) => [line.branch.id, line]));
  }

  /** Writes invites; none given is all that have none. */
  async invite(ids: string[] | null) {
    const { session } = this;
    const invited = await session.attempt(() => session.core.inviteBranches(ids, { title: inviting.chooseTitle, kind: inviting.chooseKind }));
    if (!invited) return;
    this.invited = invited;
    await this.begin();
  }

  /** Accepts keys; none given is all that are proven. */
  async enrol(ids: string[] | null) {
    const { session } = this;
    const count = await session.attempt(() => session.core.enrolBranches(ids));
    if (count === undefined) return;
    session.tell(requests.approved(count));
    await this.refresh();
  }

  async setClosed(ids: string[], isClosed: boolean, told: string) {
    const { session } = this;
    const isDone = await session.attempt(async () => (await session.core.closeBranches(ids, isClosed), true));
    if (!isDone) return;
    session.tell(told, () => void this.setClosed(ids, !isClosed, words.undone));
    await this.begin();
  }

  clear() {
    this.search = "";
    this.region = null;
    this.standing = null;
    void this.begin();
  }
}

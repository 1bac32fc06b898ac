// The address of a depot as a form has it, the line of text that says the same, and what is wrong with it.
import type { Credentials } from "../../core/core";
import { setUp as words } from "../../words/branches";

export type DepotKind = "folder" | "webdav" | "s3";

export interface DepotForm {
  kind: DepotKind;
  folder: string;
  url: string;
  bucket: string;
  endpoint: string;
  region: string;
  name: string;
  secret: string;
}

export type DepotMistakes = Partial<Record<Exclude<keyof DepotForm, "kind" | "region">, string>>;

const empty: DepotForm = { kind: "folder", folder: "", url: "", bucket: "", endpoint: "", region: "", name: "", secret: "" };

/** Reads an address into a form. */
export function formOf(address: string | null): DepotForm {
  if (!address) return { ...empty };
  if (/^https?:/i.test(address)) return { ...empty, kind: "webdav", url: address };
  if (!address.startsWith("s3://")) return { ...empty, folder: address };
  const [bucket = "", options = ""] = address.slice("s3://".length).split("?");
  const values = new Map(options.split("&").map((option) => [option.split("=")[0], option.split("=").slice(1).join("=")] as const));
  return { ...empty, kind: "s3", bucket, endpoint: values.get("endpoint") ?? "", region: values.get("region") ?? "" };
}

/** Writes a form as one line. */
export function addressOf({ kind, folder, url, bucket, endpoint, region }: DepotForm): string {
  if (kind === "folder") return folder;
  if (kind === "webdav") return url.trim();
  const options = [endpoint.trim() && `endpoint=${endpoint.trim().replace(/\/$/, "")}`, region.trim() && `region=${region.trim()}`].filter(Boolean);
  return `s3://${bucket.trim().replace(/\/$/, "")}${options.length ? `?${options.join("&")}` : ""}`;
}

/** Returns the name and secret, or nothing where none are needed or none were typed. */
export function credentialsOf({ kind, name, secret }: DepotForm): Credentials | null {
  return kind !== "folder" && name.trim() && secret ? { name: name.trim(), secret } : null;
}

export function mistakesIn(form: DepotForm): DepotMistakes {
  if (form.kind === "folder") return form.folder ? {} : { folder: words.mistakes.folder };
  const place = form.kind === "webdav" ? webdavMistakes(form) : bucketMistakes(form);
  return { ...place, ...credentialMistakes(form) };
}

function webdavMistakes({ url }: DepotForm): DepotMistakes {
  const found = urlIn(url);
  if (!found) return { url: words.mistakes.url };
  return found.username || found.password ? { url: words.mistakes.secretInUrl } : {};
}

function bucketMistakes({ bucket, endpoint }: DepotForm): DepotMistakes {
  const mistakes: DepotMistakes = {};
  if (!/^[a-z0-9][a-z0-9.-]+(\/[\w./-]*)?$/i.test(bucket.trim())) mistakes.bucket = words.mistakes.bucket;
  const server = urlIn(endpoint);
  if (endpoint.trim() && !server) mistakes.endpoint = words.mistakes.endpoint;
  if (server?.username || server?.password) mistakes.endpoint = words.mistakes.secretInUrl;
  return mistakes;
}

function credentialMistakes({ name, secret }: DepotForm): DepotMistakes {
  if (name.trim() && !secret) return { secret: words.mistakes.secret };
  return secret && !name.trim() ? { name: words.mistakes.credentialName } : {};
}

function urlIn(text: string): URL | undefined {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.hostname ? url : undefined;
}

import { expect, test } from "vitest";

import { addressOf, credentialsOf, formOf, mistakesIn } from "./address";

test("every kind of address reads back as it was written", () => {
  for (const address of ["/media/share/handbook", "C:\\Shares\\Handbook", "https://files.example.org/dav/handbook", "s3://handbook", "s3://handbook/north?endpoint=https://s3.example.org:3900&region=garage"]) {
    expect(addressOf(formOf(address))).toBe(address);
  }
});

test("a password does not get into the address, where everybody would read it", () => {
  expect(mistakesIn({ ...formOf(null), kind: "webdav", url: "https://name:secret@files.example.org" }).url).toContain("out of the address");
  expect(mistakesIn({ ...formOf("s3://handbook"), endpoint: "https://name:secret@s3.example.org" }).endpoint).toContain("out of the address");
});

test("what is missing is said at its field", () => {
  expect(Object.keys(mistakesIn(formOf(null)))).toEqual(["folder"]);
  expect(Object.keys(mistakesIn({ ...formOf("s3://handbook"), bucket: "", name: "key" }))).toEqual(["bucket", "secret"]);
  expect(mistakesIn({ ...formOf("https://files.example.org"), name: "hr", secret: "pass" })).toEqual({});
});

test("a folder is opened without a name and password", () => {
  expect(credentialsOf({ ...formOf("/media/stick"), name: "hr", secret: "left over" })).toBeNull();
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decryptSops } from "sops-age";

const folder = process.argv[2];
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
const files = readdirSync(folder).filter((name) => name.includes(".enc."));
assert.ok(files.length > 0, "no files to open");
for (const name of files) {
  assert.deepEqual(await decryptSops({ path: join(folder, name), secretKey: process.env.SOPS_AGE_KEY }), expected, name);
}
console.log(`${files.length} files opened by sops-age`);

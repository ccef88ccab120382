// What SuperOffice's own client makes of the embedded server. Run by ./run, which installs the two versions.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { url } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const password = "sample";
let checks = 0;

function agent(version, tenant, signIn) {
  const { WebApi } = require(version);
  const api = new WebApi({ baseUrl: `${url}/${tenant}/api` });
  signIn(api);
  return api.getCustomerServiceAgent();
}

function basic(version, tenant) {
  return agent(version, tenant, (api) => api.authenticateWithPassword("sample", password));
}

async function check(name, body) {
  await body();
  checks++;
  console.log(`ok ${checks} - ${name}`);
}

async function status(call) {
  try {
    await call();
  } catch (error) {
    return error.response?.status ?? error.message;
  }
  return "no error";
}

const saved = {
  defaultSmsCountry: "+46",
  netServerSmsProvider: "PSWinCom SMS",
  nsPluginSender: "Acme åäö",
  nsPluginConfig: { pswin_username: "acme", pswin_password: "p&<>\"'% ö" },
};

function fourProperties(config) {
  const { defaultSmsCountry, netServerSmsProvider, nsPluginSender, nsPluginConfig } = config;
  return { defaultSmsCountry, netServerSmsProvider, nsPluginSender, nsPluginConfig };
}

await check("10.2.9 reads a tenant's configuration", async () => {
  const config = await basic("webapi10", "Cust00001").getSmsConfigAsync();
  assert.equal(config.netServerSmsProvider, "CM");
  assert.equal(config.tableRight.mask, 15, "the client reads FULL as Select, Update, Insert and Delete");
});

await check("10.2.9 gets defaults, which are not stored", async () => {
  const before = await basic("webapi10", "Cust00001").getSmsConfigAsync();
  const defaults = await basic("webapi10", "Cust00001").createDefaultSmsConfigAsync();
  assert.equal(defaults.netServerSmsProvider, "");
  const after = await basic("webapi10", "Cust00001").getSmsConfigAsync();
  assert.deepEqual(fourProperties(after), fourProperties(before));
});

await check("10.2.9 saves, and reads back what it saved", async () => {
  const answer = await basic("webapi10", "Cust00001").saveSmsConfigAsync(saved);
  assert.deepEqual(fourProperties(answer), saved);
  const after = await basic("webapi10", "Cust00001").getSmsConfigAsync();
  assert.deepEqual(fourProperties(after), saved);
});

await check("10.2.9 saves a whole entity that it read before", async () => {
  const entity = await basic("webapi10", "Cust00001").getSmsConfigAsync();
  entity.nsPluginSender = "Changed";
  const answer = await basic("webapi10", "Cust00001").saveSmsConfigAsync(entity);
  assert.deepEqual(fourProperties(answer), { ...saved, nsPluginSender: "Changed" });
});

await check("12.4.1514 reads the same", async () => {
  const config = await basic("webapi12", "Cust00001").getSmsConfigAsync();
  assert.deepEqual(fourProperties(config), { ...saved, nsPluginSender: "Changed" });
});

await check("12.4.1514 has no operation left that saves", async () => {
  assert.equal(basic("webapi12", "Cust00001").saveSmsConfigAsync, undefined);
});

await check("a server from 11.1 on answers a save with 404", async () => {
  assert.equal(await status(() => basic("webapi10", "Cust00002").saveSmsConfigAsync(saved)), 404);
  const config = await basic("webapi12", "Cust00002").getSmsConfigAsync();
  assert.equal(config.netServerSmsProvider, "CM");
});

await check("a wrong password is 401, another tenant 404", async () => {
  const wrong = (api) => api.authenticateWithPassword("sample", "wrong");
  assert.equal(await status(() => agent("webapi10", "Cust00001", wrong).getSmsConfigAsync()), 401);
  assert.equal(await status(() => basic("webapi10", "Cust99999").getSmsConfigAsync()), 404);
});

await check("a tenant of SuperOffice Online takes a ticket with the app's token, and no password", async () => {
  const ticket = (token) => (api) => {
    api.authenticateWithTicket("7T:sample-ticket");
    if (token) api.applicationToken(token);
  };
  const config = await agent("webapi12", "Cust00003", ticket("sample-app-token")).getSmsConfigAsync();
  assert.equal(config.netServerSmsProvider, "CM");
  assert.equal(await status(() => agent("webapi12", "Cust00003", ticket()).getSmsConfigAsync()), 401);
  assert.equal(await status(() => basic("webapi12", "Cust00003").getSmsConfigAsync()), 401);
});

await check("a language is a header that the server honours", async () => {
  const config = await basic("webapi10", "Cust00004").getSmsConfigAsync({ languageCode: "sv" });
  assert.equal(config.tableRight.mask, 1, "Select alone");
  assert.notEqual(config.tableRight.reason, "");
  assert.ok(!config.tableRight.reason.startsWith("["), "a translated text, not a resource id");
});

console.log(`${checks} checks of @superoffice/webapi 10.2.9 and 12.4.1514 passed`);

import { operatorLimit } from "@openvibe/core/billing";
import { modelDriver, operatorAccounts } from "@openvibe/core/keys";
import { createDrivers, createLogger } from "@openvibe/core/platform";
import { expect, test } from "vitest";
import { readSettings } from "../src/config.ts";
import { chooseMail } from "../src/mail.ts";
import { accountsOf, startModels } from "../src/models.ts";

test("TRUST_PROXY names addresses, ranges and kinds of networks, and nobody else is trusted", () => {
  const { trustProxy } = readSettings([], { TRUST_PROXY: "loopback, 10.1.0.0/16, 203.0.113.7, 2001:db8::/32" });
  const trusted = ["127.0.0.1", "::1", "::ffff:127.0.0.9", "10.1.200.3", "203.0.113.7", "2001:db8::1"];
  const strangers = ["10.2.0.1", "203.0.113.8", "::ffff:8.8.8.8", "2001:db9::1", "localhost", ""];
  expect([...trusted, ...strangers].filter((address) => trustProxy?.(address))).toEqual(trusted);
  for (const wrong of ["true", "10.0.0.0/33", "10.0.0.1/", "proxy.example.com", "*"])
    expect(() => readSettings([], { TRUST_PROXY: wrong }), wrong).toThrow(/TRUST_PROXY must be addresses such as/);
});

test("MAIL_URL names a mail server or Resend, and needs a sender", () => {
  const MAIL_FROM = "OpenVibe <team@example.com>";
  for (const MAIL_URL of ["smtp://user:pa%3Ass@mail.example.com:2525", "smtps://mail.example.com", "resend://re_AbC123"])
    expect(readSettings([], { MAIL_URL, MAIL_FROM })).toMatchObject({ mailUrl: MAIL_URL, mailFrom: MAIL_FROM });
  expect(chooseMail(readSettings([], { MAIL_URL: "smtp://mail.example.com", MAIL_FROM }))?.name).toBe("smtp");
  expect(chooseMail(readSettings([], { MAIL_URL: "resend://re_AbC123", MAIL_FROM }))?.name).toBe("resend");
  expect(chooseMail(readSettings([], {}))).toBeUndefined();
  for (const wrong of ["http://mail.example.com", "mail.example.com", "resend://"])
    expect(() => readSettings([], { MAIL_URL: wrong, MAIL_FROM }), wrong).toThrow(/MAIL_URL must be an address such as/);
  expect(() => readSettings([], { MAIL_URL: "smtp://mail.example.com" })).toThrow(/MAIL_FROM must be set for MAIL_URL/);
  for (const wrong of ["nobody", "a@b.c\r\nBcc: d@e.f"])
    expect(() => readSettings([], { MAIL_URL: "smtp://mail.example.com", MAIL_FROM: wrong }), wrong).toThrow(
      /MAIL_FROM must be an address/,
    );
});

test("keys of the operator make models answer everywhere, and addresses behind the server are called only where that was meant", async () => {
  const keys = { ANTHROPIC_API_KEY: "sk-ant-12345678", GOOGLE_GENERATIVE_AI_API_KEY: "g-12345678", OPENAI_API_KEY: "" };
  expect(accountsOf(readSettings([], keys))).toMatchObject([
    { id: "operator-anthropic", account: { kind: "anthropic", key: "sk-ant-12345678" }, ownKey: false, local: false },
    { id: "operator-google", account: { kind: "google", key: "g-12345678" }, ownKey: false, local: false },
  ]);
  const local = readSettings([], { MODEL_BASE_URL: "http://127.0.0.1:9/v1" });
  expect(accountsOf(local)).toMatchObject([{ account: { kind: "compatible", baseUrl: "http://127.0.0.1:9/v1" }, local: true }]);
  for (const [name, wrong] of [
    ["ANTHROPIC_API_KEY", "two words"],
    ["MODEL_API_KEY", "short"],
    ["MODEL_BASE_URL", "127.0.0.1:11434"],
    ["MODEL_BASE_URL", "file:///etc"],
  ] as const)
    expect(() => readSettings([], { [name]: wrong }), wrong).toThrow(new RegExp(`${name} must be`));
  const log = createLogger({ level: "silent" });
  const limited = createDrivers();
  await startModels(readSettings([], { OPERATOR_CREDIT_USD: "0.50" }), limited, log, true).close();
  expect(limited.find(operatorLimit)).toBe(500_000);
  for (const wrong of ["five", "-1"]) expect(() => readSettings([], { OPERATOR_CREDIT_USD: wrong }), wrong).toThrow(/OPERATOR_CREDIT_USD/);
  expect(() => startModels(local, createDrivers(), log, false)).toThrow(/MODEL_PRIVATE_ADDRESSES/);

  const signal = AbortSignal.timeout(30_000);
  const behind = { kind: "compatible", name: "x", baseUrl: "http://127.0.0.1:9/v1" } as const;
  for (const [environment, onlyHere, reached] of [
    [{}, false, false],
    [{}, true, true],
    [{ MODEL_PRIVATE_ADDRESSES: "true" }, false, true],
    [{ MODEL_PRIVATE_ADDRESSES: "0" }, true, false],
  ] as const) {
    const drivers = createDrivers();
    const models = startModels(readSettings([], environment), drivers, log, onlyHere);
    const driver = drivers.get(modelDriver);
    expect(drivers.get(operatorAccounts)).toEqual([]);
    // Nobody listens there; what is refused is not even dialled.
    const fault = await driver.test(behind, signal).catch((error: unknown) => driver.faultOf(error));
    expect([environment, onlyHere, fault]).toMatchObject([environment, onlyHere, { kind: reached ? "unavailable" : "bad_request" }]);
    await models.close();
  }
});

import { expect, test } from "vitest";
import { ownServer } from "./own-server.ts";
import { administratorBy, askApp, endOfBuild } from "./visitor.ts";

const own = ownServer("Ada");
const ROOT = "api/recipe-assistant";

interface Written {
  text: string;
  offline: boolean;
  sources: { id: string; label: string }[];
}

test("an app with an assistant asks the gateway from inside its sandbox once an admin lets it, within its budget, and not a moment longer", async () => {
  const { client } = own.person;
  const project = await client.projects.startProject({ idea: "A recipe app with an AI assistant that suggests recipes" });
  const build = await endOfBuild(client, project.id);
  expect(build).toMatchObject({ state: "passed", version: 1 });
  const [appId, url] = [build.appId ?? "", build.url ?? ""];
  const { url: link } = await client.hosting.openApp({ appId });
  const { headers } = await administratorBy(own.server, link);
  const ask = async (question: string) => {
    const { status, body } = await askApp(own.server, `${url}/${ROOT}/answers`, { method: "POST", headers, body: { question } });
    return { status, ...(JSON.parse(body) as Written & { error?: { message: string } }) };
  };
  const ready = async () => JSON.parse((await askApp(own.server, `${url}/${ROOT}`, { headers })).body) as { ready: boolean };

  expect(await client.hosting.getModelsGrant({ appId })).toEqual({ wanted: true, granted: false, costs: null });
  expect(await ready()).toEqual({ ready: false });
  expect(await ask("Which recipes are easy?")).toMatchObject({
    status: 503,
    error: { message: expect.stringContaining("may not ask a model yet") as unknown },
  });

  expect(await client.hosting.grantModels({ appId, monthlyLimitMicros: 1_000_000 })).toMatchObject({ granted: true });
  expect(await ready()).toEqual({ ready: true });
  const answer = await ask("Which recipes are easy?");
  expect(answer).toMatchObject({ status: 200, offline: true, text: expect.stringMatching(/recipes? ha(?:ve|s) “easy”/) as unknown });
  const [first] = answer.sources;
  expect(answer.text).toContain(`**${first?.label}**`);
  const summary = await askApp(own.server, `${url}/${ROOT}/${first?.id}/summary`, { method: "POST", headers, body: {} });
  expect(JSON.parse(summary.body)).toMatchObject({ offline: true, text: expect.stringContaining(first?.label ?? "") as unknown });
  const counted = async () => (await client.hosting.getModelsGrant({ appId })).costs;
  await expect.poll(counted, { timeout: 60_000 }).toMatchObject({ monthlyLimitMicros: 1_000_000, calls: 2, totalMicros: 0 });

  // The key ends with the grant, also for what the app may have kept.
  expect(await client.hosting.revokeModels({ appId })).toMatchObject({ granted: false });
  expect(await ready()).toEqual({ ready: false });
  const { items } = await client.keys.listVirtualKeys({ limit: 10, revoked: true });
  expect(items).toMatchObject([{ appId, revokedAt: expect.any(Date) as unknown }]);
}, 300_000);

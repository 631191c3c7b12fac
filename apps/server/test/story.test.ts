import { expect, test } from "vitest";
import { ownServer } from "./own-server.ts";
import { administratorBy, askApp, endOfBuild, eventually, joinServer, saidIn } from "./visitor.ts";

const own = ownServer("Ada");

const IDEA = "A recipe app for keto dieters with ingredients, categories and comments";

async function filesOf(appId: string, version: number, folder: string): Promise<Map<string, string>> {
  const files = (await own.person.client.builder.listFiles({ appId, version })).filter((file) => file.path.startsWith(folder));
  return new Map(
    await Promise.all(
      files.map(async ({ path }) => [path, (await own.person.client.builder.readFile({ appId, version, path })).text] as const),
    ),
  );
}

test("one sentence becomes a live app; a wish becomes its next version with the data kept; it is rolled back, stopped, started, deleted", async () => {
  const { client } = own.person;
  const project = await client.projects.startProject({ idea: IDEA });
  const first = await endOfBuild(client, project.id);
  expect(first).toMatchObject({ state: "passed", version: 1, url: `http://keto-recipes.localhost:${own.server.port}` });
  const appId = first.appId ?? "";
  const url = first.url ?? "";
  expect((await askApp(own.server, `${url}/health`)).status).toBe(200);
  const page = await askApp(own.server, `${url}/`);
  expect([page.status, page.headers["content-type"], page.body.includes("<title>Keto Recipes")]).toEqual([
    200,
    "text/html; charset=utf-8",
    true,
  ]);

  const { url: link } = await client.hosting.openApp({ appId });
  const { user, headers } = await administratorBy(own.server, link);
  expect(user).toMatchObject({ email: own.person.email, role: "admin" });
  expect((await askApp(own.server, link)).status).toBe(403);

  const recipe = { title: "Cloud bread", instructions: "Beat, bake, cool.", tags: ["bread"] };
  const made = await askApp(own.server, `${url}/api/recipes`, { method: "POST", headers, body: recipe });
  expect(made).toMatchObject({ status: 201 });
  const { id } = JSON.parse(made.body) as { id: string };
  expect((await askApp(own.server, `${url}/api/recipes`, { method: "POST", body: recipe })).status).toBe(403);

  await client.chat.sendMessage({ threadId: project.threadId, text: "add a rating to recipes" });
  expect(await endOfBuild(client, project.id, 2)).toMatchObject({ state: "passed", version: 2, url });
  const kept = await askApp(own.server, `${url}/api/recipes/${id}`, { headers });
  expect(JSON.parse(kept.body)).toMatchObject({ ...recipe, rating: null });

  const [before, after] = await Promise.all([filesOf(appId, 1, "features/"), filesOf(appId, 2, "features/")]);
  const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
  expect(changed.length).toBeGreaterThan(0);
  // A slice that reads recipes has their table in the world of its own tests; its code is as it was.
  expect(changed.filter((path) => !path.startsWith("features/recipes/") && !path.endsWith("/tests/world.ts"))).toEqual([]);
  expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);

  expect(await client.hosting.rollbackApp({ appId, version: 1 })).toMatchObject({ version: 1, state: "live" });
  const rolledBack = JSON.parse((await askApp(own.server, `${url}/api/recipes/${id}`, { headers })).body) as object;
  expect(rolledBack).toMatchObject(recipe);
  expect(rolledBack).not.toHaveProperty("rating");

  await client.hosting.stopApp({ appId });
  expect(await askApp(own.server, `${url}/`)).toMatchObject({ status: 503, body: expect.stringContaining("This app is stopped") });
  expect(await client.hosting.startApp({ appId })).toMatchObject({ state: "live" });
  expect((await askApp(own.server, `${url}/health`)).status).toBe(200);
  const { lines } = await client.hosting.readLogs({ appId });
  expect(lines.map((line) => line.text).join("\n")).toMatch(/Version 1 started in \d+ ms/);

  await client.hosting.deleteApp({ appId });
  expect(await askApp(own.server, `${url}/`)).toMatchObject({
    status: 404,
    body: expect.stringContaining("There is no app at this address"),
  });
}, 300_000);

test("in an app's thread, and beside it, an agent knows the app and does what it is asked; whatever the offline model wrote says so", async () => {
  const { client } = own.person;
  const project = await client.projects.startProject({ idea: "A to-do list" });
  const { url } = await endOfBuild(client, project.id);
  const answerTo = async (threadId: string, text: string) => {
    const { id } = await client.chat.sendMessage({ threadId, text });
    return eventually(`an answer to “${text}”`, async () => {
      const messages = await saidIn(client, threadId);
      const [answer] = messages.filter((each) => each.id > id && each.writtenBy !== null && each.answerState === null);
      return answer && { ...answer, messages };
    });
  };
  const { messages: said, ...what } = await answerTo(project.threadId, "What can it do?");
  expect(what).toMatchObject({ writtenBy: "offline", text: expect.stringContaining("**Todo List**: Tasks in one place.") });
  const { id: threadId } = await client.chat.forkMessage({ messageId: what.id });
  for (const place of [project.threadId, threadId]) expect((await answerTo(place, "@vibe where is it?")).text).toContain(url);
  // All words here are of people who might do the same, and of what the product says of their app: nobody is asked.
  expect((await answerTo(project.threadId, "@paula remember that invoices are paid within 14 days")).text).toContain("14 days");
  expect((await client.memory.listMemories({ limit: 10 })).items.map(({ text }) => text)).toEqual([expect.stringContaining("14 days")]);
  expect((await client.approvals.listApprovals({ limit: 1 })).items).toEqual([]);
  expect(said.filter((message) => message.cards.some((card) => card.type === "spec"))).toMatchObject([{ writtenBy: "offline" }]);
  expect(await client.gateway.getStatus()).toMatchObject({ offline: true });
}, 120_000);

test("a viewer reads but starts nothing, and another workspace sees nothing", async () => {
  const { client, workspaceId } = own.person;
  const [vera, eve] = await Promise.all([joinServer(own.server, "Vera"), joinServer(own.server, "Eve")]);
  await client.identity.addMember({ email: vera.email, role: "viewer" });
  const viewer = vera.inWorkspace(workspaceId);
  const [app] = (await client.hosting.listApps({ limit: 1 })).items;
  if (!app) throw new Error("no app");
  const { projectId, threadId, id: appId } = app;

  expect(await viewer.hosting.getApp({ appId })).toMatchObject({ id: appId });
  const refused = { code: "forbidden", status: 403 };
  await expect(viewer.projects.startProject({ idea: IDEA })).rejects.toMatchObject(refused);
  await expect(viewer.chat.sendMessage({ threadId, text: "add a rating" })).rejects.toMatchObject(refused);
  await expect(viewer.hosting.stopApp({ appId })).rejects.toMatchObject(refused);
  await expect(viewer.hosting.openApp({ appId })).rejects.toMatchObject(refused);
  await expect(viewer.builder.cancelBuild({ projectId })).rejects.toMatchObject(refused);

  const unknown = { code: "not_found", status: 404 };
  expect((await eve.client.hosting.listApps({ limit: 10 })).items).toEqual([]);
  expect((await eve.client.projects.listProjects({ limit: 10 })).items).toEqual([]);
  await expect(eve.client.hosting.getApp({ appId })).rejects.toMatchObject(unknown);
  await expect(eve.client.hosting.openApp({ appId })).rejects.toMatchObject(unknown);
  await expect(eve.client.hosting.deleteApp({ appId })).rejects.toMatchObject(unknown);
  await expect(eve.client.builder.getBuild({ projectId })).rejects.toMatchObject(unknown);
  await expect(eve.client.builder.listFiles({ appId, version: 1 })).rejects.toMatchObject(unknown);
  await expect(eve.client.chat.sendMessage({ threadId, text: "hello" })).rejects.toMatchObject(unknown);
  await expect(eve.inWorkspace(workspaceId).hosting.listApps({ limit: 10 })).rejects.toMatchObject(unknown);
}, 60_000);

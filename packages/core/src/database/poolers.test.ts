import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTransactionPooler } from "../../test/transaction-pooler.ts";
import { makeWorld, type World } from "../../test/world.ts";
import { APP_ROLE } from "./database.ts";
import { migrateDatabase } from "./index.ts";

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

test("a pooler that shares connections between transactions is refused at the start", async () => {
  const direct = new URL(world.url);
  const pooler = await openTransactionPooler(join(direct.searchParams.get("host") ?? "", ".s.PGSQL.5432"));
  const pooled = `postgresql://${direct.username}@127.0.0.1:${pooler.port}${direct.pathname}`;
  try {
    await expect(migrateDatabase(pooled)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/^DATABASE_URL leads to a pooler .* pool_mode session\.$/) as unknown,
    });
  } finally {
    await pooler.close();
  }
  expect(await migrateDatabase(world.url)).toEqual({ useAppRole: true });
});

test("requests act as the role that owns nothing", async () => {
  const asked = await world.owner.db.select({ role: sql<string>`current_user` }).from(sql`(select 1) one`);
  expect(asked).toEqual([{ role: APP_ROLE }]);
});

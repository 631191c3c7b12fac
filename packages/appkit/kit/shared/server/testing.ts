import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { ApiError, Session } from "../types/session.ts";
import { insertAccount } from "./auth/accounts.ts";
import { createSession } from "./auth/sessions.ts";
import { createServer, type AppParts } from "./create-server.ts";
import type { Database } from "./database.ts";
import type { ModelsAccess } from "./models.ts";

export interface Answer<T> {
  status: number;
  body: T & Partial<ApiError>;
  text: string;
}

/** A real app on a database of its own, spoken to without a network. */
export interface World {
  app: FastifyInstance;
  database: Database;
  visitor: Client;
  /** Someone new who is signed in with this role. */
  person: (role: string, name?: string) => Promise<Client>;
  close: () => Promise<void>;
}

export async function createWorld(parts: AppParts, models?: ModelsAccess): Promise<World> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "app-test-"));
  const { app, database } = await createServer(parts, {
    dataDir,
    models,
    version: "test",
    behindProxy: false,
    logLevel: "silent",
    passwordCost: 4,
  });
  let count = 0;
  return {
    app,
    database,
    visitor: await Client.open(app),
    person: async (role, name = role) => {
      count += 1;
      const account = insertAccount(database, parts.config, [], { name, email: `${role}${count}@example.com`, passwordHash: null });
      database.run("UPDATE people SET role = ? WHERE id = ?", [role, account.id]);
      return Client.open(app, account.id, createSession(database, account.id));
    },
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Sends what the app's own pages send. */
export class Client {
  readonly id: string;
  readonly #app: FastifyInstance;
  readonly #cookies = new Map<string, string>();
  #csrfToken = "";

  private constructor(app: FastifyInstance, id: string) {
    this.#app = app;
    this.id = id;
  }

  static async open(app: FastifyInstance, id = "", token?: string): Promise<Client> {
    const client = new Client(app, id);
    if (token) client.#cookies.set("session", token);
    await client.refresh();
    return client;
  }

  async refresh(): Promise<Session> {
    const { body } = await this.get<Session>("/api/session");
    this.#csrfToken = body.csrfToken;
    return body;
  }

  get<T>(url: string): Promise<Answer<T>> {
    return this.#send("GET", url);
  }

  post<T>(url: string, body?: unknown): Promise<Answer<T>> {
    return this.#send("POST", url, body);
  }

  patch<T>(url: string, body: unknown): Promise<Answer<T>> {
    return this.#send("PATCH", url, body);
  }

  delete<T>(url: string): Promise<Answer<T>> {
    return this.#send("DELETE", url);
  }

  async #send<T>(method: "GET" | "POST" | "PATCH" | "DELETE", url: string, body?: unknown): Promise<Answer<T>> {
    const response = await this.#app.inject({
      method,
      url,
      headers: {
        host: "app.test",
        origin: "http://app.test",
        "x-csrf-token": this.#csrfToken,
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    for (const { name, value } of response.cookies) this.#cookies.set(name, value);
    const isJson = String(response.headers["content-type"]).startsWith("application/json");
    return { status: response.statusCode, body: (isJson ? response.json() : {}) as Answer<T>["body"], text: response.body };
  }
}

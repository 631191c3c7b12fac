import type { FastifyInstance } from "fastify";
import type { Context } from "../../../shared/server/context.ts";
import type { Database } from "../../../shared/server/database.ts";
import { RateLimit } from "../../../shared/server/rate-limit.ts";
import { contextOf, type ById, type Incoming } from "../../../shared/server/request.ts";
import { requirePerson } from "../../../shared/server/row-access.ts";
import { parse } from "../../../shared/server/validation.ts";
import { answerQuestion, draft, summarize } from "../services/assistant.ts";
import { Question, type Readiness } from "../types/assistant.ts";

const ROOT = "/api/example-slug";
const MOST_PER_PERSON = 20;
const WINDOW_MS = 10 * 60_000;

export function routes(app: FastifyInstance, database: Database): void {
  const perPerson = new RateLimit(MOST_PER_PERSON, WINDOW_MS);
  /** Each question costs something. */
  const counted = (request: Incoming): Context => {
    const context = contextOf(request, database);
    perPerson.count(requirePerson(context).id);
    return context;
  };

  app.get(ROOT, (request): Readiness => {
    requirePerson(contextOf(request, database));
    return { ready: app.models.ready };
  });

  app.post(`${ROOT}/answers`, (request) => {
    const { question } = parse(Question, request.body);
    return answerQuestion(counted(request), app.models, question);
  });

  app.post<ById>(`${ROOT}/:id/summary`, (request) => summarize(counted(request), app.models, request.params.id));

  app.post<ById>(`${ROOT}/:id/draft`, (request) => draft(counted(request), app.models, request.params.id));
}

import type { QueryClient } from "@tanstack/react-query";
import type { Queries } from "./api.ts";

/** As the model files of core define their events. */
interface EventDefinition<Payload> {
  readonly type: string;
  readonly payload: { safeParse(value: unknown): { success: true; data: Payload } | { success: false } };
}

export interface LiveEvent {
  type: string;
  payload: unknown;
  actorId: string;
  happenedAt: string;
}

export interface Cache {
  client: QueryClient;
  queries: Queries;
  /** Of the person who looks. */
  memberId: string;
}

/** A cache that events keep up to date. */
export interface FollowedCache extends Cache {
  /** More was missed than events tell: everything is read again. */
  startOver(): void;
}

export interface EventHandler {
  type: string;
  apply: (cache: FollowedCache, payload: unknown) => void;
}

/** What an event changes in the cache. A payload this version does not understand only makes its module reload. */
export function onEvent<Payload>(event: EventDefinition<Payload>, apply: (cache: FollowedCache, payload: Payload) => void): EventHandler {
  return {
    type: event.type,
    apply(cache, payload) {
      const parsed = event.payload.safeParse(payload);
      if (parsed.success) apply(cache, parsed.data);
      else void cache.client.invalidateQueries({ queryKey: [[event.type.split(".")[0]]] });
    },
  };
}

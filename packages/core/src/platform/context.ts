import type { Clock } from "./clock.ts";
import { ALL_WORKSPACES, NO_WORKSPACE, type Database, type ReadDb, type WriteDb } from "../database/index.ts";
import type { Drivers } from "./drivers.ts";
import { newId } from "./ids.ts";
import type { Logger } from "./log.ts";
import type { SecretBox } from "./secrets.ts";
import type { Signals } from "./signals.ts";
import type { Wakeups } from "./wakeups.ts";

export type ActorKind = "person" | "agent" | "system";

/** Who acts, and what they may: permissions are named `module:action`. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly can: ReadonlySet<string> | "everything";
  /** Sees of talk what every member may read, whatever channels it is in: for an agent's API key, which others hold. */
  readonly openOnly?: true;
  /** Sees of talk what all readers of this channel may read, the person it works for among them: for an agent that answers there. */
  readonly audienceOf?: string;
  /** The person for whom an agent works now. */
  readonly forMember?: string;
  /** The API key or connected tool that it asks with. */
  readonly keyId?: string;
  /** Comes with the operator's token, which programs of theirs may read: it decides nothing that only a person decides. */
  readonly byToken?: true;
}

/** The person who acts, or for whom the agent does that acts. */
export const personOf = ({ forMember, id }: Actor): string => forMember ?? id;

/** Whether a program acts, with a key that somebody gave it, or wrote this: nobody may have read what it says. */
export const isProgram = ({ keyId }: { readonly keyId?: string | null }): boolean => typeof keyId === "string";

/** Whether a person acts at a browser: what only a person decides comes by no key and no token, the operator's neither. */
export const isByHand = ({ kind, byToken, keyId }: Actor): boolean => kind === "person" && byToken === undefined && keyId === undefined;

/** The actor where a program asks in its name: what it writes is that program's. */
export const withKey = (actor: Actor, keyId: string | null | undefined): Actor => (keyId ? { ...actor, keyId } : actor);

/** What the process has one of. Built once in the composition root. */
export interface Platform {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secrets: SecretBox;
  readonly wakeups: Wakeups;
  readonly signals: Signals;
  readonly drivers: Drivers;
}

/** Who asks, in which workspace, with which database. The first argument of every verb; it reads only. */
export interface Context {
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly requestId: string;
  readonly log: Logger;
  readonly db: ReadDb;
}

/** A context inside a transaction; `write` is its only source. */
export interface Tx extends Context {
  readonly db: WriteDb;
  readonly clockNow: Date;
  /** Runs when the transaction has committed; for wake-ups, never for effects that must happen. */
  readonly afterCommit: (fn: () => void) => void;
}

export const SYSTEM: Actor = { kind: "system", id: "system", can: "everything" };

export function makeContext(platform: Platform, who: { workspaceId?: string; actor?: Actor; requestId?: string }): Context {
  const workspaceId = who.workspaceId ?? NO_WORKSPACE;
  const actor = who.actor ?? SYSTEM;
  const requestId = who.requestId ?? newId("req");
  return new RequestContext(platform, { workspaceId, actor, requestId, db: platform.database.reader(workspaceId) });
}

/** A class, as V8 keeps an object with a getter of its own as a dictionary: half a kilobyte for each of ten thousand open tabs. */
export class RequestContext<Db extends ReadDb = ReadDb> implements Context {
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly requestId: string;
  readonly db: Db;
  #log: Logger | undefined;

  constructor(platform: Platform, who: Pick<Context, "workspaceId" | "actor" | "requestId"> & { db: Db }) {
    this.platform = platform;
    this.workspaceId = who.workspaceId;
    this.actor = who.actor;
    this.requestId = who.requestId;
    this.db = who.db;
  }

  /** Made when it is asked for: most contexts never say anything. */
  get log(): Logger {
    const { requestId, workspaceId, actor } = this;
    return (this.#log ??= this.platform.log.child({ requestId, workspaceId, actor: actor.id }));
  }
}

/** For work of the platform itself over all workspaces: followers, the task claim, sign-in. */
export function systemContext(platform: Platform, workspaceId: string = ALL_WORKSPACES): Context {
  return makeContext(platform, { workspaceId, actor: SYSTEM });
}

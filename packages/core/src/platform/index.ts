/** What every module stands on: context, transactions, the event log, ids, errors, time and secrets. */
export {
  ALL_WORKSPACES,
  AppError,
  explainFault,
  messageOf,
  migrateDatabase,
  NO_WORKSPACE,
  openDatabase,
  placeholdersOf,
  columnsOf,
  prepareStatement,
  rowsFromArrays,
  sqlState,
  type Building,
  type Database,
  type ErrorCode,
  type ReadDb,
  type WriteDb,
} from "../database/index.ts";
export { systemClock, type Clock } from "./clock.ts";
export { firstIdAt, idAt, moveId, newId } from "./ids.ts";
export { createLogger, type Logger } from "./log.ts";
export { canonical } from "./canonical.ts";
export { createSecretBox, readKeyFile, type SecretBox } from "./secrets.ts";
export {
  isByHand,
  isProgram,
  makeContext,
  personOf,
  SYSTEM,
  systemContext,
  withKey,
  type Actor,
  type ActorKind,
  type Context,
  type Platform,
  type Tx,
} from "./context.ts";
export { actAs, isTx, may, requirePermission, write } from "./write.ts";
export { emit, endOfLog, isAfter, LOG_START, readEvents, settleLog, type Cursor, type StoredEvent } from "./events.ts";
export { defineEvent, Redaction, redacted, subjectOf, type EventDefinition, type Quotes } from "./event-definition.ts";
export { redactEvents } from "./redact-events.ts";
export { readJson } from "./read-json.ts";
export { deepFreeze, readOnce, remember } from "./remember.ts";
export { countAfter, startTail, type Tail } from "./tail.ts";
export { defineKnown } from "./define-known.ts";
export { defineFollower, on, onMany, type Follower, type FollowerPart } from "./define-follower.ts";
export { startFollowers, type RunningFollowers } from "./follow.ts";
export { createWakeups, type Wakeups } from "./wakeups.ts";
export { createSignals, type Signal, type Signals } from "./signals.ts";
export { PageInput, toPage, type Page } from "./paging.ts";
export { takeTurn } from "./rate-limit.ts";
export { createDrivers, driverSlot, type DriverBoard, type Drivers, type DriverSlot } from "./drivers.ts";
export { named, said, type Said } from "./said.ts";
export { itemsOf, streamOf } from "./stream-of.ts";
export {
  defineTool,
  inputSchemaOf,
  isTainting,
  toolCatalog,
  type ShownFile,
  type Tool,
  type ToolCall,
  type ToolDefinition,
  type ToolEffect,
} from "./tool-definition.ts";

import { driverSlot } from "../platform/index.ts";
import type { SandboxDriver } from "./driver.ts";

export const sandboxDriver = driverSlot<SandboxDriver>("sandbox driver");

/** The path of the socket on which this process answers model calls for what runs in sandboxes. */
export const modelsSocket = driverSlot<string>("socket of the models door");

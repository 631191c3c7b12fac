import { driverSlot, type Platform } from "../platform/index.ts";
import {
  createAccountHealth,
  createAdmission,
  createPace,
  createSharedBreaker,
  leaseFrom,
  type AccountHealth,
  type Admission,
  type AdmissionOptions,
  type Pace,
} from "../admission/index.ts";
import type { Patience } from "./attempt.ts";

/** What the operator sets for this process. */
export const gatewayLimits = driverSlot<Partial<AdmissionOptions & Patience>>("limits of the gateway");

const DEFAULTS: AdmissionOptions & Patience = {
  maxInFlight: 1_024,
  maxWaiting: 1_000,
  maxWaitMs: 30_000,
  firstWordMs: 300_000,
  betweenWordsMs: 120_000,
  callMs: 900_000,
  hedgeMs: 4_000,
  hedgeWholeMs: 30_000,
};

interface GatewayState {
  patience: Patience;
  pace: Pace;
  admission: Admission;
  health: AccountHealth;
}

const states = new WeakMap<Platform, GatewayState>();

/** What this process knows of providers: each learns for itself who is slow; circuits are told to the others, limits hold over all. */
export function gatewayState({ platform }: { platform: Platform }): GatewayState {
  const known = states.get(platform);
  if (known) return known;
  const limits = { ...DEFAULTS, ...platform.drivers.find(gatewayLimits) };
  const made = {
    patience: limits,
    pace: createPace(),
    admission: createAdmission(limits, leaseFrom(platform), platform.log),
    health: createAccountHealth(platform.clock, createSharedBreaker(platform)),
  };
  states.set(platform, made);
  return made;
}

/** From now on this process hears of the circuits of others, before its own first call too. Comes after the operator's limits. */
export function hearCircuits(platform: Platform): void {
  gatewayState({ platform });
}

/** When a model call may go to a provider, and with which key: limits of each minute, turns where many wait, keys and models that failed. */
export { createAdmission, type Admission, type AdmissionOptions, type RateLimits } from "./admission.ts";
export { leaseFrom } from "./rate-bucket.ts";
export { createAccountHealth, type AccountHealth } from "./account-health.ts";
export { createSharedBreaker } from "./shared-breaker.ts";
export { createPace, type Pace, type Until } from "./pace.ts";
export { pause, waitBefore } from "./backoff.ts";
export { tellOfWait, type OnWait } from "./tell-of-wait.ts";

/** The zone of this browser. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const OTHERS = Intl.supportedValuesOf("timeZone");

/** Every zone by its name, this browser's own first; one that is chosen already stays on the list. */
export function zonesWith(chosen: string): { value: string; label: string }[] {
  return [...new Set([HERE, "UTC", chosen, ...OTHERS])].filter((zone) => zone !== "").map((value) => ({ value, label: nameOf(value) }));
}

/** "America/New York": as it is searched for. */
export const nameOf = (zone: string): string => zone.replaceAll("_", " ");

/** How far its clocks are from Greenwich's now, such as "GMT+2". */
export function offsetOf(zone: string, at = new Date()): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

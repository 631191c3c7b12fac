const ELSEWHERE: Readonly<Record<string, string>> = { "⌘": "Ctrl+", "⌥": "Alt+", "⇧": "Shift+" };

/** Keys written with Apple's signs, as keyboards of that platform name them. */
export function keysOn(platform: string, keys: string): string {
  return /^(?:Mac|iP)/.test(platform) ? keys : keys.replaceAll(/[⌘⌥⇧]/g, (sign) => ELSEWHERE[sign] ?? sign);
}

import { findAppBySlug } from "@openvibe/core/hosting";
import { remember, type Platform } from "@openvibe/core/platform";

const KNOWN_MS = 2_000;
const UNKNOWN_MS = 250;
const MOST = 10_000;

/** Which app a host name's first label stands for, remembered for a moment: it is asked at every request of every app. */
export function rememberedNames(platform: Platform): (slug: string) => string | undefined | Promise<string | undefined> {
  const names = new Map<string, { appId: string | undefined; until: number }>();
  return (slug) => {
    const found = names.get(slug);
    if (found && found.until > performance.now()) return found.appId;
    return findAppBySlug(platform, slug).then((appId) => {
      remember(names, slug, { appId, until: performance.now() + (appId ? KNOWN_MS : UNKNOWN_MS) }, MOST);
      return appId;
    });
  };
}

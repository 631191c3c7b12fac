import { expect, it } from "vitest";
import { parseRoute, pathOf, type Place } from "./routes.ts";

const ROUTES: Place[] = [
  { screen: "new" },
  { screen: "channel", channelId: "chn_1" },
  { screen: "thread", threadId: "thr_1" },
  { screen: "apps" },
  { screen: "app", appId: "app_1", tab: "overview" },
  { screen: "app", appId: "app_1", tab: "checks" },
  { screen: "search" },
  { screen: "members" },
  { screen: "settings" },
];

it("reads back every address that it writes", () => {
  for (const route of ROUTES) expect(parseRoute(pathOf("wsp_1", route))).toEqual({ workspaceId: "wsp_1", route });
});

it("knows an address that leads nowhere", () => {
  for (const path of ["/w/wsp_1/nowhere", "/w/wsp_1/apps/app_1/nothing", "/w/wsp_1/members/x", "/w/wsp_1/t/thr_1/more/of/it"])
    expect(parseRoute(path).route).toEqual({ screen: "unknown" });
});

import type { MetadataRoute } from "next";
import { ICON_SIZES } from "../features/shell/app-icons.ts";

/** Makes the app installable. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "OpenVibe",
    short_name: "OpenVibe",
    description: "From one sentence to a tested, running app.",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f7f6f4",
    theme_color: "#3353d4",
    icons: [
      { src: "/app-icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      { src: "/app-icon.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
      ...ICON_SIZES.map((size) => ({ src: `/apple-icon/${size}`, sizes: `${size}x${size}`, type: "image/png" })),
    ],
  };
}

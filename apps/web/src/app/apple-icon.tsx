import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { ICON_SIZES, iconOf } from "../features/shell/app-icons.ts";

const drawing = `data:image/svg+xml;base64,${readFileSync(join(process.cwd(), "public/app-icon.svg")).toString("base64")}`;

/** Drawn from the SVG when the web app is built: iOS shows no SVG on the home screen. */
export function generateImageMetadata() {
  return ICON_SIZES.map(iconOf);
}

export default async function AppleIcon({ id }: { id: Promise<string | number> }) {
  const size = Number(await id);
  // oxlint-disable-next-line nextjs/no-img-element -- this is drawn, not loaded
  return new ImageResponse(<img src={drawing} alt="" width={size} height={size} />, { width: size, height: size });
}

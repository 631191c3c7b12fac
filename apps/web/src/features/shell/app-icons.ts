/** Of the home screen of iOS, and those that installed web apps are asked for, in pixels. */
export const ICON_SIZES = [180, 192, 512] as const;

export const iconOf = (size: number) => ({ id: String(size), contentType: "image/png", size: { width: size, height: size } });

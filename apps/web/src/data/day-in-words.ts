const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** "Nov 22, 2026", by the reader's clock. */
export const dayInWords = (at: Date | string): string => day.format(new Date(at));

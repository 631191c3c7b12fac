/** English, as the screens are, with the clock and the order of dates that somebody of this locale is used to. */
export function englishFor(locale: string): string {
  const { language, region } = new Intl.Locale(locale).maximize();
  if (language === "en" || region === undefined) return locale;
  const { hourCycle } = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).resolvedOptions();
  return new Intl.Locale(`en-${region}`, { hourCycle }).toString();
}

/** Of whoever reads, as this browser is set. */
export const READER_LOCALE = englishFor(Intl.DateTimeFormat().resolvedOptions().locale);

/** For the next visit. Where the browser has no room, or gives none, it is forgotten with the tab, and nothing breaks. */
export function keepOnDevice(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // What is shown does not hang on it.
  }
}

/** Told what a call waits for, in words that go on from "is", when it does not go soon; null when it waits no more. */
export type OnWait = (what: string | null) => void;

/** A shorter wait is not worth a word. */
const UNTOLD_MS = 1_000;

/** Tells of a wait that is not over in a moment. */
export function tellOfWait(onWait: OnWait | undefined, what: () => string): { end(): void } {
  let isTold = false;
  const timer =
    onWait &&
    setTimeout(() => {
      isTold = true;
      onWait(what());
    }, UNTOLD_MS);
  return {
    end() {
      clearTimeout(timer);
      if (isTold) onWait?.(null);
    },
  };
}

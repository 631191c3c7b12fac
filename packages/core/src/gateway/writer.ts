import { AppError } from "../platform/index.ts";
import type { CallReport } from "./purpose.ts";

/** Who wrote an answer, as what is made of it says. */
export interface Writer {
  /** "offline", or "provider/model". */
  writtenBy: string;
  /** The model that was asked first and did not answer. */
  insteadOf: string | undefined;
  /** Why that one did not, in plain words. */
  why?: string | undefined;
}

type Reported = Pick<CallReport, "provider" | "model" | "offline"> & {
  fallbackFrom?: string | undefined;
  fallbackReason?: string | undefined;
};

export function writerOf({ offline, provider, model, fallbackFrom, fallbackReason: why }: Reported): Writer {
  return { writtenBy: offline ? provider : `${provider}/${model}`, insteadOf: fallbackFrom, ...(why === undefined ? {} : { why }) };
}

/** An answer broke off after its first words: the error knows who wrote them. */
export class BrokenOff extends AppError {
  readonly writer: Writer;

  constructor({ code, message, details = {}, cause }: AppError, writer: Writer) {
    super(code, message, { cause, details });
    this.writer = writer;
  }
}

/** Who wrote the words that came before this error; undefined where none had come. */
export function writerBefore(error: unknown): Writer | undefined {
  return error instanceof BrokenOff ? error.writer : undefined;
}

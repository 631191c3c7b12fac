const STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** Expected, safe to show, and says what to do; anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Field name to what is wrong with it. */
  readonly fields: Record<string, string> | undefined;

  constructor(code: ErrorCode, message: string, fields?: Record<string, string>) {
    super(message);
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

export function staleRow(): AppError {
  return new AppError("conflict", "Someone else changed this in the meantime; reload it and try again");
}

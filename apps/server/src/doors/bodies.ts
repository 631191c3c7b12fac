const DATE = 1;

type Path = readonly (string | number)[];

/** What a call was sent in oRPC's envelope; undefined where values that JSON does not know came with it. */
export function readRpcBody(body: unknown): { input: unknown } | undefined {
  if (body === undefined || body === null) return { input: undefined };
  const { json, meta } = body as { json?: unknown; meta?: unknown };
  return meta === undefined || (Array.isArray(meta) && meta.length === 0) ? { input: json } : undefined;
}

type Write = (output: unknown) => string | undefined;

/**
 * The answer in oRPC's envelope, or undefined for what is more than plain data and times. oRPC's own writer asks a dozen questions of each
 * value and copies it.
 */
export const writeRpcBody = keeping((output) => {
  const times: Path[] = [];
  if (!isPlain(output, [], times)) return undefined;
  return JSON.stringify(times.length > 0 ? { json: output, meta: times } : { json: output });
});

/** The answer as plain JSON, times in ISO 8601, or undefined where JSON cannot say it. */
export const writeRestBody = keeping((output) => (isPlain(output, [], []) ? JSON.stringify(output) : undefined));

/** Frozen answers, which are frozen as a whole, are given again and again, and written once. */
function keeping(write: Write): (output: unknown) => string | Buffer | undefined {
  const written = new WeakMap<object, Buffer>();
  return (output) => {
    if (typeof output !== "object" || output === null || !Object.isFrozen(output)) return write(output);
    const known = written.get(output);
    if (known !== undefined) return known;
    const text = write(output);
    if (text === undefined) return undefined;
    const body = Buffer.from(text);
    written.set(output, body);
    return body;
  };
}

/** Whether JSON can say it, but for times, whose places are noted. */
function isPlain(value: unknown, path: Path, times: Path[]): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || isPlainObject(value, path, times);
    default:
      return false;
  }
}

function isPlainObject(value: object, path: Path, times: Path[]): boolean {
  if (value instanceof Date) return times.push([DATE, ...path]) > 0 && !Number.isNaN(value.getTime());
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      if (item === undefined || (!isSimple(item) && !isPlain(item, [...path, index], times))) return false;
    }
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || "toJSON" in value) return false;
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (!isSimple(item) && !isPlain(item, [...path, key], times)) return false;
  }
  return true;
}

const isSimple = (value: unknown) => typeof value === "string" || value === null || typeof value === "boolean";

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "../database/index.ts";

const FORMAT = "v1";

/** Secrets at rest: AES-256-GCM, bound to their place by additional authenticated data. */
export interface SecretBox {
  /** `place` names the row and column, so that a ciphertext moved elsewhere does not open. */
  seal(plain: string, place: string): string;
  open(sealed: string, place: string): string;
  /** A key for one purpose, 32 bytes, derived from the master key. */
  derive(purpose: string): Buffer;
}

export function createSecretBox(key: Buffer): SecretBox {
  if (key.length !== 32) throw new AppError("bad_request", "The key file must hold 32 bytes in base64. Restore it from your backup.");
  return {
    seal(plain, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [FORMAT, nonce.toString("base64url"), cipher.getAuthTag().toString("base64url"), body.toString("base64url")].join(".");
    },
    open(sealed, place) {
      const [format, nonce, tag, body] = sealed.split(".");
      if (format !== FORMAT || !nonce || !tag || body === undefined)
        throw new AppError("bad_request", "This secret is not in a known format.");
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url")).setAAD(Buffer.from(place));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      try {
        return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new AppError(
          "bad_request",
          "This secret cannot be opened with the present key file. Restore the key file it was sealed with.",
          { cause },
        );
      }
    },
    derive: (purpose) => createHmac("sha256", key).update(purpose).digest(),
  };
}

/** Reads the master key, making it on first use. Refuses a file that others may read. */
export async function readKeyFile(path: string): Promise<Buffer> {
  await mkdir(dirname(path), { recursive: true });
  const existing = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (existing === undefined) return createKeyFile(path);
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw new AppError("forbidden", `Others on this machine may read the key file. Run: chmod 600 ${path}`);
  return Buffer.from(existing.trim(), "base64");
}

async function createKeyFile(path: string): Promise<Buffer> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  await chmod(draft, 0o600);
  // NOTE: link fails when another process was first; its key is then the one that counts.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await unlink(draft);
  return Buffer.from((await readFile(path, "utf8")).trim(), "base64");
}

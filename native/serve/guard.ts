import { randomBytes, timingSafeEqual } from "node:crypto";

/** Decides who may talk to the browser host: only a window that was opened with the one-time token, from this machine. */
export class Guard {
  readonly #session = randomBytes(24).toString("base64url");
  #token: string | null = randomBytes(24).toString("base64url");
  readonly #cookieName: string;
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
    // Cookies do not know ports: two Argils on one machine would overwrite each other's.
    this.#cookieName = `argil-${port}`;
  }

  /** The token to put into the URL; valid for one request. */
  get token(): string {
    return this.#token ?? "";
  }

  /** A page elsewhere can reach loopback by name (DNS rebinding) but cannot fake these headers. */
  isLocal(headers: { host?: string | undefined; origin?: string | undefined }): boolean {
    const hosts = [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`];
    if (!hosts.includes(headers.host ?? "")) return false;
    return headers.origin === undefined || hosts.some((host) => headers.origin === `http://${host}`);
  }

  /** Trades the one-time token for a session cookie; null when it is wrong or spent. */
  redeem(token: string): string | null {
    if (this.#token === null || !isEqual(token, this.#token)) return null;
    this.#token = null;
    return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** True when the request carries the session's cookie. */
  isKnown(cookies: string | undefined): boolean {
    const pairs = (cookies ?? "").split(";").map((pair) => pair.trim().split("="));
    return pairs.some(([name, value]) => name === this.#cookieName && isEqual(value ?? "", this.#session));
  }

  /** The same right for a host process that holds no cookies, as `Authorization: Bearer`. */
  isBearer(authorization: string | undefined): boolean {
    return isEqual(authorization ?? "", `Bearer ${this.#session}`);
  }

  /** For the desktop's main process only. */
  get bearer(): string {
    return this.#session;
  }
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

import { describe, expect, it } from "vitest";
import { Guard } from "../../../../native/serve/guard.ts";

const cookieOf = (guard: Guard) => guard.redeem(guard.token)!.split(";")[0]!;

describe("Guard", () => {
  it("knows its own port under both names of this computer, and no other host", () => {
    const guard = new Guard(4100);
    const isLocal = (host: string | undefined) => guard.isLocal({ host });
    expect([isLocal("127.0.0.1:4100"), isLocal("localhost:4100")]).toEqual([true, true]);
    expect(
      [
        "127.0.0.1:4101",
        "127.0.0.1",
        "evil.example:4100",
        "127.0.0.1:4100.evil.example",
        "",
        undefined,
      ].filter(isLocal),
    ).toEqual([]);
  });

  it("lets only its own origins ask, where an origin is said", () => {
    const isLocal = (origin: string) => new Guard(4100).isLocal({ host: "localhost:4100", origin });
    expect(["http://localhost:4100", "http://127.0.0.1:4100"].filter(isLocal).length).toBe(2);
    expect(
      ["https://localhost:4100", "http://localhost:4200", "https://evil.example", "null", ""].filter(isLocal),
    ).toEqual([]);
  });

  it("takes its token once, and no other", () => {
    const guard = new Guard(4100);
    const { token } = guard;
    expect(guard.redeem(`${token.slice(0, -1)}!`)).toBeNull();
    expect(guard.redeem("")).toBeNull();
    expect(guard.redeem(token)).toMatch(/^argil-4100=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(guard.redeem(token)).toBeNull();
    expect(guard.redeem("")).toBeNull();
    expect(guard.token).toBe("");
  });

  it("knows its cookie among others, and not that of another Argil", () => {
    const [guard, other] = [new Guard(4100), new Guard(4200)];
    const cookie = cookieOf(guard);
    expect(guard.isKnown(`theme=dark; ${cookie}; argil-4200=x`)).toBe(true);
    expect(guard.isKnown(cookieOf(other))).toBe(false);
    expect([undefined, "", "argil-4100", "argil-4100=", `${cookie}x`].some((one) => guard.isKnown(one))).toBe(
      false,
    );
  });

  it("lets the desktop's main process in by its bearer only", () => {
    const guard = new Guard(4100);
    expect(guard.isBearer(`Bearer ${guard.bearer}`)).toBe(true);
    expect([undefined, "", "Bearer ", guard.bearer].some((one) => guard.isBearer(one))).toBe(false);
  });

  it("makes new secrets every time", () => {
    expect(new Guard(4100).token).not.toBe(new Guard(4100).token);
  });
});

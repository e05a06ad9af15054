// A running program with a database and a port of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ROOT } from "./modules.mjs";

export const PASSWORD = "violet kettle 92 tram";
export const NEW_PASSWORD = "an umbrella for 40 herons";

const running = new Set();

export const stopSites = () => running.forEach((site) => site.kill());
process.on("exit", stopSites);

export const program = () => {
  const built = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
  const path = resolve(process.env.ROSTER_BIN ?? join(built, "debug/roster"));
  if (!existsSync(path)) throw new Error(`${path} is missing: cargo build, or set ROSTER_BIN`);
  return path;
};

/** Asks again and again until there is an answer, for at most 30 seconds. */
export async function eventually(what, ask) {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

export class Site {
  /**
   * `settings` are environment variables beyond the usual ones; `before` may
   * run commands while nothing serves.
   */
  static async start(settings = {}, before = async () => {}) {
    const site = new Site();
    const port = await freePort();
    site.url = `http://127.0.0.1:${port}`;
    site.folder = mkdtempSync(join(tmpdir(), "roster-browser-"));
    site.env = {
      PATH: process.env.PATH,
      HOME: site.folder,
      ROSTER_HTTP__LISTEN: `127.0.0.1:${port}`,
      ROSTER_HTTP__PUBLIC_URL: site.url,
      ROSTER_DATABASE__URL: `sqlite://${join(site.folder, "roster.db")}`,
      ROSTER_OBJECTS__URL: `file://${join(site.folder, "objects")}`,
      ROSTER_PASSWORDS__MEMORY_KIB: "64",
      ROSTER_PASSWORDS__PASSES: "1",
      ROSTER_LIMITS__ENABLED: "false",
      ...settings,
    };
    await before(site);
    site.output = "";
    site.child = spawn(program(), ["serve"], { cwd: site.folder, env: site.env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [site.child.stdout, site.child.stderr]) {
      stream.on("data", (data) => (site.output += data));
    }
    running.add(site);
    await eventually("the program to be ready", async () => {
      if (site.child.exitCode !== null) throw new Error(`roster ended:\n${site.output}`);
      return fetch(`${site.url}/health/ready`).then((answer) => answer.ok, () => false);
    });
    return site;
  }

  kill() {
    this.child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
    running.delete(this);
  }

  /** Runs a command of the program; its standard output. */
  roster(args, input = "") {
    return new Promise((done, fail) => {
      const child = spawn(program(), args, { cwd: this.folder, env: this.env });
      let out = "";
      let err = "";
      child.stdout.on("data", (data) => (out += data));
      child.stderr.on("data", (data) => (err += data));
      child.on("error", fail);
      child.on("close", (code) => {
        if (code === 0) done(out);
        else fail(new Error(`roster ${args.join(" ")} ended with ${code}: ${err}`));
      });
      child.stdin.end(input);
    });
  }

  /** Makes a verified member, NAME@example.org, with the usual password. */
  async member(name) {
    const email = `${name}@example.org`;
    await this.roster(["users", "create", "--email", email, "--nickname", name, "--password-stdin"], PASSWORD);
    return email;
  }

  /** Waits for a mail of this type; the link in it whose path begins so. */
  async link(to, type, start) {
    const mail = await eventually(`a mail of type ${type} to ${to}`, async () => {
      const all = JSON.parse(await this.roster(["mailbox", "list", "--output", "json"]));
      return all.find((mail) => mail.to === to && mail.type === type);
    });
    const { text } = JSON.parse(await this.roster(["mailbox", "show", mail.id, "--output", "json"]));
    const link = text.match(/http:\/\/[^\s<>()[\]"']+/g).find((link) => new URL(link).pathname.startsWith(start));
    if (!link) throw new Error(`no link ${start} in: ${text}`);
    return link.replace(/[.,]$/, "");
  }

  /** The link that makes the first administrator, from standard output. */
  setupLink() {
    return this.output.match(/http:\S+\/setup\/\S+/)[0];
  }
}

/** The English texts of the pages. */
const folder = join(ROOT, "locales/en");
const ftl = readdirSync(folder).filter((name) => name.endsWith(".ftl")).map((name) => readFileSync(join(folder, name), "utf8"));
const texts = new Map([...ftl.join("\n").matchAll(/^([a-z][\w-]*) = (.+)$/gm)].map(([, key, value]) => [key, value]));

export function text(key) {
  if (!texts.has(key)) throw new Error(`no text ${key}`);
  return texts.get(key);
}

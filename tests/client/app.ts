// What an app keeps around the generated client: the session, and one key for each thing done.
import { randomUUID } from "node:crypto";
import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type Ticket = components["schemas"]["Ticket"];
export type Problem = components["schemas"]["Problem"];
export type Desk = Client<paths>;

/** A step of the log-in: what is due next, or nobody knows. */
interface Flows {
  meta: { session_token?: string; is_authenticated: boolean };
  data: { flows?: { id: string; is_pending?: boolean }[] };
}

export class Session {
  token = "";

  constructor(readonly site: string) {}

  /** Do one step at the door for apps; return the flow that is due then, or "" when logged in. */
  async step(path: string, body: object, method = "POST"): Promise<string> {
    const answer = await fetch(`${this.site}/_allauth/app/v1/${path}`, {
      method,
      headers: {
        "Content-Type": "application/json",
        ...(this.token ? { "X-Session-Token": this.token } : {}),
      },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as Flows;
    this.token = said.meta?.session_token ?? this.token;
    if (answer.status === 200) return "";
    if (answer.status !== 401) throw new Error(`${path}: ${answer.status} ${JSON.stringify(said)}`);
    return said.data.flows?.find((flow) => flow.is_pending)?.id ?? "none";
  }

  async logOut(): Promise<void> {
    await this.step("auth/session", {}, "DELETE");
  }

  desk(language: "en" | "zh-hans"): Desk {
    const client = createClient<paths>({ baseUrl: this.site });
    const headers: Middleware = {
      onRequest: ({ request }) => {
        if (this.token) request.headers.set("X-Session-Token", this.token);
        request.headers.set("Accept-Language", language);
        return request;
      },
    };
    client.use(headers);
    return client;
  }
}

/** Return what was read; throw the problem of what was not. */
export function read<Data>(answer: { data?: Data; error?: unknown; response: Response }): Data {
  if (answer.data === undefined) {
    throw new Error(`${answer.response.status} ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

export function etagOf(answer: { response: Response }): string {
  const etag = answer.response.headers.get("ETag");
  if (!etag) throw new Error("no ETag");
  return etag;
}

export function once(): { "Idempotency-Key": string } {
  return { "Idempotency-Key": randomUUID() };
}

/** Send a file in parts by tus; return the id to name it by in a message. */
export async function upload(session: Session, name: string, bytes: Uint8Array): Promise<string> {
  const headers = { "Tus-Resumable": "1.0.0", "X-Session-Token": session.token };
  const begun = await fetch(`${session.site}/api/v1/uploads/`, {
    method: "POST",
    headers: {
      ...headers,
      "Upload-Length": String(bytes.length),
      "Upload-Metadata": `filename ${Buffer.from(name).toString("base64")}`,
    },
  });
  if (begun.status !== 201) throw new Error(`upload: ${begun.status} ${await begun.text()}`);
  const address = new URL(begun.headers.get("Location") ?? "", session.site);
  const half = Math.ceil(bytes.length / 2);
  for (const [from, to] of [[0, half], [half, bytes.length]] as const) {
    const part = await fetch(address, {
      method: "PATCH",
      headers: {
        ...headers,
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": String(from),
      },
      body: bytes.slice(from, to),
    });
    if (part.status !== 204) throw new Error(`part: ${part.status} ${await part.text()}`);
  }
  const { id } = (await begun.json()) as { id: string };
  return id;
}

/** Listen to all of my tickets; yields the id of each that changed. `EventSource` sends no header. */
export async function* changes(session: Session, end: AbortSignal): AsyncGenerator<string> {
  const answer = await fetch(`${session.site}/api/v1/events/`, {
    headers: { Accept: "text/event-stream", "X-Session-Token": session.token },
    signal: end,
  });
  if (answer.status !== 200 || !answer.body) throw new Error(`events: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (rest + part.value).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      if (!event.startsWith("event: changed")) continue;
      const data = JSON.parse(event.slice(event.indexOf("data: ") + 6)) as { ticket?: string };
      if (data.ticket) yield data.ticket;
    }
  }
}

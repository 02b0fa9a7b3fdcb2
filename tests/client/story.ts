// One evening of an app, against a real site. Everything typed comes from the description.
//
// DESK_SITE, DESK_EMAIL: where, and who. DESK_MAILS: the folder of the mails that were sent.
// DESK_SOLVED: a ticket of theirs that was solved.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changes, etagOf, once, read, Session, upload } from "./app.js";

const { DESK_SITE = "", DESK_EMAIL = "", DESK_MAILS = "", DESK_SOLVED = "" } = process.env;

/** Return the code that stands on a line of its own in the last mail. */
function code(): string {
  const [last] = readdirSync(DESK_MAILS).sort().reverse();
  const mail = readFileSync(join(DESK_MAILS, last ?? ""), "utf8");
  const found = /^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$/m.exec(mail);
  assert.ok(found?.[1], mail);
  return found[1];
}

function tell(chapter: string): void {
  console.log(`ok ${chapter}`);
}

const session = new Session(DESK_SITE);
const desk = session.desk("en");

const stranger = await desk.GET("/api/v1/me/");
assert.equal(stranger.response.status, 401);
assert.equal(stranger.error?.status, 401);

assert.equal(await session.step("auth/code/request", { email: DESK_EMAIL }), "login_by_code");
assert.equal(await session.step("auth/code/confirm", { code: code() }), "");
const me = read(await desk.GET("/api/v1/me/"));
assert.equal(me.email, DESK_EMAIL);
assert.deepEqual(me.roles, ["buyer"]);
tell("logs in by a code of the mail");

const renamed = read(await desk.PATCH("/api/v1/me/", { body: { name: "Lin Mei" } }));
assert.equal(renamed.name, "Lin Mei");

const orders = read(await desk.GET("/api/v1/me/orders/", { params: { query: { page_size: 5 } } }));
const order = orders.results[0];
assert.ok(order, "an order");
assert.ok(order.ships_late && order.total.currency);
tell("lists orders");

const advice = read(
  await desk.POST("/api/v1/suggestions/", {
    body: { text: "When will my order ship?", category: "not-shipped", things: [order.number] },
  }),
);
assert.ok(advice.promised_at === null || Date.parse(advice.promised_at) > Date.now());
tell("asks for suggestions");

const schema = await desk.GET("/api/v1/categories/{key}/schema/", {
  params: { path: { key: "not-shipped" } },
});
const form = read(schema) as { properties: { order: { enum: string[] } } };
assert.deepEqual(form.properties.order.enum, [order.number]);

const heard = changes(session, AbortSignal.timeout(60_000));
const first = heard.next();

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const file = await upload(session, "receipt.png", pixel);
const key = once();
const filing = {
  params: { header: key },
  body: {
    category: "not-shipped",
    body: "It should have shipped on Friday. When will it?",
    answers: { order: order.number },
    files: [file],
  },
};
const filed = read(await desk.POST("/api/v1/tickets/", filing));
const again = await desk.POST("/api/v1/tickets/", filing);
assert.equal(again.response.headers.get("Idempotent-Replayed"), "true");
assert.equal(read(again).id, filed.id);
assert.equal(filed.deadlines[0]?.kind, "ship_by");
assert.ok(filed.promise && Date.parse(filed.promise.due_at) > Date.now());
tell("files with a file sent in parts, twice the same call, once the ticket");

let told = await first;
while (told.value !== filed.id && !told.done) told = await heard.next();
assert.equal(told.value, filed.id);
tell("hears of it live");

const path = { ticket_id: filed.id };
const shown = await desk.GET("/api/v1/tickets/{ticket_id}/", { params: { path } });
const etag = etagOf(shown);
const unchanged = await desk.GET("/api/v1/tickets/{ticket_id}/", {
  params: { path, header: { "If-None-Match": etag } },
});
assert.equal(unchanged.response.status, 304);
const messages = read(
  await desk.GET("/api/v1/tickets/{ticket_id}/messages/", { params: { path } }),
);
assert.equal(messages.results[0]?.files[0]?.name, "receipt.png");
tell("reads by its tag");

const said = await desk.POST("/api/v1/tickets/{ticket_id}/messages/", {
  params: { path, header: { ...once(), "If-Match": etag } },
  body: { body: "The address is the one in Shanghai." },
});
assert.equal(read(said).author, "customer");
const late = await desk.POST("/api/v1/tickets/{ticket_id}/withdraw/", {
  params: { path, header: { ...once(), "If-Match": etag } },
  body: { reason: "It came." },
});
assert.equal(late.response.status, 412);
assert.equal(late.error?.code, "changed");
tell("answers, and is told that what it read is old");

const withdrawn = await desk.POST("/api/v1/tickets/{ticket_id}/withdraw/", {
  params: { path, header: { ...once(), "If-Match": etagOf(late) } },
  body: { reason: "It came." },
});
assert.equal(read(withdrawn).state, "withdrawn");
tell("withdraws");

const solved = { ticket_id: DESK_SOLVED };
const rated = await desk.POST("/api/v1/tickets/{ticket_id}/rating/", {
  params: { path: solved, header: once() },
  body: { score: 5 },
});
assert.equal(read(rated).can_be_explained, true);
const why = await desk.PATCH("/api/v1/tickets/{ticket_id}/rating/", {
  params: { path: solved, header: once() },
  body: { reasons: ["fast"], comment: "Quick." },
});
assert.deepEqual(read(why).reasons, ["fast"]);
const reopened = await desk.POST("/api/v1/tickets/{ticket_id}/reopen/", {
  params: { path: solved, header: once() },
  body: { reason: "It came back." },
});
assert.equal(read(reopened).state, "new");
tell("rates, says why, and reopens");

const found = await desk.GET("/api/v1/articles/search/", {
  params: { query: { q: "When will my order ship?" } },
});
assert.ok(Array.isArray(read(found).results));
assert.match(found.response.headers.get("RateLimit") ?? "", /"user";r=\d+;t=\d+/);

const chinese = session.desk("zh-hans");
const category = await chinese.GET("/api/v1/categories/{key}/", {
  params: { path: { key: "not-shipped" } },
});
assert.match(read(category).name, /[\u4e00-\u9fff]/);
tell("searches, and reads in Chinese");

await session.logOut();
const gone = await desk.GET("/api/v1/tickets/", {});
assert.equal(gone.response.status, 401);
tell("logs out");
process.exit(0);

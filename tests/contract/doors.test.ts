import { randomUUID } from "node:crypto";
import { Validator } from "@seriousme/openapi-schema-validator";
import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { roles, type Role } from "#shared/domain/accounts/roles.ts";
import { isRawBody, type Allow, type RouteDefinition } from "#shared/protocol/define.ts";
import { routes } from "#shared/protocol/http.ts";
import { commands } from "#shared/protocol/socket.ts";
import { commands as boundCommands, routes as boundRoutes } from "#server/features/index.ts";
import { announced } from "#tests/support/announced-body.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";

/** Walks every door of the platform with every role: what a contract does not allow is refused before anything else. */

let app: TestApp;
const callers = new Map<Role, Caller>();

beforeAll(async () => {
  app = await startTestApp();
  const body = await app.deps.db.body.create({
    data: { code: "WALK", name: "Ordre", professionKey: "nursing", profession: "infirmière ou infirmier" },
  });
  for (const role of roles) {
    const accountId = await app.account({ roles: [role], ...(role === "CLERK" ? { bodyId: body.id } : {}) });
    callers.set(role, await app.as(accountId));
  }
});

afterAll(() => app.stop());

const addressOf = (route: RouteDefinition, id: string): string => route.path.replaceAll(/:\w+/g, id);

/** A request whose body is well-formed JSON but says nothing. */
const emptyRequest = (route: RouteDefinition): { body?: string; headers?: Record<string, string> } => {
  if (route.method === "GET" || route.method === "DELETE") return {};
  if (isRawBody(route.body)) return { body: "x", headers: { "content-type": route.body.mimes[0] ?? "text/plain" } };
  return { body: "{}", headers: { "content-type": "application/json" } };
};

const isAllowed = (allow: Allow, role: Role): boolean => allow === "PUBLIC" || allow === "SIGNED_IN" || allow.includes(role);

const codeOf = async (response: Response): Promise<string | undefined> => {
  const text = await response.text();
  return text.startsWith('{"error"') ? (JSON.parse(text) as { error: { code: string } }).error.code : undefined;
};

test("[DOOR-1] every contract is served, once, and nothing else is", () => {
  expect(boundRoutes.map(({ route }) => route.name).toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
  expect(boundCommands.map(({ command }) => command.name).toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  const doors = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ":")}`);
  expect(doors).toEqual([...new Set(doors)]);
});

describe.each(routes.map((route) => [route.name, route] as const))("route %s", (_name, route) => {
  test("[DOOR-2] a visitor is refused unless the door is public", async () => {
    const response = await app.visitor().raw(route.method, addressOf(route, randomUUID()), emptyRequest(route));
    const code = await codeOf(response);
    if (route.allow === "PUBLIC") expect(["NOT_SIGNED_IN", "FORBIDDEN"]).not.toContain(code);
    else expect([response.status, code]).toEqual([401, "NOT_SIGNED_IN"]);
  });

  test("[DOOR-3] a role that the contract does not name is refused, whatever it sends", async () => {
    for (const role of roles.filter((one) => !isAllowed(route.allow, one))) {
      const response = await callers.get(role)!.raw(route.method, addressOf(route, randomUUID()), emptyRequest(route));
      expect([role, response.status, await codeOf(response)]).toEqual([role, 403, "FORBIDDEN"]);
    }
  });

  test("[DOOR-4] an object that does not exist or is not the actor's own is never served, and never a surprise", async () => {
    for (const role of roles.filter((one) => isAllowed(route.allow, one))) {
      if (!route.path.includes(":")) continue;
      const response = await callers.get(role)!.raw(route.method, addressOf(route, randomUUID()), emptyRequest(route));
      expect(response.status, `${role} ${route.method} ${route.path}`).not.toBe(500);
      if (!(route.allow === "PUBLIC")) expect(response.ok, `${role} ${route.method} ${route.path}`).toBe(false);
    }
  });

  test("[DOOR-5] bad parameters are named, not swallowed", async () => {
    const role = roles.find((one) => isAllowed(route.allow, one));
    const names = Array.from(route.path.matchAll(/:(\w+)/g), ([, name]) => name ?? "");
    // A code that anybody may type has no bad form: its route says «mistyped».
    const takesAnything = route.params && z.safeParse(route.params, Object.fromEntries(names.map((name) => [name, "\0bad"]))).success;
    if (names.length === 0 || takesAnything !== false || !role) return;
    const response = await callers.get(role)!.raw(route.method, addressOf(route, "%00bad"), emptyRequest(route));
    expect(response.status).toBe(422);
    const { error } = (await response.json()) as { error: { code: string; faults: { path: string }[] } };
    expect(error.code).toBe("BAD_INPUT");
    expect(error.faults.map(({ path }) => path)).toEqual(expect.arrayContaining([expect.stringMatching(/^params\./)]));
  });

  test("[DOOR-6] a body that is not what the contract says is refused with the path of what is wrong", async () => {
    const role = roles.find((one) => isAllowed(route.allow, one));
    if (!route.body || isRawBody(route.body) || !role || z.safeParse(route.body, { nothing: Symbol.iterator }).success) return;
    const response = await callers.get(role)!.raw(route.method, addressOf(route, randomUUID()), {
      body: JSON.stringify(["not", "an", "object"]),
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(422);
    const { error } = (await response.json()) as { error: { code: string; faults: { path: string }[] } };
    expect(error.code).toBe("BAD_INPUT");
    expect(error.faults.length).toBeGreaterThan(0);
  });

  test("[DOOR-7] a page of another site cannot change anything", async () => {
    if (route.method === "GET") return;
    const response = await app.visitor().raw(route.method, addressOf(route, randomUUID()), {
      ...emptyRequest(route),
      headers: { ...emptyRequest(route).headers, origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
    });
    expect([response.status, await codeOf(response)]).toEqual([403, "CROSS_SITE"]);
  });
});

describe.each(commands.map((command) => [command.name, command] as const))("socket command %s", (_name, command) => {
  const open = (cookie: string): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = connect(app.url, { path: "/socket", transports: ["websocket"], extraHeaders: cookie ? { cookie } : {}, reconnection: false });
      socket.on("connect", () => resolve(socket));
      socket.on("connect_error", (error) => reject(error));
    });

  test("[DOOR-8] a visitor gets no socket", async () => {
    await expect(open("")).rejects.toThrow("NOT_SIGNED_IN");
  });

  test("[DOOR-9] nonsense and another's object are answered with a refusal, never with silence", async () => {
    for (const role of roles) {
      const socket = await open(callers.get(role)!.cookie);
      try {
        const reply: unknown = await socket.timeout(5_000).emitWithAck(command.name, { nonsense: true });
        const expected = isAllowed(command.allow, role) ? "BAD_INPUT" : "FORBIDDEN";
        expect([role, reply]).toEqual([role, { ok: false, code: expected }]);
      } finally {
        socket.close();
      }
    }
  });
});

test("[DOOR-3] a file of somebody who may not send it is refused before it is read", async () => {
  const upload = routes.filter(({ body }) => isRawBody(body));
  expect(upload.length).toBeGreaterThan(0);
  for (const route of upload) {
    if (!isRawBody(route.body)) continue;
    const headers = { "content-type": route.body.mimes[0] ?? "" };
    const size = route.body.maxBytes + 1;
    const refused = await announced(app.url + addressOf(route, randomUUID()), { method: route.method, headers, size });
    expect([route.name, await codeOf(refused)]).toEqual([route.name, "NOT_SIGNED_IN"]);
  }
});

test("[DOOR-10] the OpenAPI document is valid and says what the contracts say", async () => {
  const response = await app.visitor().raw("GET", "/api/openapi.json");
  const document = (await response.json()) as { paths: Record<string, Record<string, { operationId: string }>> };
  const checked = await new Validator().validate(structuredClone(document));
  expect(checked).toMatchObject({ valid: true });
  const described = Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
  expect(described.toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
});

test("[DOOR-11] an address under /api that is no route answers in JSON, not with a page", async () => {
  const response = await app.visitor().raw("GET", "/api/nothing-here");
  expect([response.status, await codeOf(response)]).toEqual([404, "NOT_FOUND"]);
});

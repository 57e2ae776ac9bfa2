import { createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject } from "zod-openapi";
import { isFileOutput, isRawBody, type RouteDefinition } from "./define.ts";
import { errorStatus, universalErrors, type ErrorCode } from "./errors.ts";
import { z } from "zod";

/** The OpenAPI 3.1 document of a set of routes: made from the contracts, so it cannot drift from them. */
export function openApiDocument(routes: readonly RouteDefinition[], publicUrl: string): ReturnType<typeof createDocument> {
  const paths: NonNullable<ZodOpenApiObject["paths"]> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Épreuve", version: "1", description: "Every route of the platform, with who may call it." },
    servers: [{ url: publicUrl }],
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "epreuve" } },
      schemas: { Refusal: refusal },
    },
    paths,
  });
}

const refusal = z.object({
  error: z.object({
    code: z.string(),
    faults: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    reference: z.string().optional(),
  }),
});

function operation(route: RouteDefinition): ZodOpenApiOperationObject {
  const object = (shape: unknown): z.ZodObject | undefined => (shape instanceof z.ZodObject ? shape : undefined);
  const path = object(route.params);
  const query = object(route.query);
  const codesByStatus = new Map<number, ErrorCode[]>();
  for (const code of [...universalErrors, ...route.errors])
    codesByStatus.set(errorStatus[code], [...(codesByStatus.get(errorStatus[code]) ?? []), code]);
  return {
    operationId: route.name,
    summary: route.summary,
    "x-allow": route.allow,
    security: route.allow === "PUBLIC" ? [] : [{ session: [] }],
    requestParams: { ...(path ? { path } : {}), ...(query ? { query } : {}) },
    ...(route.body
      ? {
          requestBody: {
            content: isRawBody(route.body)
              ? Object.fromEntries(route.body.mimes.map((mime) => [mime, { schema: { type: "string" as const, format: "binary" } }]))
              : { "application/json": { schema: route.body } },
          },
        }
      : {}),
    responses: {
      "200": {
        description: "Done.",
        content: isFileOutput(route.output)
          ? Object.fromEntries(route.output.mimes.map((mime) => [mime, { schema: { type: "string" as const, format: "binary" } }]))
          : { "application/json": { schema: route.output } },
      },
      ...Object.fromEntries(
        [...codesByStatus].map(([status, codes]) => [
          String(status),
          { description: codes.join(", "), content: { "application/json": { schema: refusal } } },
        ]),
      ),
    },
  };
}

import { createServer, type IncomingMessage, type Server as HttpServer } from "node:http";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import express from "express";
import helmet from "helmet";
import type { Server as SocketServer } from "socket.io";
import { openApiDocument } from "#shared/protocol/openapi.ts";
import { commands, guards, onRefused, onUnknown, routes } from "./features/index.ts";
import type { Deps } from "./platform/deps.ts";
import type { RateLimit } from "./platform/rate-limit.ts";
import { readiness } from "./platform/readiness.ts";
import { mountRoutes } from "./transport/http.ts";
import { createSocketServer, mountSocket } from "./transport/socket.ts";

const patienceMs = 500;
const clientFolder = fileURLToPath(new URL("../dist/client", import.meta.url));

export interface App {
  readonly http: HttpServer;
  readonly io: SocketServer;
  stop(): Promise<void>;
}

/** The whole web tier, without listening; tests call it too. */
export function createApp(deps: Deps, limit: RateLimit): App {
  const app = express();
  app.disable("x-powered-by");
  // Nobody is believed who was not named: else anybody could choose the address that limits are counted for.
  app.set("trust proxy", deps.config.trustedProxies.length > 0 ? [...deps.config.trustedProxies] : false);
  app.use(securityHeaders(deps));
  app.get("/live", (_request, response) => void response.json({ ok: true }));
  const isReady = readiness(deps);
  app.get("/ready", (_request, response) => {
    void isReady().then((isUp) =>
      isUp
        ? response.json({ ok: true })
        : response.status(503).json({ ok: false, remedy: "The database does not answer: check DATABASE_URL." }),
    );
  });
  const document = openApiDocument(
    routes.map(({ route }) => route),
    deps.config.publicUrl,
  );
  app.get("/api/openapi.json", (_request, response) => void response.json(document));
  mountRoutes(app, deps, limit, routes, guards, onRefused);
  serveClient(app);

  const http = createServer(app);
  const io = createSocketServer(http, deps);
  const socket = mountSocket(io, deps, limit, commands, { onRefused, onUnknown });
  const connections = new Set<Socket>();
  http.on("connection", (connection) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
  });
  return {
    http,
    io,
    stop: async () => {
      socket.stop();
      const closed = io.close();
      // Everybody was told; a browser that is slow or gone does not keep the server from ending.
      const patience = setTimeout(() => connections.forEach((connection) => connection.destroy()), patienceMs);
      await closed;
      clearTimeout(patience);
    },
  };
}

/** The built client; any other address is a page of it. */
function serveClient(app: express.Express): void {
  app.use("/assets", express.static(`${clientFolder}/assets`, { immutable: true, maxAge: "365d", fallthrough: false }));
  app.use(express.static(clientFolder, { index: false, maxAge: 0 }));
  app.get("/*page", (_request, response) => {
    response.setHeader("cache-control", "no-cache");
    response.sendFile(`${clientFolder}/index.html`);
  });
  app.get("/", (_request, response) => {
    response.setHeader("cache-control", "no-cache");
    response.sendFile(`${clientFolder}/index.html`);
  });
}

/** Who asks for another host than ours forges nothing but their own page. */
function ownSockets(request: IncomingMessage): string {
  const host = request.headers.host ?? "";
  return /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

function securityHeaders(deps: Deps): express.RequestHandler {
  const media = deps.config.media.origins.map((origin) => origin.replace(/^http/, "ws"));
  const isSecure = deps.config.publicUrl.startsWith("https://");
  const helm = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "font-src": ["'self'"],
        // The page's own address, said for sockets too since not every browser counts them as 'self', and media nodes.
        "connect-src": ["'self'", ownSockets, ...media],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
      },
    },
    strictTransportSecurity: isSecure,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginEmbedderPolicy: false,
  });
  // What is no page needs no page's rules, and is asked for much more often.
  const ofData = new Map([
    ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
    ["cross-origin-resource-policy", "same-origin"],
    ["referrer-policy", "no-referrer"],
    ["x-content-type-options", "nosniff"],
    ...(isSecure ? ([["strict-transport-security", "max-age=31536000; includeSubDomains"]] as const) : []),
  ]);
  return (request, response, next) => {
    if (request.path.startsWith("/api/")) {
      response.setHeaders(ofData);
      return next();
    }
    response.setHeader("permissions-policy", "camera=(self), microphone=(self), display-capture=(self), geolocation=()");
    helm(request, response, next);
  };
}

import { createServer, type Server } from "node:http";

/** What a media node that serves no page answers to those who watch it. */
export function createHealthServer(isReady: () => Promise<boolean>): Server {
  return createServer((request, response) => {
    const answer = (status: number): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ ok: status === 200 }));
    };
    if (request.url === "/live") return answer(200);
    if (request.url !== "/ready") return answer(404);
    void isReady().then((isUp) => answer(isUp ? 200 : 503));
  });
}

# Dependencies of the build: everything.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --include=optional

# The media worker: the official binary where it can be had, otherwise built from the package's sources.
FROM dependencies AS media-worker
COPY scripts/media-worker scripts/media-worker
RUN apt-get update && cp "$(node scripts/media-worker/provision.ts)" /usr/local/bin/mediasoup-worker

# The browser part and the database client.
FROM dependencies AS build
COPY . .
RUN npm run generate && npm run build

# What runs needs no compiler, no development dependency and no right to write outside /data and /tmp.
FROM node:24-bookworm-slim AS runtime
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates libabsl20220623 libsrtp2-1 libssl3 libuv1 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=media-worker /usr/local/bin/mediasoup-worker /usr/local/bin/mediasoup-worker
COPY --from=build /app/dist dist
COPY --from=build /app/generated generated
COPY prisma prisma
COPY scripts/accounts.ts scripts/reset-second-factor.ts scripts/
COPY server server
COPY shared shared
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 EPREUVE_DATA_DIR=/data \
  MEDIASOUP_WORKER_BIN=/usr/local/bin/mediasoup-worker NODE_OPTIONS=--disable-warning=ExperimentalWarning
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sh", "-c", "node prisma/migrate.ts deploy && exec node server/main.ts"]

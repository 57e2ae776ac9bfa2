import { defineConfig } from "prisma/config";

// Only Prisma's own command line reads this: prisma migrate deploy --config prisma/prisma.config.ts
export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "postgresql://localhost:5432/epreuve" },
});

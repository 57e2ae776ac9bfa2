import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { ColumnTypeEnum, mockAdapter, mockMigrationAwareAdapterFactory } from "@prisma/driver-adapter-utils";

/**
 * Two schemas are compared without any database, yet the engine asks which one it is talking to. This answers that
 * single question as a PostgreSQL would, so that `new` and `drift` need no server.
 */
export function noDatabase(): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (): Promise<SqlDriverAdapter> => ({
    ...mockAdapter("postgres"),
    queryRaw: async ({ sql }) => {
      if (!sql.includes("version()")) throw new Error(`A comparison of schemas asked for data: ${sql}`);
      return {
        columnNames: ["exists", "version", "numeric_version"],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, "PostgreSQL 18.4", 180_004]],
      };
    },
    dispose: async () => undefined,
  });
  return { ...mockMigrationAwareAdapterFactory("postgres"), connect };
}

/** The way to PostgreSQL: connections that see one workspace, statements sent together, migrations, and what its faults mean to people. */
export { AppError, messageOf, type ErrorCode } from "./errors.ts";
export { explainFault } from "./machine-faults.ts";
export {
  ALL_WORKSPACES,
  firstWriteOf,
  NO_WORKSPACE,
  openDatabase,
  sqlState,
  type Database,
  type ReadDb,
  type WriteDb,
} from "./database.ts";
export { readTime } from "./rows.ts";
export { columnsOf, placeholdersOf, prepareStatement, rowsFromArrays, type Building } from "./statements.ts";
export { migrateDatabase } from "./migrate.ts";

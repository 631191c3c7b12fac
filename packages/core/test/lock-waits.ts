/** A row for each connection to this database that waits for a lock; the databases of other tests stand on the same server. */
export const LOCK_WAITS = "select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()";

/** Options of Node with which a server runs. */
export const ENGINE_FLAGS: readonly string[];

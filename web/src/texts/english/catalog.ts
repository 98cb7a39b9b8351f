/**
 * For the engine's own English labels, groups and hints: what the language says instead. What is not here stays as it
 * is, and in English all of it does.
 */
export const catalog: Readonly<Record<string, string>> = {};

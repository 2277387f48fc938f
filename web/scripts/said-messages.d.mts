export function saidMessages(code: string, known: ReadonlyMap<string, unknown>): Set<string>;

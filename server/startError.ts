/** Why the server did not start, in one sentence for whoever started it; anything else that is thrown is a bug. */
export class StartError extends Error {}

/** The code of a system error, such as EADDRINUSE, or ''. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

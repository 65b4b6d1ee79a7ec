const firstPauseMs = 100;
const longestPauseMs = 5_000;

/**
 * Repeats work on Postgres while it cannot be reached: an outage of the database is nobody's failed attempt. Ends with the error when the
 * signal aborts, or at once when the error is no outage.
 */
export async function keepTrying<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isDatabaseOutage(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

const socketCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** Connections cut or refused: SQLSTATE class 08 and 57P, too many connections, or the socket's own error. */
export function isDatabaseOutage(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code && (socketCodes.has(code) || /^(08|57P|53300)/.test(code))) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(message ?? '');
}

import { createServer } from 'node:net';

/** True when nothing listens there. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * The port the product listens at: `PORT` must be free; without it 8080 and the nine after it are tried.
 * @returns undefined when none is.
 */
export async function choosePort(wanted: string | undefined): Promise<{ ok: true; port: number } | { ok: false; message: string }> {
  if (wanted !== undefined) {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return { ok: false, message: `PORT=${wanted} is not a port number.` };
    return (await isFree(port))
      ? { ok: true, port }
      : { ok: false, message: `Port ${port} is taken: stop what listens there, or start with another one: PORT=8090 npm start` };
  }
  for (let port = 8080; port < 8090; port += 1) if (await isFree(port)) return { ok: true, port };
  return { ok: false, message: 'Ports 8080 to 8089 are all taken: start with a free one: PORT=9000 npm start' };
}

import { createServer } from 'node:net';

/** A port of the loopback interface that nobody listens at, as the kernel gives it. */
export function freePort(): Promise<number> {
  return listenAt(0);
}

/** A free port below 32768, for programs that keep ports in 16 bits with a sign (Temporal's membership on Postgres). */
export async function freeLowPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await listenAt(port).catch(() => undefined);
    if (free !== undefined) return free;
  }
}

function listenAt(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port given'))));
    });
  });
}

// Progress in one line a step: "✓ Install packages  12.3 s". Node built-ins only: this runs before anything is installed.

const tty = process.stdout.isTTY === true && process.env.CI !== 'true';

/**
 * Runs one step and says how long it took; a failing step ends the launcher with one clear line.
 * @template T
 * @param {string} title
 * @param {(say: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now();
  let detail = '';
  let printedAt = 0;
  const paint = () => {
    if (tty) process.stdout.write(`\r\x1b[2K… ${title}${detail ? `: ${detail}` : ''}  ${seconds(started)}`);
  };
  const timer = tty ? setInterval(paint, 200) : undefined;
  if (!tty) process.stdout.write(`… ${title}\n`);
  try {
    const value = await work((text) => {
      // A log gets a line now and then, not one for each request.
      if (!tty && text !== detail && (Date.now() - printedAt > 5000 || !/^\d/.test(text))) {
        printedAt = Date.now();
        process.stdout.write(`  ${text}\n`);
      }
      detail = text;
      paint();
    });
    clearInterval(timer);
    process.stdout.write(`${tty ? '\r\x1b[2K' : ''}✓ ${title}  ${seconds(started)}\n`);
    return value;
  } catch (error) {
    clearInterval(timer);
    process.stdout.write(`${tty ? '\r\x1b[2K' : ''}✗ ${title}  ${seconds(started)}\n`);
    throw error;
  }
}

/** @param {number} started */
function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/** What a user can mend: printed as one line, without a stack. */
export class UserError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'UserError';
  }
}

/** @param {unknown} error */
export function fail(error) {
  const text = error instanceof Error ? (error.name === 'UserError' ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

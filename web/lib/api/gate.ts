/**
 * Who is signed in, as far as calls need to know. When a session is lost, calls wait here; the sign-in sheet over the screen opens
 * the gate, or closes it for good.
 */
export interface Gate {
  csrf: string | null;
  signedIn: boolean;
  /** True while the sheet must be shown. */
  readonly waiting: boolean;
  open(csrf: string): void;
  close(): void;
  signInAgain(): Promise<void>;
  subscribe(listener: () => void): () => void;
}

export function createGate(): Gate {
  let passing: { promise: Promise<void>; go: () => void } | null = null;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    csrf: null,
    signedIn: false,
    get waiting() {
      return passing !== null;
    },
    open(csrf) {
      this.csrf = csrf;
      this.signedIn = true;
      const passed = passing;
      passing = null;
      passed?.go();
      tell();
    },
    close() {
      this.csrf = null;
      this.signedIn = false;
      passing = null;
      tell();
    },
    signInAgain() {
      if (!passing) {
        let go = () => {};
        const promise = new Promise<void>((resolve) => {
          go = resolve;
        });
        passing = { promise, go };
        tell();
      }
      return passing.promise;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const gate = createGate();

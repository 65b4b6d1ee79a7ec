import type { Sessions } from './access/sessions.ts';
import type { SignIn } from './access/sign-in.ts';
import type { ApiDeps } from './deps.ts';
import type { LiveHub } from './live/hub.ts';
import type { Packages } from './views/packages.ts';
import type { People } from './views/people.ts';

/** What every handler gets: the world, and what the server keeps between calls. */
export interface ApiContext extends ApiDeps {
  sessions: Sessions;
  signIn: SignIn;
  live: LiveHub;
  people: People;
  packages: Packages;
}

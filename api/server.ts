import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { Sessions } from './access/sessions.ts';
import { SignIn } from './access/sign-in.ts';
import type { ApiContext } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { refuse } from './http/refusal.ts';
import { LiveHub } from './live/hub.ts';
import { mount, sendRefusal } from './mount.ts';
import { mountDocs } from './routes/docs/docs.ts';
import { endpoints } from './routes/index.ts';
import { Packages } from './views/packages.ts';
import { People } from './views/people.ts';

/** The HTTP server's application; who listens is the caller's business, and so is `closeApi` at the end. */
export function createApi(deps: ApiDeps): Express {
  const secure = deps.settings.publicUrl.startsWith('https:');
  const packages = new Packages(deps.db, deps.packageStore);
  const context: ApiContext = {
    ...deps,
    packages,
    sessions: new Sessions(deps.db, secure),
    signIn: new SignIn(deps.db),
    live: new LiveHub({ ...deps, packages }),
    people: new People(deps.db, deps.now),
  };
  const app = express();
  app.locals.live = context.live;
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(helmet(security(secure)));
  app.use('/api', (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  allowForms(app);
  for (const endpoint of endpoints) mount(app, endpoint, context);
  mountDocs(app, deps.settings.version);
  app.use('/api', (_req, res) => sendRefusal(res, refuse(404, 'notFound', 'There is no such endpoint. GET /api/docs lists them all.')));
  if (deps.settings.webFolder) serveWeb(app, deps.settings.webFolder);
  app.use(failure(deps));
  return app;
}

/** Ends the open event streams; without it a server would wait for browsers to close them. */
export async function closeApi(app: Express): Promise<void> {
  await (app.locals.live as LiveHub).close();
}

/** Inline styles are Mantine's and bpmn-js's; scripts come from here only. */
function security(secure: boolean): Parameters<typeof helmet>[0] {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  };
}

/** Web forms stand on the company's own site: that one address answers other origins, without cookies. */
function allowForms(app: Express): void {
  app.all('/api/intake/:channel', (req, res, next) => {
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    if (req.method !== 'OPTIONS') return next();
    res.set({ 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'Content-Type', 'Access-Control-Max-Age': '86400' });
    res.status(204).end();
  });
}

/** Built files never change under their name; every other address is the app's own, answered with its page. */
function serveWeb(app: Express, folder: string): void {
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }));
  app.use(express.static(folder, { index: false, setHeaders: (res) => res.setHeader('Cache-Control', 'no-cache') }));
  app.use((req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    res.set('Cache-Control', 'no-cache');
    res.sendFile(join(folder, 'index.html'), (error) => error && !res.headersSent && next(error));
  });
}

/** A fault of ours: the answer holds nothing but a number to look up in the log. */
function failure(deps: ApiDeps) {
  return (error: unknown, req: Request, res: Response, _next: NextFunction): void => {
    const status = (error as { status?: number }).status;
    if (status !== undefined && status >= 400 && status < 500) {
      sendRefusal(
        res,
        refuse(
          status,
          status === 404 ? 'notFound' : 'badRequest',
          status === 404 ? 'There is nothing at this address.' : 'The request could not be read.',
        ),
      );
      return;
    }
    const traceId = randomUUID();
    deps.log.error({ err: error, traceId, method: req.method, path: req.path }, 'request failed');
    if (res.headersSent) {
      res.destroy();
      return;
    }
    sendRefusal(res, refuse(500, 'internal', 'Something went wrong on our side. Tell your administrator the trace id.', { traceId }));
  };
}

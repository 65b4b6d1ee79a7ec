import { createServer } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import express from 'express';
import helmet from 'helmet';
import { Sessions } from '../../../api/access/sessions.ts';
import type { ApiContext } from '../../../api/context.ts';
import { mount } from '../../../api/mount.ts';
import { openDatabase } from '../../../db/database.ts';
import { handWrittenEndpoints } from './routes.ts';
import { connect } from './steps.ts';
import { taskQueue } from './task-queue.ts';

/** The product's own HTTP layer (sessions, rights, CSRF, parsing, headers) in front of the hand-written workflow. */
const url = process.env.DATABASE_URL ?? '';
const database = openDatabase(url, { connections: 16 });
connect(url);
const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233' });
const client = new Client({ connection, namespace: process.env.TEMPORAL_NAMESPACE ?? 'default' });
const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.set('query parser', 'simple');
app.use(helmet());
const context = { db: database.db, sessions: new Sessions(database.db, false), settings: { checkReplies: false } } as unknown as ApiContext;
for (const each of handWrittenEndpoints(client, taskQueue)) mount(app, each, context);
createServer(app).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));

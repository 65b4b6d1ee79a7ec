import type { Db } from '../../db/database.ts';
import { type Colleague, listColleagues } from '../../db/queries/people-reading.ts';

const freshMs = 2000;

/** Names of colleagues for the rows of lists: read at most every two seconds, so that no list asks per row. */
export class People {
  private readonly db: Db;
  private readonly now: () => number;
  private loaded: { at: number; byId: Map<string, Colleague> } | undefined;

  constructor(db: Db, now: () => number) {
    this.db = db;
    this.now = now;
  }

  async all(): Promise<Map<string, Colleague>> {
    const at = Date.now();
    if (!this.loaded || at - this.loaded.at > freshMs) {
      const colleagues = await listColleagues(this.db, new Date(this.now()));
      this.loaded = { at, byId: new Map(colleagues.map((colleague) => [colleague.id, colleague])) };
    }
    return this.loaded.byId;
  }

  /** `system:…` is nobody; somebody unknown keeps his id as his name. */
  async namer(): Promise<(id: string | null | undefined) => { id: string; name: string } | null> {
    const people = await this.all();
    return (id) => (!id || id.startsWith('system:') ? null : { id, name: people.get(id)?.name ?? id });
  }
}

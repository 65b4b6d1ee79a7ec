import { listProcesses } from '../../api/contract/index.ts';
import { type Action, answer } from '../ops/frame.ts';
import { printTable } from '../ops/print.ts';
import { exportPackage } from './export.ts';
import { publishPackage } from './publish.ts';

/** What goes between a folder and an installation. */
export const packageActions: { [name: string]: Action } = {
  list: {
    takes: [],
    async run(call) {
      const list = await call.client.call(listProcesses, {});
      return answer(call, list, () =>
        printTable(
          call.streams,
          ['KEY', 'NAME', 'VERSION', 'DRAFT', 'OPEN CASES'],
          list.items.map((each) => [
            each.key,
            each.name,
            each.version,
            each.draftRevision && `revision ${each.draftRevision}`,
            each.openCases,
          ]),
        ),
      );
    },
  },
  export: exportPackage,
  publish: publishPackage,
};

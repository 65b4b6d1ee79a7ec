import { children, type ModdleNode, text } from './moddle.ts';

/** The innermost lane's name of each node of a process and its subprocesses. */
export function lanesOf(process: ModdleNode): Map<ModdleNode, string> {
  const lanes = new Map<ModdleNode, string>();
  readLaneSets(process, lanes);
  return lanes;
}

function readLaneSets(container: ModdleNode, lanes: Map<ModdleNode, string>): void {
  for (const set of children(container, 'laneSets')) readLanes(set, lanes);
  for (const node of children(container, 'flowElements')) {
    if (children(node, 'flowElements').length > 0) readLaneSets(node, lanes);
  }
}

function readLanes(set: ModdleNode, lanes: Map<ModdleNode, string>): void {
  for (const lane of children(set, 'lanes')) {
    const name = text(lane, 'name') ?? lane.id;
    if (name) for (const node of children(lane, 'flowNodeRef')) lanes.set(node, name);
    const inner = lane.get('childLaneSet');
    if (inner) readLanes(inner as ModdleNode, lanes);
  }
}

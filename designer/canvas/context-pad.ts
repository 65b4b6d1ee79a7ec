import type { DiagramElement } from './moddle-element.ts';

interface Entry {
  group?: string;
  className?: string;
  title?: string;
  html?: string;
  action: unknown;
}
type Entries = { [id: string]: Entry };

interface Pad {
  registerProvider(priority: number, provider: { getContextPadEntries(element: DiagramElement): (entries: Entries) => Entries }): void;
  _getPosition(target: DiagramElement | DiagramElement[]): { left: number; top: number };
  _current?: { html: HTMLElement };
}

interface View {
  getContainer(): HTMLElement;
  getAbsoluteBBox(element: DiagramElement): { x: number; y: number; width: number; height: number };
}

const kept = ['replace', 'connect', 'delete'];
const paths: { [name: string]: string } = {
  append: 'M12 5v14M5 12h14',
  insert: 'M12 5v14M5 12h14',
  replace: 'M7 10h3v-3l-3.500 -3.500a6 6 0 0 1 8 8l6 6a2 2 0 0 1 -3 3l-6 -6a6 6 0 0 1 -8 -8l3.500 3.500',
  connect: 'M5 12h14M13 18l6 -6M13 6l6 6',
  delete: 'M4 7h16M10 11v6M14 11v6M5 7l1 12a2 2 0 0 0 2 2h8a2 2 0 0 0 2 -2l1 -12M9 7v-3a1 1 0 0 1 1 -1h4a1 1 0 0 1 1 1v3',
};

/** What the pad's words and its plus do: given by whoever shows the canvas. */
export interface PadHost {
  append(): void;
  label(action: string): string;
  /** bpmn.io's own English words in the reader's language. */
  translate(text: string): string;
}

/**
 * Four things to do at an element, above it: append, change its kind, connect, delete. What bpmn-js offers as a dozen kinds to append is behind the
 * plus, with the same search as the palette. Lanes and pools keep what bpmn-js gives them.
 */
export function contextPadModule(host: { current: PadHost }) {
  function QuietPad(pad: Pad, view: View) {
    pad.registerProvider(200, {
      getContextPadEntries: (element) => (entries) => {
        const appends = Object.keys(entries).some((id) => id.startsWith('append'));
        // Into a way something is put; after a step something comes.
        const adds = element.type === 'bpmn:SequenceFlow' ? 'insert' : appends && !element.waypoints ? 'append' : undefined;
        const own: Entries = adds ? { [adds]: entry(adds, host, { click: () => host.current.append() }) } : {};
        for (const [id, value] of Object.entries(entries)) {
          if (id.startsWith('append') || id === 'set-color') continue;
          own[id] = kept.includes(id) ? entry(id, host, value.action) : value;
        }
        return own;
      },
    });
    const beside = pad._getPosition.bind(pad);
    pad._getPosition = (target) => {
      const html = pad._current?.html;
      if (Array.isArray(target) || !html) return beside(target);
      const box = view.getAbsoluteBBox(target);
      const room = view.getContainer().clientWidth - html.offsetWidth - 8;
      const left = Math.max(8, Math.min(room, box.x + box.width / 2 - html.offsetWidth / 2));
      const above = box.y - html.offsetHeight - 10;
      return { left, top: above > 4 ? above : box.y + box.height + 10 };
    };
  }
  QuietPad.$inject = ['contextPad', 'canvas'];
  return { __init__: ['quietPad'], quietPad: ['type', QuietPad] };
}

function entry(id: string, host: { current: PadHost }, action: unknown): Entry {
  const label = host.current.label(id);
  const html = `<button type="button" class="entry designer-pad-entry" draggable="true"><svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${paths[id]}"/></svg></button>`;
  return { group: 'all', title: label, html, action };
}

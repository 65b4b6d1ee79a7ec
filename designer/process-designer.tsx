import '@fontsource-variable/inter';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import './designer.css';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { translateFinding } from '../engine/model/findings.ts';
import { Bottom } from './bottom.tsx';
import { ConnectFinder } from './canvas/connect-finder.tsx';
import { connectable } from './canvas/connect-to.ts';
import type { PadHost } from './canvas/context-pad.ts';
import type { Canvas } from './canvas/create-modeler.ts';
import { besideSelected, scrollTo, toCanvas } from './canvas/keep-in-sight.ts';
import { kindWord } from './canvas/kind-words.ts';
import { markCases, markProblems } from './canvas/marks.ts';
import type { DiagramElement } from './canvas/moddle-element.ts';
import { kindName } from './canvas/names.ts';
import { Palette } from './canvas/palette.tsx';
import { drawStageBars } from './canvas/stage-bars.ts';
import { useCanvas } from './canvas/use-canvas.ts';
import { Zoom } from './canvas/zoom.tsx';
import { listOf, readExtension, text } from './edit/extension.ts';
import type { FilesHistory } from './edit/files-history.ts';
import { mainDiagram, readManifest, writeFile } from './edit/package-files.ts';
import { FormSheet } from './forms/form-sheet.tsx';
import { Panel } from './panel/panel.tsx';
import type { PanelContextValue } from './panel/panel-context.tsx';
import { jobInWords } from './problems/job-in-words.ts';
import { shortLabels } from './problems/short-labels.ts';
import { unseenProblems } from './problems/unseen.ts';
import { useProblems } from './problems/use-problems.ts';
import { TextProvider, useText } from './texts.tsx';
import type { PackageFile, ProcessDesignerProps } from './types.ts';
import { useDesignerKeys } from './use-designer-keys.ts';

/** The process designer: palette, canvas, questions, problems. Knows no API: files in, files out. */
export function ProcessDesigner(props: ProcessDesignerProps) {
  return (
    <TextProvider locale={props.locale} files={props.files}>
      <Designer {...props} />
    </TextProvider>
  );
}

function Designer({
  files: given,
  draftKey,
  readOnly,
  locale,
  catalogue,
  casesAt,
  onChange,
  onPublish,
  onProblems,
  header,
  notice,
}: ProcessDesignerProps) {
  const t = useText();
  const container = useRef<HTMLDivElement>(null);
  const [local, setLocal] = useState({ key: draftKey, files: given });
  // A new key means another draft; until its first change it is what was given.
  const files = local.key === draftKey ? local.files : given;
  const [formId, setFormId] = useState<string>();
  const [currentProblem, setCurrentProblem] = useState(-1);
  const [more, setMore] = useState<boolean | { x: number; y: number }>(false);
  const [connecting, setConnecting] = useState<{ source: DiagramElement; anchor: { x: number; y: number } }>();
  const [tab, setTab] = useState<'problems' | 'outline'>('problems');

  const told = useRef(onChange);
  told.current = onChange;
  // Outside of React's state, since the last stroke may be told when this component is already gone.
  const current = useRef({ key: draftKey, files });
  if (current.current.key !== draftKey) current.current = { key: draftKey, files: given };
  const setFiles = useCallback((change: (files: PackageFile[]) => PackageFile[]) => {
    const { key, files: before } = current.current;
    const after = change(before);
    if (after === before) return;
    current.current = { key, files: after };
    setLocal(current.current);
    told.current(after);
  }, []);
  const manifest = useMemo(() => readManifest(files), [files]);
  const diagram = mainDiagram(files);
  const onXml = useCallback(
    (xml: string) => setFiles((before) => writeFile(before, mainDiagram(before)?.path ?? 'process.bpmn', xml)),
    [setFiles],
  );
  const canvasNow = useRef<Canvas>(undefined);
  const host = useRef<PadHost>({ append: () => undefined, label: (action) => action, translate: (text) => text });
  host.current = {
    append: () => setMore(besideSelected(canvasNow.current, container.current) ?? true),
    label: (action) => t(`pad.${action}`),
    translate: (text) => kindWord(text, t) ?? (t(`bpmn.${text}`) === `bpmn.${text}` ? text : t(`bpmn.${text}`)),
  };
  const { canvas, selected, outcome, revision, zoom, flush } = useCanvas(
    container,
    draftKey,
    diagram?.content ?? '',
    onXml,
    readOnly,
    host,
  );
  canvasNow.current = canvas;
  // Forms and fields lie on the diagram's undo stack.
  const history = canvas?.modeler.get<FilesHistory | null>('filesHistory', false);
  useEffect(() => history?.connect(files, setFiles), [history, files, setFiles]);
  const edit = useCallback((change: (files: PackageFile[]) => PackageFile[]) => history?.execute(change), [history]);

  const named = (id: string) => {
    const object = canvas?.registry.get(id)?.businessObject;
    if (!object) return undefined;
    const name = object.name?.trim() ?? '';
    const twice = (canvas?.registry.filter((each) => each.businessObject.name?.trim() === name && !each.labelTarget).length ?? 0) > 1;
    return { name, kind: kindName(t, object), twice };
  };
  const found = useProblems(files, catalogue, (finding) => translateFinding(jobInWords(shortLabels(finding, named), t), locale));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn changes with the diagram's revision.
  const unseen = useMemo(() => (canvas && outcome?.ok ? unseenProblems(canvas, t) : []), [canvas, outcome, revision, t]);
  const problems = useMemo(() => [...found, ...unseen], [found, unseen]);
  useEffect(() => onProblems?.(problems), [problems, onProblems]);
  const errors = problems.filter((problem) => problem.severity === 'error').length;

  const select = useCallback(
    (id: string) => {
      const element = canvas?.registry.get(id);
      if (!canvas || !element) return;
      // The process itself is what is asked about when nothing is selected.
      const whole = element === canvas.modeler.get<{ getRootElement(): DiagramElement }>('canvas').getRootElement();
      canvas.modeler.get<{ select(element: DiagramElement | null): void }>('selection').select(whole ? null : element);
      if (!whole) scrollTo(canvas, element);
    },
    [canvas],
  );
  const openProblem = useCallback(
    (index: number) => {
      setCurrentProblem(index);
      const element = problems[index]?.element;
      if (element) select(element);
    },
    [problems, select],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: marks follow the diagram's revision.
  useEffect(() => {
    if (!canvas || !outcome?.ok) return;
    markProblems(canvas, problems, select);
    markCases(canvas, casesAt);
    drawStageBars(canvas, manifest?.stages ?? [], t, casesAt);
  }, [canvas, outcome, revision, problems, casesAt, manifest, t, select]);
  // The last stroke may be a moment old: it is told before publishing is spoken of.
  const publish = () => void flush().then(() => setTimeout(onPublish));
  useDesignerKeys({
    nextProblem: () => problems.length && openProblem((currentProblem + 1) % problems.length),
    publish: () => !readOnly && publish(),
    more: () => !readOnly && setMore(besideSelected(canvas, container.current) ?? true),
    outline: () => {
      const within = document.activeElement?.closest('.designer-outline') !== null;
      flushSync(() => setTab(within ? 'problems' : 'outline'));
      if (within) toCanvas(canvas);
      else document.querySelector<HTMLElement>('.designer-outline [aria-current="true"] button, .designer-outline button')?.focus();
    },
    connect: () => {
      const source = readOnly ? undefined : connectable(canvas);
      const anchor = source && besideSelected(canvas, container.current);
      if (!source || !anchor) return false;
      setConnecting({ source, anchor });
      return true;
    },
    canvas,
  });

  const root = canvas?.modeler.get<{ getRootElement(): DiagramElement }>('canvas').getRootElement();
  const element = selected ?? (outcome?.ok ? root : undefined);
  const context: PanelContextValue | undefined =
    canvas && element && manifest
      ? { canvas, element, object: element.businessObject, files, manifest, catalogue, readOnly, setFiles: edit, openForm: setFormId }
      : undefined;
  const outcomes = selected
    ? listOf(readExtension(selected.businessObject, 'perennial:Outcomes'), 'outcomes').map((entry) => ({
        value: text(entry, 'value'),
        name: text(entry, 'name') || text(entry, 'value'),
      }))
    : [];
  const stack = canvas?.modeler.get<{ undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean } | null>('commandStack', false);

  return (
    <div className="designer">
      <header className="designer-head">
        {header}
        <div className="designer-head-end">
          {!readOnly && outcome?.ok && outcome.laidOut && <span className="designer-quiet">{t(`laidOut.${outcome.laidOut}`)}</span>}
          {stack && (
            <>
              <ActionIcon
                variant="subtle"
                aria-label={t('undo')}
                title={`${t('undo')}, Ctrl+Z`}
                disabled={!stack.canUndo()}
                onClick={() => stack.undo()}
              >
                <IconArrowBackUp size={20} stroke={1.5} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={t('redo')}
                title={`${t('redo')}, Ctrl+Y`}
                disabled={!stack.canRedo()}
                onClick={() => stack.redo()}
              >
                <IconArrowForwardUp size={20} stroke={1.5} />
              </ActionIcon>
            </>
          )}
          {!readOnly && (
            <Button
              variant="filled"
              onClick={publish}
              rightSection={
                <>
                  {problems.length > 0 && <span className="designer-count">{errors || problems.length}</span>}
                  <span className="designer-key">Ctrl Enter</span>
                </>
              }
            >
              {t('publish')}
            </Button>
          )}
        </div>
      </header>
      {notice}
      <div className="designer-body">
        <Palette
          canvas={canvas}
          disabled={readOnly}
          open={more !== false}
          anchor={typeof more === 'object' ? more : undefined}
          onOpen={setMore}
        />
        <div
          className="designer-canvas"
          ref={container}
          role="application"
          aria-label={t('canvas')}
          data-pane="canvas"
          tabIndex={-1}
          onFocus={(event) => event.target === event.currentTarget && toCanvas(canvas)}
        />
        {canvas && connecting && <ConnectFinder canvas={canvas} {...connecting} onClose={() => setConnecting(undefined)} />}
        {outcome && !outcome.ok && <p className="designer-broken">{t('broken', { message: outcome.message })}</p>}
        <Zoom canvas={canvas} level={zoom} />
        <Panel
          context={context}
          cases={element ? (casesAt.get(element.id) ?? 0) : 0}
          onClose={() => canvas?.modeler.get<{ select(none: null): void }>('selection').select(null)}
        />
        <Bottom
          tab={tab}
          onTab={setTab}
          problems={problems}
          currentProblem={currentProblem}
          openProblem={openProblem}
          canvas={canvas}
          revision={revision}
          selected={selected?.id}
          select={select}
          toCanvas={() => toCanvas(canvas)}
        />
      </div>
      {manifest && (
        <FormSheet
          formId={formId}
          step={t(String(selected?.businessObject.get('name') ?? ''))}
          atStart={selected?.type === 'bpmn:StartEvent'}
          files={files}
          manifest={manifest}
          outcomes={outcomes}
          readOnly={readOnly}
          setFiles={edit}
          onClose={() => setFormId(undefined)}
        />
      )}
    </div>
  );
}

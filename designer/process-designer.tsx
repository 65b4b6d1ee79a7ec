import '@fontsource-variable/inter';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import './designer.css';
import { ActionIcon, Button, Tabs } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { translateFinding } from '../engine/model/findings.ts';
import { fitViewport } from './canvas/import-diagram.ts';
import { markCases, markProblems } from './canvas/marks.ts';
import type { DiagramElement } from './canvas/moddle-element.ts';
import { Palette } from './canvas/palette.tsx';
import { drawStageBars } from './canvas/stage-bars.ts';
import { useCanvas } from './canvas/use-canvas.ts';
import { listOf, readExtension, text } from './edit/extension.ts';
import { mainDiagram, readManifest, writeFile } from './edit/package-files.ts';
import { FormSheet } from './forms/form-sheet.tsx';
import { Outline } from './outline/outline.tsx';
import { Panel } from './panel/panel.tsx';
import type { PanelContextValue } from './panel/panel-context.tsx';
import { ProblemList } from './problems/problem-list.tsx';
import { useProblems } from './problems/use-problems.ts';
import { TextProvider, useText } from './texts.tsx';
import type { PackageFile, ProcessDesignerProps } from './types.ts';
import { useDesignerKeys } from './use-designer-keys.ts';

/** The process designer: palette, canvas, questions, problems. Knows no API: files in, files out. */
export function ProcessDesigner(props: ProcessDesignerProps) {
  return (
    <TextProvider locale={props.locale}>
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
}: ProcessDesignerProps) {
  const t = useText();
  const container = useRef<HTMLDivElement>(null);
  const [files, setLocal] = useState(given);
  const [formId, setFormId] = useState<string>();
  const [currentProblem, setCurrentProblem] = useState(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key, not a new array, means another draft.
  useEffect(() => setLocal(given), [draftKey]);

  const told = useRef(onChange);
  told.current = onChange;
  const setFiles = useCallback((change: (files: PackageFile[]) => PackageFile[]) => {
    setLocal((before) => {
      const after = change(before);
      if (after !== before) queueMicrotask(() => told.current(after));
      return after;
    });
  }, []);
  const manifest = useMemo(() => readManifest(files), [files]);
  const diagram = mainDiagram(given);
  const onXml = useCallback(
    (xml: string) => setFiles((before) => writeFile(before, mainDiagram(before)?.path ?? 'process.bpmn', xml)),
    [setFiles],
  );
  const { canvas, selected, outcome, revision } = useCanvas(container, draftKey, diagram?.content ?? '', onXml);

  const problems = useProblems(files, catalogue.jobTypes, (finding) => translateFinding(finding, locale));
  useEffect(() => onProblems?.(problems), [problems, onProblems]);
  const errors = problems.filter((problem) => problem.severity === 'error').length;

  const select = useCallback(
    (id: string) => {
      const element = canvas?.registry.get(id);
      if (!canvas || !element) return;
      canvas.modeler.get<{ select(element: DiagramElement): void }>('selection').select(element);
      canvas.modeler.get<{ scrollToElement(element: DiagramElement, padding: number): void }>('canvas').scrollToElement(element, 120);
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
  useDesignerKeys({
    nextProblem: () => problems.length && openProblem((currentProblem + 1) % problems.length),
    publish: onPublish,
    canvas,
  });

  const root = canvas?.modeler.get<{ getRootElement(): DiagramElement }>('canvas').getRootElement();
  const element = selected ?? (outcome?.ok ? root : undefined);
  const context: PanelContextValue | undefined =
    canvas && element && manifest
      ? { canvas, element, object: element.businessObject, files, manifest, catalogue, readOnly, setFiles, openForm: setFormId }
      : undefined;
  const outcomes = selected
    ? listOf(readExtension(selected.businessObject, 'perennial:Outcomes'), 'outcomes').map((entry) => ({
        value: text(entry, 'value'),
        name: text(entry, 'name') || text(entry, 'value'),
      }))
    : [];
  const zoom = (factor: number) => {
    const view = canvas?.modeler.get<{ zoom(level?: number): number }>('canvas');
    if (view) view.zoom(Math.min(4, Math.max(0.2, view.zoom() * factor)));
  };

  return (
    <div className="designer">
      <header className="designer-head">
        {header}
        <div className="designer-head-end">
          {outcome?.ok && outcome.laidOut && <span className="designer-quiet">{t('laidOut')}</span>}
          <Button
            variant="filled"
            onClick={onPublish}
            disabled={readOnly}
            rightSection={problems.length > 0 && <span className="designer-count">{errors || problems.length}</span>}
          >
            {t('publish')}
          </Button>
        </div>
      </header>
      <div className="designer-body">
        <Palette canvas={canvas} disabled={readOnly} />
        <div className="designer-canvas" ref={container} role="application" aria-label={t('canvas')} />
        {outcome && !outcome.ok && <p className="designer-broken">{t('broken', { message: outcome.message })}</p>}
        <div className="designer-zoom">
          <ActionIcon variant="subtle" aria-label={t('zoom.out')} onClick={() => zoom(1 / 1.2)}>
            <IconMinus size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" aria-label={t('zoom.in')} onClick={() => zoom(1.2)}>
            <IconPlus size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" aria-label={t('zoom.fit')} onClick={() => canvas && fitViewport(canvas)}>
            <IconMaximize size={16} />
          </ActionIcon>
        </div>
        <Panel
          context={context}
          cases={element ? (casesAt.get(element.id) ?? 0) : 0}
          onClose={() => canvas?.modeler.get<{ select(none: null): void }>('selection').select(null)}
        />
        <Tabs defaultValue="problems" className="designer-bottom" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="problems" rightSection={<span className="designer-quiet">{problems.length}</span>}>
              {t('problems')}
            </Tabs.Tab>
            <Tabs.Tab value="outline">{t('outline')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="problems">
            <ProblemList
              problems={problems}
              nameOf={(id) => canvas?.registry.get(id)?.businessObject.name || id}
              current={currentProblem}
              onOpen={openProblem}
            />
          </Tabs.Panel>
          <Tabs.Panel value="outline">
            {canvas && <Outline canvas={canvas} revision={revision} selected={selected?.id} onSelect={select} />}
          </Tabs.Panel>
        </Tabs>
      </div>
      {manifest && (
        <FormSheet
          formId={formId}
          files={files}
          manifest={manifest}
          outcomes={outcomes}
          readOnly={readOnly}
          setFiles={setFiles}
          onClose={() => setFormId(undefined)}
        />
      )}
    </div>
  );
}

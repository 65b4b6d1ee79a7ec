import { createContext, useContext } from 'react';
import type { Canvas } from '../canvas/create-modeler.ts';
import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import type { EditContext } from '../edit/extension.ts';
import type { Manifest } from '../edit/package-files.ts';
import type { Catalogue, PackageFile } from '../types.ts';

/** What every question of the panel works on. */
export interface PanelContextValue {
  canvas: Canvas;
  element: DiagramElement;
  object: ModdleElement;
  /** The event definition a trigger's question is about. */
  definition?: ModdleElement;
  files: PackageFile[];
  manifest: Manifest;
  catalogue: Catalogue;
  readOnly: boolean;
  setFiles(change: (files: PackageFile[]) => PackageFile[]): void;
  openForm(id: string): void;
}

const PanelContext = createContext<PanelContextValue | undefined>(undefined);
export const PanelProvider = PanelContext.Provider;

export function usePanel(): PanelContextValue {
  const value = useContext(PanelContext);
  if (!value) throw new Error('usePanel outside of the panel');
  return value;
}

/** What the edit helpers work with. */
export function useEdit(): EditContext {
  const { canvas } = usePanel();
  return { modeling: canvas.modeling, factory: canvas.factory };
}

/** Sets attributes of the selected element in one undoable step; an empty text removes the attribute. */
export function useSetAttributes(): (attributes: { [name: string]: string | undefined }) => void {
  const { canvas, element } = usePanel();
  return (attributes) =>
    canvas.modeling.updateProperties(
      element,
      Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value === '' ? undefined : value])),
    );
}

/** Fields of the package's record types as `lead.phone`, for choices. */
export function recordFields(manifest: Manifest): { value: string; label: string }[] {
  return (manifest.recordTypes ?? []).flatMap((type) =>
    type.fields.map((field) => ({ value: `${type.id}.${field.key}`, label: field.label })),
  );
}

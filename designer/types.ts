/** One file of a process package, as the API stores it. */
export interface PackageFile {
  path: string;
  content: string;
}

/** A problem found by the checks; `message` is already in the reader's language. */
export interface Problem {
  rule: string;
  severity: 'error' | 'warning';
  /** What is selected to mend it: the element, or the way of it that is meant. */
  element?: string;
  message: string;
}

/** What the company has, for the panel's choices. */
export interface Catalogue {
  jobTypes: string[];
  groups: string[];
  /** Group -> what people call it; one without a name stands as it is. */
  groupNames?: Readonly<Record<string, string>>;
  calendars: string[];
  /** Processes that are published, with their versions: what can be called. Absent = not known. */
  packages?: PublishedPackage[];
}

export interface PublishedPackage {
  key: string;
  name: string;
  versions: number[];
}

export interface ProcessDesignerProps {
  /** The draft's files; the component keeps its own copy from then on and tells every change. A new `draftKey` loads anew. */
  files: PackageFile[];
  draftKey: string;
  readOnly: boolean;
  locale: 'en' | 'ru' | 'pl';
  catalogue: Catalogue;
  /** Open cases by element id. */
  casesAt: ReadonlyMap<string, number>;
  /** Called (debounced) after each change with the whole set of files. */
  onChange(files: PackageFile[]): void;
  onPublish(): void;
  /** Problems of the current files, for counts outside the designer. */
  onProblems?(problems: Problem[]): void;
  /** Name, version badge, state of saving: shown left of the tabs. */
  header: React.ReactNode;
  /** Said below it, as long as it holds. */
  notice?: React.ReactNode;
}

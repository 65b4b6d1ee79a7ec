import { useEffect, useRef, useState } from 'react';
import * as definitions from '../../activities/jobs/definitions.ts';
import { outputNames, requiredInputs } from '../../activities/jobs/job-definition.ts';
import type { Finding } from '../../engine/elements/element.ts';
import { checkOutsideCalls } from '../../engine/model/checks/outside-calls.ts';
import { compilePackage } from '../../engine/model/compile-package.ts';
import type { Catalogue, PackageFile, Problem, PublishedPackage } from '../types.ts';

const pauseMs = 120;
const jobOutputs = outputNames(Object.values(definitions));
const jobInputs = requiredInputs(Object.values(definitions));

/** The same checks as at publishing, run in the browser a moment after each change. `translate` words a finding in the reader's language. */
export function useProblems(
  files: PackageFile[],
  { jobTypes, packages }: Pick<Catalogue, 'jobTypes' | 'packages'>,
  translate: (finding: Finding) => string,
): Problem[] {
  const [problems, setProblems] = useState<Problem[]>([]);
  const words = useRef(translate);
  words.current = translate;
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const findings = await checkDraft(files, jobTypes, packages);
      if (!current) return;
      setProblems(
        findings.map((finding) => ({
          rule: finding.rule,
          severity: finding.severity,
          element: finding.place ?? finding.element,
          message: words.current(finding),
        })),
      );
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [files, jobTypes, packages]);
  return problems;
}

/** What publishing would say, calls into other packages included as far as keys and versions go. */
export async function checkDraft(files: PackageFile[], jobTypes: string[], packages?: PublishedPackage[]): Promise<Finding[]> {
  const result = await compilePackage(files, { hash: 'draft', jobTypes, jobOutputs, jobInputs });
  const found = result.ok ? result.warnings : result.findings;
  if (!packages || !result.package) return found;
  const published = Object.fromEntries(packages.map(({ key, versions }) => [key, { versions }]));
  return [...found, ...checkOutsideCalls(result.package, published)];
}

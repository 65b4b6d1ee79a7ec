import { useEffect, useRef, useState } from 'react';
import * as definitions from '../../activities/jobs/definitions.ts';
import { outputNames, requiredInputs } from '../../activities/jobs/job-definition.ts';
import type { Finding } from '../../engine/elements/element.ts';
import { compilePackage } from '../../engine/model/compile-package.ts';
import type { PackageFile, Problem } from '../types.ts';

const pauseMs = 120;
const jobOutputs = outputNames(Object.values(definitions));
const jobInputs = requiredInputs(Object.values(definitions));

/** The same checks as at publishing, run in the browser a moment after each change. `translate` words a finding in the reader's language. */
export function useProblems(files: PackageFile[], jobTypes: string[], translate: (finding: Finding) => string): Problem[] {
  const [problems, setProblems] = useState<Problem[]>([]);
  const words = useRef(translate);
  words.current = translate;
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const result = await compilePackage(files, { hash: 'draft', jobTypes, jobOutputs, jobInputs });
      if (!current) return;
      const findings = result.ok ? result.warnings : result.findings;
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
  }, [files, jobTypes]);
  return problems;
}

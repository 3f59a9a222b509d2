import type { Finding } from '../../../../shared/checks/finding.ts'
import type { LineMark } from '../text/lineSegments.ts'

const known = new WeakMap<readonly Finding[], readonly LineMark[]>()

/** The stretches of a line that findings are about; the same array for the same findings. */
export function marksOf(findings: readonly Finding[]): readonly LineMark[] {
  const before = known.get(findings)
  if (before) return before
  const marks = findings.flatMap(({ span, severity }) => (span ? [{ ...span, severity }] : []))
  known.set(findings, marks)
  return marks
}

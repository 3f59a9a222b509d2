/** Prints the closing line of a test run, `N passed, N failed`, from vitest's JSON report; exits 1 when none ran. */
import { readFileSync } from 'node:fs'

interface Report {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
}

function readReport(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    return null
  }
}

const report = readReport(process.argv[2] ?? '')
const passed = report?.numPassedTests ?? 0
const failed = report ? Math.max(report.numFailedTests, report.numFailedTestSuites) : 1
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = passed > 0 && failed === 0 ? 0 : 1

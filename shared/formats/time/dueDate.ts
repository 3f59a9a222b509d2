import { casual } from 'chrono-node'
import { ok, type Result, refuse } from '../../base/result.ts'

/**
 * Reads a due date such as `2026-06-03`, `3 June`, `next Friday` or `in two weeks`, as a day `YYYY-MM-DD`; `today` is
 * such a day too. A month that is past this year means next year's. Vague dates (`ASAP`, `next sprint`) are refused.
 */
export function readDueDate(text: string, today: string): Result<string> {
  const typed = text.trim()
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed))) return ok(typed)
  // Noon of a zone-free day: no zone moves it to another.
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const reference = new Date(year, month - 1, day, 12)
  const [found, ...others] = casual.parse(typed, reference, { forwardDate: true })
  if (
    !found ||
    others.length > 0 ||
    found.text.length < typed.replace(/^(by|until|due|on|before)\s+/i, '').length - 1
  ) {
    return refuse(
      'due/unclear',
      `“${typed}” is no day that a calendar knows. Write one such as 2026-06-03 or next Friday.`,
    )
  }
  const { start } = found
  const parts = [start.get('year'), start.get('month'), start.get('day')]
  return ok(parts.map((part, index) => String(part ?? 0).padStart(index === 0 ? 4 : 2, '0')).join('-'))
}

import { useTranslation } from 'react-i18next'
import type { ComparedField, PartChange } from '../../../shared/document/differences.ts'
import {
  ACTION_STATUSES,
  ACTION_TYPES,
  CATEGORIES,
  KINDS,
  ROW_KINDS,
  ROW_STATES,
} from '../../../shared/document/postmortem.ts'
import { clockTime, shortDay } from '../parts/timeline/clockTexts.ts'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const DAY = /^\d{4}-\d\d-\d\d$/

/** How a comparison of versions names the fields of a part, and says their values as the page says them. */
export function useFieldWords(part: PartChange['part']): {
  /** '' for the text of a section or a row, which needs no name. */
  label(field: ComparedField): string
  value(field: ComparedField, value: string): string
} {
  const { t } = useTranslation('history')
  const { t: tDocument } = useTranslation('document')
  return {
    label: field => (field === 'text' ? '' : t(`field.${field}`)),
    value: (field, value) => {
      if (INSTANT.test(value)) return `${shortDay(value)}, ${clockTime(value)} UTC`
      if (field === 'due' && DAY.test(value)) return shortDay(value)
      if (field === 'chosen' || field === 'systemic') return value && t('yes')
      if (field === 'kind' && part === 'facts')
        return word(KINDS, value, kind => tDocument(`kindsOfReport.${kind}`))
      if (field === 'kind') return word(ROW_KINDS, value, kind => tDocument(`kinds.${kind}`))
      if (field === 'state') return word(ROW_STATES, value, state => tDocument(`states.${state}`))
      if (field === 'category') return word(CATEGORIES, value, one => tDocument(`categories.${one}`))
      if (field === 'status') return word(ACTION_STATUSES, value, status => tDocument(`statuses.${status}`))
      if (field === 'type') return word(ACTION_TYPES, value, type => tDocument(`types.${type}`))
      return value
    },
  }
}

/** The page's word for one of the known values; any other value as it is. */
function word<T extends string>(known: readonly T[], value: string, say: (value: T) => string): string {
  const one = known.find(each => each === value)
  return one === undefined ? value : say(one)
}

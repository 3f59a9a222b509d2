import { useTranslation } from 'react-i18next'
import { ROW_STATES, type RowState, type TimelineRow } from '../../../../shared/document/postmortem.ts'
import classes from './Timeline.module.css'

/** Which events are shown: those with these words, in this state. */
export interface Filter {
  readonly words: string
  readonly state: RowState | ''
}

export const NO_FILTER: Filter = { words: '', state: '' }

/** Fewer events than this are seen at a glance. */
export const FILTERED_FROM = 9

export const isFiltered = ({ words, state }: Filter): boolean => words.trim() !== '' || state !== ''

/** Whether an event has all the words of a filter, in any order, and its state. */
export function fits({ text, state, kind, source }: TimelineRow, filter: Filter): boolean {
  const said = `${text} ${kind} ${source.type}`.toLowerCase()
  const isSaid = filter.words
    .toLowerCase()
    .split(/\s+/)
    .every(word => said.includes(word))
  return isSaid && (filter.state === '' || filter.state === state)
}

/** Narrows the timeline down for this person alone. */
export function TimelineFilter(props: {
  readonly filter: Filter
  readonly shown: number
  readonly of: number
  readonly onFilter: (filter: Filter) => void
}) {
  const { filter, shown, of, onFilter } = props
  const { t } = useTranslation('document')
  return (
    <div className={classes.filter} data-not-printed>
      <input
        type="search"
        aria-label={t('timeline.filter')}
        placeholder={t('timeline.filter')}
        value={filter.words}
        onChange={event => onFilter({ ...filter, words: event.target.value })}
      />
      <select
        aria-label={t('timeline.filterState')}
        value={filter.state}
        onChange={event => onFilter({ ...filter, state: event.target.value as Filter['state'] })}
      >
        <option value="">{t('timeline.anyState')}</option>
        {ROW_STATES.map(state => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </select>
      <span role="status">{isFiltered(filter) && t('timeline.filtered', { count: shown, of })}</span>
      {isFiltered(filter) && (
        <button type="button" className={classes.fill} onClick={() => onFilter(NO_FILTER)}>
          {t('timeline.filterOff')}
        </button>
      )}
    </div>
  )
}

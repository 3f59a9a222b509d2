import { useTranslation } from 'react-i18next'
import type { SectionName } from '../../../shared/document/postmortem.ts'
import { Actions } from '../../document/parts/Actions.tsx'
import { Factors } from '../../document/parts/Factors.tsx'
import { Fishbone } from '../../document/parts/Fishbone.tsx'
import { Section } from '../../document/parts/Section.tsx'
import { Timeline } from '../../document/parts/Timeline.tsx'
import { Whys } from '../../document/parts/Whys.tsx'
import { useList } from '../../hooks/useList.ts'
import { type DocumentPart, useRoom } from '../room.ts'
import classes from './Work.module.css'

const SECTIONS_OF: Readonly<Partial<Record<DocumentPart, readonly SectionName[]>>> = {
  summary: ['summary', 'impact', 'rootCause'],
  lessons: ['wentWell', 'couldImprove', 'lucky', 'lessons'],
}

/** One part of the document, to read and to write in, while the meeting stays where it is. */
export function DocumentPlace({ part }: { readonly part: DocumentPart }) {
  const { t } = useTranslation('meeting')
  const { view, selected, select } = useRoom()
  const factors = useList('factors')
  const focusRow = selected?.section === part ? selected.item : null
  const onFocusRow = (item: string | null): void => {
    if (item !== null && item !== focusRow) select({ section: part, item })
  }
  switch (part) {
    case 'timeline':
      return <Timeline focusRow={focusRow} onFocusRow={onFocusRow} />
    case 'actions':
      return <Actions focusRow={focusRow} onFocusRow={onFocusRow} />
    case 'factors':
    case 'causes':
      if (view.factorsFolded) {
        return <p className={classes.hint}>{t('place.folded', { count: factors.length })}</p>
      }
      if (part === 'factors') return <Factors focusRow={focusRow} onFocusRow={onFocusRow} />
      return (
        <div className={classes.document}>
          <Fishbone selected={focusRow} onSelect={onFocusRow} />
          <Whys factor={focusRow} />
        </div>
      )
    default:
      return (
        <div className={classes.document}>
          {SECTIONS_OF[part]?.map(name => (
            <Section key={name} name={name} />
          ))}
        </div>
      )
  }
}

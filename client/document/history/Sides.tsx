import { VisuallyHidden } from '@mantine/core'
import { type Change, diffWordsWithSpace } from 'diff'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './History.module.css'

/** Of an unchanged stretch, so many characters are shown on either side of a change. */
const AROUND = 120

/** A stretch of a comparison, and where it stands. */
interface Stretch extends Change {
  readonly place: number
  readonly isFirst: boolean
  readonly isLast: boolean
}

/** A text as it was and as it is: words that went are struck out in the first, those that came are marked in the second. */
export function Sides({ before, after }: { readonly before: string; readonly after: string }) {
  const { t } = useTranslation('history')
  const stretches = diffWordsWithSpace(before, after).map(
    (part, place, { length }): Stretch => ({
      ...part,
      place,
      isFirst: place === 0,
      isLast: place === length - 1,
    }),
  )
  return (
    <>
      <Side label={t('then')} stretches={stretches.filter(part => !part.added)} />
      <Side label={t('now')} stretches={stretches.filter(part => !part.removed)} />
    </>
  )
}

function Side({ label, stretches }: { readonly label: string; readonly stretches: readonly Stretch[] }) {
  const { t } = useTranslation('history')
  const isEmpty = stretches.every(part => part.value.trim() === '')
  return (
    <p className={classes.side}>
      <VisuallyHidden>{label}: </VisuallyHidden>
      <span className={classes.sideLabel} aria-hidden>
        {label}
      </span>
      {isEmpty && <span className={classes.empty}>{t('nothing')}</span>}
      {stretches.map(part => (
        <Words key={part.place} part={part} />
      ))}
    </p>
  )
}

function Words({ part }: { readonly part: Stretch }): ReactNode {
  if (part.removed) return <del>{part.value}</del>
  if (part.added) return <ins>{part.value}</ins>
  return <span>{shortened(part)}</span>
}

/** A long stretch that did not change, without its middle; without its beginning or end where nothing changed there. */
function shortened({ value, isFirst, isLast }: Stretch): string {
  if (value.length <= AROUND * 2 + 40) return value
  const head = isFirst ? '' : value.slice(0, AROUND).replace(/\S*$/, '')
  const tail = isLast ? '' : value.slice(-AROUND).replace(/^\S*/, '')
  return `${head}… ${tail.trimStart()}`
}

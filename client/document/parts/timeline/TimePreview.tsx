import { useTranslation } from 'react-i18next'
import { clockTime, dayText, localTime } from './clockTexts.ts'
import type { TypedTime } from './typedTime.ts'

/** What a typed time is read as: `14:22 UTC · Wed 27 May 2026 · 16:22 here`. */
export function TimePreview(props: {
  readonly reading: TypedTime
  readonly zone: string
  readonly withDay: boolean
}) {
  const { reading, zone, withDay } = props
  const { t } = useTranslation('document')
  if (reading.precision === 'day') return t('timeline.wholeDay', { day: dayText(reading.at) })
  const local = localTime(reading.at, zone)
  const parts = [
    t('timeline.inUtc', { time: clockTime(reading.at) }),
    withDay ? dayText(reading.at) : '',
    local ? t('timeline.here', { time: local }) : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

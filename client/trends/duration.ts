import type { TFunction } from 'i18next'

/** A duration in minutes as people say it: `37 min`, `2 h 5 min`, `3 d 4 h`. */
export function durationText(t: TFunction<'trends'>, minutes: number): string {
  const whole = Math.round(minutes)
  if (whole < 120) return t('minutes', { count: whole })
  if (whole < 48 * 60) return t('hours', { hours: Math.floor(whole / 60), minutes: whole % 60 })
  const hours = Math.round(whole / 60)
  return t('days', { days: Math.floor(hours / 24), hours: hours % 24 })
}

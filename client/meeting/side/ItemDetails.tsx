import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { parseInstant } from '../../../shared/base/time.ts'
import type { ActionItem, Factor, Postmortem, TimelineRow } from '../../../shared/document/postmortem.ts'
import { wallTime } from '../../hooks/clockText.ts'
import { incidentDay, rowTime, shortDay } from '../../hooks/rowTime.ts'
import { useCalmPostmortem } from '../../hooks/usePostmortem.ts'
import { useRoom } from '../room.ts'
import classes from './SidePanel.module.css'

/** What is known about the selected row, factor or action, with its links. */
export function ItemDetails() {
  const { t } = useTranslation('meeting')
  const { selected } = useRoom()
  const postmortem = useCalmPostmortem()
  const row = postmortem.timeline.find(other => other.id === selected?.item)
  if (row) return <RowDetails row={row} postmortem={postmortem} />
  const factor = postmortem.factors.find(other => other.id === selected?.item)
  if (factor) return <FactorDetails factor={factor} postmortem={postmortem} />
  const action = postmortem.actions.find(other => other.id === selected?.item)
  if (action) return <ActionDetails action={action} postmortem={postmortem} />
  return <p className={classes.hint}>{t('panel.nothing')}</p>
}

function RowDetails({ row, postmortem }: { readonly row: TimelineRow; readonly postmortem: Postmortem }) {
  const { t } = useTranslation('meeting')
  const at = parseInstant(row.at)
  const place = postmortem.timeline.indexOf(row) + 1
  const factors = postmortem.factors.filter(factor => factor.rows.includes(row.id))
  return (
    <>
      <h2 className={classes.heading}>{t('panel.row', { place, of: postmortem.timeline.length })}</h2>
      <p className={classes.time}>
        {rowTime(row, incidentDay(postmortem)) || t('timeline.unknownTime')}
        {at !== null && row.precision === 'minute' && (
          <small className={classes.hint}> UTC, {t('panel.local', { time: wallTime(at) })}</small>
        )}
      </p>
      <p className={classes.text} dir="auto">
        {row.text}
      </p>
      <dl className={classes.facts}>
        <dt>{t('panel.source')}</dt>
        <dd>
          <Source source={row.source} />
        </dd>
        <dt>{t('panel.linkedFactors')}</dt>
        <dd>
          <Linked texts={factors.map(factor => factor.text)} />
        </dd>
      </dl>
    </>
  )
}

function Source({ source }: { readonly source: TimelineRow['source'] }) {
  const { t } = useTranslation('meeting')
  const name = source.type || t('panel.byHand')
  // Anyone with a modified client can write any address.
  if (!/^https?:/i.test(source.url) || !URL.canParse(source.url)) return <>{name}</>
  return (
    <Anchor href={source.url} target="_blank" rel="noreferrer noopener" size="sm">
      {source.type || new URL(source.url).host} <IconExternalLink size={13} aria-hidden />
    </Anchor>
  )
}

function FactorDetails({ factor, postmortem }: { readonly factor: Factor; readonly postmortem: Postmortem }) {
  const { t } = useTranslation('meeting')
  const place = postmortem.factors.indexOf(factor) + 1
  const day = incidentDay(postmortem)
  const rows = postmortem.timeline.filter(row => factor.rows.includes(row.id))
  const actions = postmortem.actions.filter(action => action.factors.includes(factor.id))
  return (
    <>
      <h2 className={classes.heading}>{t('panel.factor', { place, of: postmortem.factors.length })}</h2>
      <p className={classes.text} dir="auto">
        {factor.text}
      </p>
      <dl className={classes.facts}>
        <dt>{t('panel.category')}</dt>
        <dd>{t(`category.${factor.category || 'none'}`)}</dd>
        <dt>{t('panel.group')}</dt>
        <dd dir="auto">{factor.group || t('panel.none')}</dd>
        <dt>{t('panel.linkedRows')}</dt>
        <dd>
          <Linked texts={rows.map(row => `${rowTime(row, day)} ${row.text}`)} />
        </dd>
        <dt>{t('panel.linkedActions')}</dt>
        <dd>
          <Linked texts={actions.map(action => action.text)} />
        </dd>
      </dl>
    </>
  )
}

function ActionDetails({
  action,
  postmortem,
}: {
  readonly action: ActionItem
  readonly postmortem: Postmortem
}) {
  const { t } = useTranslation('meeting')
  const place = postmortem.actions.indexOf(action) + 1
  const factors = postmortem.factors.filter(factor => action.factors.includes(factor.id))
  return (
    <>
      <h2 className={classes.heading}>{t('panel.action', { place, of: postmortem.actions.length })}</h2>
      <p className={classes.text} dir="auto">
        {action.text}
      </p>
      <dl className={classes.facts}>
        <dt>{t('panel.owner')}</dt>
        <dd dir="auto">{action.owner || t('panel.none')}</dd>
        <dt>{t('panel.due')}</dt>
        <dd>{action.due ? shortDay(action.due) : t('panel.none')}</dd>
        {action.status === 'declined' && (
          <>
            <dt>{t('panel.declined')}</dt>
            <dd dir="auto">{action.reason || t('panel.none')}</dd>
          </>
        )}
        <dt>{t('panel.linkedFactors')}</dt>
        <dd>
          <Linked texts={factors.map(factor => factor.text)} />
        </dd>
      </dl>
    </>
  )
}

function Linked({ texts }: { readonly texts: readonly string[] }): ReactNode {
  const { t } = useTranslation('meeting')
  if (texts.length === 0) return <span className={classes.hint}>{t('panel.noLinks')}</span>
  return texts.map(text => (
    <div key={text} dir="auto">
      {text}
    </div>
  ))
}

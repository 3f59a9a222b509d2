import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { voteItems } from '../../../shared/document/factorGroups.ts'
import type { Postmortem, SectionName } from '../../../shared/document/postmortem.ts'
import type { StepKind } from '../../../shared/meeting/agenda.ts'
import type { Spotlight } from '../../../shared/meeting/state.ts'
import { RichView } from '../../document/parts/richtext/RichView.tsx'
import { incidentDay, rowTime, shortDay } from '../../hooks/rowTime.ts'
import type { ItemChange } from './changes.ts'
import classes from './Replay.module.css'

interface TextProps {
  readonly postmortem: Postmortem
  readonly spotlight: Spotlight | null
  /** The step of the moment: a change of it brings what it works on into view. */
  readonly kind: StepKind | null
  /** What the meeting had brought in or changed by then. */
  readonly changes: ReadonlyMap<string, ItemChange>
}

/** The document as it was, to read; what the spotlight was on stands out and is brought into view. */
export function ReplayText(props: TextProps) {
  const { postmortem, spotlight, kind } = props
  const page = useRef<HTMLDivElement>(null)
  const item = spotlight?.item ?? null
  const before = useRef(kind)
  useEffect(() => {
    const hasMoved = before.current !== kind
    before.current = kind
    if (item !== null) {
      page.current?.querySelector(`[data-item="${CSS.escape(item)}"]`)?.scrollIntoView({ block: 'center' })
    } else if (hasMoved && kind !== null) {
      page.current?.querySelector(`[data-part="${PART_OF[kind]}"]`)?.scrollIntoView({ block: 'start' })
    }
  }, [item, kind])
  return (
    <div ref={page} className={classes.text}>
      <h2 className={classes.name} dir="auto">
        {postmortem.title}
      </h2>
      <Sections of={['summary', 'impact']} postmortem={postmortem} />
      <Rows {...props} />
      <Factors {...props} />
      <Sections of={['rootCause']} postmortem={postmortem} />
      <Actions {...props} />
      <Sections of={['wentWell', 'couldImprove', 'lucky', 'lessons', 'imported']} postmortem={postmortem} />
    </div>
  )
}

/** The part of the document that each step works on. */
const PART_OF: Readonly<Record<StepKind, string>> = {
  opening: 'summary',
  timeline: 'timeline',
  brainstorm: 'factors',
  group: 'factors',
  vote: 'factors',
  actions: 'actions',
  learn: 'lessons',
  close: 'actions',
}

function Sections(props: { readonly of: readonly SectionName[]; readonly postmortem: Postmortem }) {
  const { t } = useTranslation('replay')
  return props.of.map(name => {
    const blocks = props.postmortem[name]
    if (!blocks.some(block => block.content?.length)) return null
    return (
      <section key={name} data-part={name}>
        <h3 className={classes.heading}>{t(`sections.${name}`)}</h3>
        <div className={classes.prose}>
          <RichView blocks={blocks} />
        </div>
      </section>
    )
  })
}

function Rows({ postmortem, spotlight, changes }: TextProps) {
  const { t } = useTranslation('replay')
  const day = incidentDay(postmortem)
  if (postmortem.timeline.length === 0) return null
  return (
    <section data-part="timeline">
      <h3 className={classes.heading}>{t('sections.timeline')}</h3>
      <ol className={classes.rows}>
        {postmortem.timeline.map(row => (
          <Item key={row.id} id={row.id} lit={spotlight?.item} change={changes.get(row.id)}>
            <time className={classes.at}>{rowTime(row, day) || t('unknownTime')}</time>
            <span className={classes.words} dir="auto">
              {row.text}
            </span>
            <span className={classes.state}>{row.state !== 'draft' && t(`states.${row.state}`)}</span>
          </Item>
        ))}
      </ol>
    </section>
  )
}

function Factors({ postmortem, spotlight, changes }: TextProps) {
  const { t } = useTranslation('replay')
  const items = voteItems(postmortem.factors)
  if (items.length === 0) return null
  return (
    <section data-part="factors">
      <h3 className={classes.heading}>{t('sections.factors')}</h3>
      {items.map(group => (
        <div key={group.lead.id} className={classes.group}>
          {group.cards.length > 1 || group.title !== group.lead.text ? (
            <h4 className={classes.groupName} dir="auto">
              {group.title}
            </h4>
          ) : null}
          <ul className={classes.rows}>
            {group.cards.map(card => (
              <Item key={card.id} id={card.id} lit={spotlight?.item} change={changes.get(card.id)}>
                <span className={classes.words} dir="auto">
                  {card.text}
                </span>
                <span className={classes.state}>{card.chosen && t('states.chosen')}</span>
              </Item>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Actions({ postmortem, spotlight, changes }: TextProps) {
  const { t } = useTranslation('replay')
  if (postmortem.actions.length === 0) return null
  return (
    <section data-part="actions">
      <h3 className={classes.heading}>{t('sections.actions')}</h3>
      <ul className={classes.rows}>
        {postmortem.actions.map(action => (
          <Item key={action.id} id={action.id} lit={spotlight?.item} change={changes.get(action.id)}>
            <span className={classes.words} dir="auto">
              {action.text}
            </span>
            <span className={classes.state}>
              {[action.owner, action.due && shortDay(action.due)].filter(Boolean).join(', ')}
            </span>
          </Item>
        ))}
      </ul>
    </section>
  )
}

/** One row, card or action; says in words what the meeting had done to it, and whether all were looking at it. */
function Item(props: {
  readonly id: string
  readonly lit: string | null | undefined
  readonly change: ItemChange | undefined
  readonly children: ReactNode
}) {
  const { t } = useTranslation('replay')
  const isLit = props.lit === props.id
  return (
    <li
      className={classes.item}
      data-item={props.id}
      data-lit={isLit || undefined}
      data-change={props.change}
    >
      {props.children}
      {(isLit || props.change) && (
        <small className={classes.note}>
          {[isLit && t('lit'), props.change && t(`changes.${props.change}`)].filter(Boolean).join(', ')}
        </small>
      )}
    </li>
  )
}

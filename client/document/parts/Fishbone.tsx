import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../shared/document/edit.ts'
import type { Category } from '../../../shared/document/postmortem.ts'
import {
  type Cause,
  fishboneLayout,
  HEAD,
  headLines,
  LINE_HEIGHT,
  nextBone,
} from '../../../shared/pictures/fishbone.ts'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useFacts } from '../../hooks/useFacts.ts'
import { useList } from '../../hooks/useList.ts'
import classes from './fishbone/Fishbone.module.css'
import { type TwigDrag, useTwigDrag } from './fishbone/useTwigDrag.ts'
import type { FishboneProps } from './props.ts'

/**
 * The factors drawn as a fishbone, in step with their list. A factor moves to another bone by dragging it, or with the
 * arrow keys; an empty bone asks its question.
 */
export function Fishbone({ selected = null, onSelect }: FishboneProps) {
  const { t } = useTranslation('document')
  const factors = useList('factors')
  const { title } = useFacts()
  const { doc } = useConnection()
  const canEdit = useCanEdit()
  const [moved, setMoved] = useState('')
  const layout = useMemo(() => fishboneLayout(factors), [factors])
  const hasTwigs = layout.bones.some(bone => bone.causes.length > 0)
  const empty = layout.bones.filter(bone => bone.causes.length === 0)
  const loose = factors.filter(factor => factor.category === '' && factor.text.trim() !== '').length
  const move = (factor: string, category: Category): void => {
    updateItem(doc, 'factors', factor, { category })
    setMoved(t('fishbone.moved', { bone: t(`categories.${category}`) }))
  }
  const { drag, handlers, cancel, wasDragged } = useTwigDrag(layout, move)
  if (factors.length === 0) return null
  return (
    <figure className={classes.fishbone}>
      {loose > 0 && <p className={classes.loose}>{t('fishbone.loose', { count: loose })}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: a picture with buttons in it, not a form */}
      <svg viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={t('fishbone.label')}>
        <path className={classes.spine} d={`M 8 ${layout.spine} H ${HEAD}`} />
        <path className={classes.head} d={`M ${HEAD} ${layout.spine - 6} l 10 6 l -10 6 z`} />
        {headLines(title || t('fishbone.effect')).map((line, index, lines) => (
          <text
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
            key={index}
            className={classes.effect}
            x={HEAD + 16}
            y={layout.spine + 4 + (index - (lines.length - 1) / 2) * 16}
          >
            {line}
          </text>
        ))}
        {layout.bones.map(bone => {
          const isUpper = bone.tip.y < bone.foot.y
          return (
            <g
              key={bone.category}
              data-empty={bone.causes.length === 0 || undefined}
              data-target={drag?.bone === bone.category || undefined}
              className={classes.bone}
            >
              <line x1={bone.foot.x} y1={bone.foot.y} x2={bone.tip.x} y2={bone.tip.y} />
              <text className={classes.category} x={bone.tip.x} y={bone.tip.y + (isUpper ? -8 : 18)}>
                {t(`categories.${bone.category}`)}
              </text>
              {bone.causes.map(cause => (
                <Twig
                  key={cause.factor.id}
                  cause={cause}
                  isSelected={cause.factor.id === selected}
                  drag={drag?.factor === cause.factor.id ? drag : null}
                  onSelect={() => {
                    if (!wasDragged.current) onSelect?.(cause.factor.id)
                  }}
                  {...(canEdit && {
                    pull: handlers(cause.factor.id),
                    onStep: by => (by === 0 ? cancel() : move(cause.factor.id, nextBone(bone.category, by))),
                  })}
                />
              ))}
            </g>
          )
        })}
      </svg>
      <figcaption className={classes.caption}>
        <span className={classes.moved} role="status">
          {moved}
        </span>
        {canEdit && hasTwigs && <span className={classes.how}>{t('fishbone.how')}</span>}
        {empty.map(({ category }) => (
          <span key={category} className={classes.ask}>
            <strong>{t(`categories.${category}`)}</strong> {t(`fishbone.ask.${category}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

interface Pull {
  readonly onPointerDown: (event: PointerEvent<SVGGElement>) => void
  readonly onPointerMove: (event: PointerEvent<SVGGElement>) => void
  readonly onPointerUp: () => void
  readonly onPointerCancel: () => void
}

function Twig(props: {
  readonly cause: Cause
  readonly isSelected: boolean
  readonly drag: TwigDrag | null
  readonly onSelect: () => void
  readonly pull?: Pull
  /** To the bone after (1) or before (-1); 0 gives up a drag. */
  readonly onStep?: (by: -1 | 0 | 1) => void
}) {
  const { cause, isSelected, drag, onSelect, pull, onStep } = props
  const keyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onSelect()
    } else if (event.key === 'Escape') onStep?.(0)
    else if (by !== null && onStep) {
      event.preventDefault()
      onStep(by)
      // It is drawn anew at the other bone, and keeps the focus.
      requestAnimationFrame(() =>
        document.querySelector<SVGElement>(`[data-twig="${CSS.escape(cause.factor.id)}"]`)?.focus(),
      )
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture has no button elements
    <g
      className={classes.cause}
      data-twig={cause.factor.id}
      data-selected={isSelected || undefined}
      data-chosen={cause.factor.chosen || undefined}
      data-dragged={drag !== null || undefined}
      role="button"
      tabIndex={0}
      aria-label={cause.factor.text}
      transform={drag ? `translate(${drag.dx} ${drag.dy})` : undefined}
      onClick={onSelect}
      onKeyDown={keyDown}
      {...pull}
    >
      <title>{cause.factor.text}</title>
      <rect className={classes.grip} x={cause.x - 172} y={cause.y - 42} width={170} height={44} />
      <line x1={cause.x - 170} y1={cause.y} x2={cause.x} y2={cause.y} />
      {cause.lines.map((line, index) => (
        <text key={line} x={cause.end} y={cause.y - 4 - (cause.lines.length - 1 - index) * LINE_HEIGHT}>
          {line}
        </text>
      ))}
    </g>
  )
}

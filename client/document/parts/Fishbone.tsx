import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFacts } from '../../hooks/useFacts.ts'
import { useList } from '../../hooks/useList.ts'
import classes from './fishbone/Fishbone.module.css'
import { type Cause, fishboneLayout, HEAD, LINE_HEIGHT, wrap } from './fishbone/fishboneLayout.ts'
import type { FishboneProps } from './props.ts'

/** The factors drawn as a fishbone, in step with their list; says which bones are empty. */
export function Fishbone({ selected = null, onSelect }: FishboneProps) {
  const { t } = useTranslation('document')
  const factors = useList('factors')
  const { title } = useFacts()
  const layout = useMemo(() => fishboneLayout(factors), [factors])
  const empty = layout.bones.filter(bone => bone.causes.length === 0)
  const loose = factors.filter(factor => factor.category === '' && factor.text.trim() !== '').length
  if (factors.length === 0) return null
  return (
    <figure className={classes.fishbone}>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture with buttons in it, not a form */}
      <svg viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={t('fishbone.label')}>
        <path className={classes.spine} d={`M 8 ${layout.spine} H ${HEAD}`} />
        <path className={classes.head} d={`M ${HEAD} ${layout.spine - 6} l 10 6 l -10 6 z`} />
        {wrap(title || t('fishbone.effect'), 13).map((line, index, lines) => (
          <text
            key={line}
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
                  {...(onSelect && { onSelect })}
                />
              ))}
            </g>
          )
        })}
      </svg>
      <figcaption className={classes.caption}>
        {empty.length > 0 && (
          <span>
            {t('fishbone.empty', { bones: empty.map(bone => t(`categories.${bone.category}`)).join(', ') })}
          </span>
        )}
        {loose > 0 && <span>{t('fishbone.loose', { count: loose })}</span>}
      </figcaption>
    </figure>
  )
}

function Twig(props: {
  readonly cause: Cause
  readonly isSelected: boolean
  readonly onSelect?: (factor: string) => void
}) {
  const { cause, isSelected, onSelect } = props
  const select = onSelect && (() => onSelect(cause.factor.id))
  return (
    <g
      className={classes.cause}
      data-selected={isSelected || undefined}
      data-chosen={cause.factor.chosen || undefined}
      {...(select && {
        role: 'button',
        tabIndex: 0,
        'aria-label': cause.factor.text,
        onClick: select,
        onKeyDown: event => {
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault()
            select()
          }
        },
      })}
    >
      <title>{cause.factor.text}</title>
      <line x1={cause.x - 170} y1={cause.y} x2={cause.x} y2={cause.y} />
      {cause.lines.map((line, index) => (
        <text key={line} x={cause.end} y={cause.y - 4 - (cause.lines.length - 1 - index) * LINE_HEIGHT}>
          {line}
        </text>
      ))}
    </g>
  )
}

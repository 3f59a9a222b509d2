import { type KeyboardEvent, useState } from 'react'
import { type Box, LINE_HEIGHT, PAD, type Picture } from '../../../../shared/pictures/picture.ts'
import classes from './Drawing.module.css'

/**
 * A picture of boxes and lines, at its natural size and scrolling within its frame where that is too wide. It is one
 * stop of the Tab key: arrows go from box to box, Enter leads to the row that a box stands for.
 */
export function Drawing(props: {
  readonly picture: Picture
  readonly label: string
  readonly onPick: (id: string) => void
}) {
  const { picture, label, onPick } = props
  const { width, height, boxes, lines } = picture
  const [at, setAt] = useState(0)
  const [near, setNear] = useState<string | null>(null)
  const go = (to: number, from: Element): void => {
    const place = Math.max(0, Math.min(boxes.length - 1, to))
    setAt(place)
    from.ownerDocument.getElementById(idOf(label, place))?.focus()
  }
  const keys = (event: KeyboardEvent<SVGGElement>, box: Box, place: number): void => {
    const isNext = event.key === 'ArrowRight' || event.key === 'ArrowDown'
    const isBefore = event.key === 'ArrowLeft' || event.key === 'ArrowUp'
    if (isNext || isBefore) {
      event.preventDefault()
      go(place + (isNext ? 1 : -1), event.currentTarget)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onPick(box.id)
    }
  }
  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture with buttons in it, not a form */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="group"
        aria-label={label}
        className={classes.drawing}
      >
        {lines.map(({ from, to, path }) => (
          <path key={`${from} ${to}`} d={path} data-near={from === near || to === near || undefined} />
        ))}
        {boxes.map((box, place) => (
          // biome-ignore lint/a11y/useSemanticElements: a picture has no button elements
          <g
            key={box.id}
            id={idOf(label, place)}
            role="button"
            tabIndex={place === Math.min(at, boxes.length - 1) ? 0 : -1}
            aria-label={box.note ? `${box.text}, ${box.note}` : box.text}
            data-tone={box.tone}
            data-box={box.id}
            className={classes.box}
            onClick={() => onPick(box.id)}
            onKeyDown={event => keys(event, box, place)}
            onFocus={() => {
              setAt(place)
              setNear(box.id)
            }}
            onBlur={() => setNear(null)}
            onPointerEnter={() => setNear(box.id)}
            onPointerLeave={() => setNear(null)}
          >
            <title>{box.text}</title>
            <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={5} />
            {[...box.lines, ...(box.note ? [box.note] : [])].map((line, index) => (
              <text
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                key={index}
                x={box.x + PAD}
                y={box.y + PAD + 12 + index * LINE_HEIGHT}
                data-note={index === box.lines.length || undefined}
              >
                {line}
              </text>
            ))}
          </g>
        ))}
      </svg>
    </div>
  )
}

const idOf = (label: string, place: number): string => `${label.replace(/\W+/g, '-')}-${place}`

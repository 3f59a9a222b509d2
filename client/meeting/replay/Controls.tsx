import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
} from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MINUTE, SECOND } from '../../../shared/base/time.ts'
import classes from './Replay.module.css'
import { secondOf } from './secondOf.ts'
import { neighbour, type Track } from './track.ts'

const SPEEDS = ['1', '10', '60'] as const
const FRAME_MS = 250

/** The slider with the meeting's steps on it, play and pause; all of it works by keyboard. */
export function Controls(props: {
  readonly track: Track
  readonly place: number
  readonly onPlace: (place: number) => void
  /** What is said beside the buttons. */
  readonly children: ReactNode
}) {
  const { t } = useTranslation('replay')
  const { track, place, onPlace } = props
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<string>('10')
  const latest = useRef(place)
  latest.current = place
  const go = (to: number): void => onPlace(Math.max(0, Math.min(track.length, to)))
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => {
      const next = Math.min(track.length, latest.current + FRAME_MS * Number(speed))
      onPlace(next)
      if (next >= track.length) setPlaying(false)
    }, FRAME_MS)
    return () => clearInterval(timer)
  }, [isPlaying, speed, track, onPlace])
  const play = (): void => {
    if (!isPlaying && place >= track.length) go(0)
    setPlaying(!isPlaying)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = STEPS_OF[event.key]
    if (event.key === ' ') play()
    else if (by !== undefined) go(place + by * (event.shiftKey ? MINUTE : 10 * SECOND))
    else if (event.key === 'PageUp' || event.key === 'PageDown')
      go(neighbour(track, place, event.key === 'PageUp' ? 1 : -1))
    else return
    event.preventDefault()
  }
  return (
    <div className={classes.tools}>
      <div className={classes.slider}>
        <Steps track={track} place={place} onPlace={go} />
        <input
          type="range"
          className={classes.range}
          aria-label={t('slider')}
          aria-valuetext={valueText(track, place)}
          title={t('sliderHint')}
          min={0}
          max={track.length}
          step="any"
          value={place}
          onChange={event => go(Number(event.currentTarget.value))}
          onKeyDown={onKeyDown}
        />
        <Marks track={track} />
      </div>
      <div className={classes.buttons}>
        <Button
          size="sm"
          leftSection={isPlaying ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          onClick={play}
        >
          {isPlaying ? t('pause') : t('play')}
        </Button>
        <ActionIcon.Group>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('earlier')}
            onClick={() => go(neighbour(track, place, -1))}
          >
            <IconPlayerSkipBack size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('later')}
            onClick={() => go(neighbour(track, place, 1))}
          >
            <IconPlayerSkipForward size={16} />
          </ActionIcon>
        </ActionIcon.Group>
        <SegmentedControl
          size="xs"
          aria-label={t('speed')}
          value={speed}
          onChange={setSpeed}
          data={SPEEDS.map(each => ({ value: each, label: t('times', { count: Number(each) }) }))}
        />
        {props.children}
      </div>
    </div>
  )
}

const STEPS_OF: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }

const stepAt = (track: Track, place: number) =>
  track.segments.findLast(({ from }) => from <= place) ?? track.segments[0]

const valueText = (track: Track, place: number): string =>
  `${secondOf(track.instantAt(place))}, ${stepAt(track, place)?.title ?? ''}`

const share = (part: number, track: Track): string => `${(100 * part) / track.length}%`

/** The steps in their true widths; pressing one goes to where it began. */
function Steps(props: {
  readonly track: Track
  readonly place: number
  readonly onPlace: (place: number) => void
}) {
  const { track, place, onPlace } = props
  const current = stepAt(track, place)
  return (
    <ol className={classes.steps}>
      {track.segments.map(segment => (
        <li key={segment.from} style={{ inlineSize: share(segment.to - segment.from, track) }}>
          <button
            type="button"
            title={segment.title}
            aria-current={segment === current ? 'step' : undefined}
            onClick={() => onPlace(segment.from)}
          >
            <span className={classes.number}>{segment.step + 1}</span> {segment.title}
          </button>
        </li>
      ))}
    </ol>
  )
}

/** Where something happened: the cards were revealed, the vote opened or closed, the spotlight moved. */
function Marks({ track }: { readonly track: Track }) {
  const { t } = useTranslation('replay')
  return (
    <div className={classes.marks} aria-hidden>
      {track.marks.map(({ at, mark }, index) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: the marks of an ended meeting do not change
          key={index}
          data-mark={mark}
          title={mark === 'clock' ? undefined : t(`marks.${mark}`)}
          style={{ insetInlineStart: share(at, track) }}
        />
      ))}
    </div>
  )
}

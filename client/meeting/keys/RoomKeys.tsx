import { PACES, type Pace } from '../../../shared/meeting/state.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { BACK_ID } from '../frame/FacilitatorBar.tsx'
import { NEXT_BUTTON } from '../frame/NextStep.tsx'
import { QUESTION_ID } from '../frame/PromptLine.tsx'
import { VOTE_BUTTON } from '../frame/StepAction.tsx'
import { useExit } from '../frame/useExit.ts'
import { PACE_KEYS } from '../people/pace.ts'
import { currentStep, useRoom } from '../room.ts'
import { openStage } from '../stageWindow.ts'
import { useWalk } from '../steps/useWalk.ts'
import { TIMER_ID } from '../timer/TimerFace.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { type KeyActions, useMeetingKeys, useSingleKeys } from './useMeetingKeys.ts'
import { useRoomCommands } from './useRoomCommands.ts'

const focus = (id: string): void => document.getElementById(id)?.focus()
const press = (id: string): void => document.getElementById(id)?.click()

/** The keys of the meeting screen, and the list of them on `?`. */
export function RoomKeys(props: {
  readonly isListed: boolean
  readonly onList: (isListed: boolean) => void
}) {
  const { view, run, isFollowing, follow, stopFollowing, join } = useRoom()
  const { postmortem, isLocal } = useConnection()
  const { isListed, onList } = props
  const exit = useExit()
  const walk = useWalk()
  const [isOn, setOn] = useSingleKeys()
  const { you, hands, finished } = view
  const next = (): void => {
    const button = document.querySelector<HTMLElement>(NEXT_BUTTON)
    if (exit.length > 0 && document.activeElement !== button) button?.focus()
    else button?.click()
  }
  const vote = (): void => {
    if (currentStep(view).step?.kind === 'vote') join()
    if (you.facilitator) document.querySelector<HTMLElement>(VOTE_BUTTON)?.focus()
    else requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-ballot] button')?.focus())
  }
  const sayPace = (pace: Pace): void =>
    void run({ type: 'sayPace', pace: view.pace.own === pace ? null : pace })
  const isAtWork = you.participant && !you.facilitator && view.status === 'running'
  const actions: KeyActions = {
    '?': () => onList(true),
    t: () => focus(TIMER_ID),
    h: () => void run({ type: hands.some(hand => hand.person === you.id) ? 'lowerHand' : 'raiseHand' }),
    ...(isLocal ? {} : { p: () => openStage(postmortem) }),
    f: isFollowing ? stopFollowing : follow,
    v: vote,
    j: walk.next,
    k: walk.previous,
    ...(you.facilitator && view.status === 'running'
      ? { N: next, B: () => press(BACK_ID), Q: () => press(QUESTION_ID) }
      : {}),
    ...(isAtWork && Object.fromEntries(PACES.map(pace => [PACE_KEYS[pace], () => sayPace(pace)]))),
    ...(you.participant && view.status === 'running'
      ? { d: () => void run({ type: finished.own ? 'unfinishStep' : 'finishStep' }) }
      : {}),
  }
  useMeetingKeys(actions, isOn)
  useRoomCommands(actions)
  return <KeysDialog opened={isListed} onClose={() => onList(false)} isOn={isOn} onSwitch={setOn} />
}

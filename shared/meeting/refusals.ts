import type { Refusal } from '../base/result.ts'
import type { ExitCondition } from './exit.ts'

/** Why a command is refused: what happened, that nothing was lost, and what to do, in one sentence or two. */
const SENTENCES = {
  'meeting/none': 'No meeting has been opened for this postmortem yet. A facilitator can open one.',
  'meeting/full': 'As many people as a meeting takes have come to this one already, so nothing was changed.',
  'meeting/stale':
    'The meeting moved on before this arrived, so nothing was changed. Look again and repeat it.',
  'meeting/epoch': 'The facilitator changed before this arrived, so nothing was changed.',
  'meeting/not-facilitator': 'Only a facilitator of this meeting can do this.',
  'meeting/not-participant':
    'Viewers cannot do this. Ask the facilitator for an invitation as a participant.',
  'meeting/not-in-lobby': 'This is possible only before the meeting starts.',
  'meeting/not-running': 'This is possible only while the meeting runs.',
  'meeting/ended': 'The meeting has ended and its record is kept as it is. A facilitator can reopen it.',
  'meeting/exit-open': 'Something in this step is still open. Close it, or go on with a reason.',
  'meeting/last-step': 'This is the last step. End the meeting instead.',
  'meeting/unknown-step': 'There is no such step in this meeting, or the meeting has not been there yet.',
  'meeting/undo-too-late': 'An advance can be undone for ten seconds only. Go back to the step instead.',
  'meeting/bad-agenda':
    'This agenda cannot be used: the silent brainstorm needs a step before it, and the end must come after the start.',
  'meeting/bad-minutes': 'These minutes are out of range, so the clocks are as they were.',
  'meeting/unknown-person': 'This person is not known in the meeting.',
  'meeting/not-eligible': 'A viewer cannot take this part. Invite them as a participant first.',
  'meeting/locked': 'The role is locked: only the facilitator who leads can hand it over while one is here.',
  'meeting/not-lead':
    'Only the facilitator who leads can do this, or one who was invited as facilitator while the lead is free to take.',
  'meeting/facilitator-present':
    'A facilitator is here, or left less than a minute ago. Ask them to hand over.',
  'meeting/no-hand': 'This hand is not raised any more.',
  'meeting/cards-closed':
    'Cards are not collected now. Your text has not been submitted; keep it and park it.',
  'meeting/card-taken': 'A card with this id exists already, so this one was not submitted.',
  'meeting/not-your-card':
    'You have no such card. Only its author can change a card, and only until the reveal.',
  'meeting/too-many-cards': 'You have submitted as many cards as a meeting takes from one person.',
  'meeting/has-cards': 'You have submitted a card, so there is nothing to pass. Withdraw it first.',
  'meeting/brainstorm-first':
    'Cards are revealed once the silent brainstorm has begun. They are kept until then.',
  'meeting/no-cards': 'Nobody has submitted a card yet, so there is nothing to reveal.',
  'meeting/few-cards':
    'Fewer than three people have submitted a card or passed, so revealing would tell who wrote what. Wait for more, or ask people to pass.',
  'meeting/few-ballots':
    'Fewer than three people have voted, so the result would tell who voted for what. Wait for more, or go on: the vote stays open, and counts nothing if the meeting ends before.',
  'meeting/rows-disputed':
    'An event is disputed, so the room cannot confirm the timeline. Settle it, or move on with a reason.',
  'meeting/reveal-in-progress': 'Cards are being revealed at this moment. Nothing is lost; look again.',
  'meeting/vote-open': 'A vote is open already.',
  'meeting/vote-closed': 'No vote is open, so this ballot was not counted.',
  'meeting/vote-not-closed': 'The vote has no result yet, so no choice was kept.',
  'meeting/unknown-row': 'This event is not in the timeline any more. Keep your text.',
  'meeting/may-not-vote': 'In this meeting facilitators do not vote.',
  'meeting/over-budget': 'That is more dots than you have, so your last ballot still stands.',
  'meeting/one-dot-each': 'Only one dot may go on a factor here, so your last ballot still stands.',
  'meeting/unknown-factor':
    'One of these factors is gone from the document, so your last ballot still stands.',
  'meeting/unknown-action': 'This action is not in the document any more.',
  'meeting/no-owner': 'This action has no owner yet who could accept it.',
  'meeting/unknown-item': 'This idea is not in the parking lot any more.',
  'meeting/closing-counted':
    'The closing answers were counted when the meeting ended, and cannot be added to.',
  'meeting/too-many':
    'A meeting takes no more of these, so this one was not added. Keep your text, and remove some that are settled.',
  'meeting/unopened':
    'What was submitted here before cannot be opened, because the server was started with another secret than then. Nothing is lost: its administrator can set SECRET_KEY to what it was. If that is gone for good, ending the meeting removes what cannot be opened, and then it can be reopened.',
  'meeting/busy': 'Too many people acted at the same moment, so this was not done. Try it again.',
} as const

export type RefusalCode = keyof typeof SENTENCES

/** A refused command; `exit` is the list of what is open when the code is `meeting/exit-open` (M4). */
export interface MeetingRefusal extends Refusal {
  readonly code: RefusalCode
  readonly exit?: readonly ExitCondition[]
}

/** A refusal of one of the stable codes. */
export const refused = (
  code: RefusalCode,
  exit?: readonly ExitCondition[],
): { readonly ok: false; readonly error: MeetingRefusal } => ({
  ok: false,
  error: exit ? { code, message: SENTENCES[code], exit } : { code, message: SENTENCES[code] },
})

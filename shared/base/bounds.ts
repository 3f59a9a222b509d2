/** How much there may be of something that people can make more of. */
export interface Bound {
  readonly most: number
  /** What it is counted in: things, characters, or milliseconds since 1970. */
  readonly unit: 'things' | 'characters' | 'instant'
  readonly per: 'meeting' | 'person and meeting' | 'person' | 'postmortem' | 'workspace' | 'field' | 'file'
}

const things = (most: number, per: Bound['per']): Bound => ({ most, unit: 'things', per })
const characters = (most: number): Bound => ({ most, unit: 'characters', per: 'field' })

/**
 * Every list that somebody can grow, and every text that others have to carry, has its bound here. A test walks this
 * table and tries one more of each.
 */
export const BOUNDS = {
  /** Everybody who ever came to a meeting, or was named in it. */
  people: things(500, 'meeting'),
  /** Cards of the silent step. */
  cards: things(40, 'person and meeting'),
  /** Parked ideas. */
  ideas: things(200, 'meeting'),
  learnings: things(400, 'meeting'),
  learningsOfOne: things(20, 'person and meeting'),
  /** Comments on events that their authors did not sign. */
  unsignedComments: things(400, 'meeting'),
  unsignedCommentsOfOne: things(20, 'person and meeting'),
  /** Earlier actions that the opening gave a status. */
  earlierActions: things(500, 'meeting'),
  /** Steps of an agenda. */
  steps: things(20, 'meeting'),
  meetingText: characters(2_000),
  /** Parked ideas and learnings together: everybody is sent all of them. */
  meetingWords: { most: 100_000, unit: 'characters', per: 'meeting' },
  title: characters(300),
  agendas: things(100, 'workspace'),
  tokens: things(100, 'person'),
  invitations: things(300, 'postmortem'),
  /** Rows of each list of a document, and its comments with their replies. */
  timeline: things(20_000, 'postmortem'),
  factors: things(2_000, 'postmortem'),
  whys: things(2_000, 'postmortem'),
  actions: things(2_000, 'postmortem'),
  parked: things(2_000, 'postmortem'),
  comments: things(5_000, 'postmortem'),
  /** Links of one row to others, and the words of a fact such as services or tags. */
  links: things(500, 'field'),
  pictures: things(1_000, 'postmortem'),
  importedRows: things(10_000, 'file'),
  /** The end of the calendar that everything here can write: the year 2200. */
  latestInstant: { most: Date.UTC(2200, 0), unit: 'instant', per: 'field' },
} as const satisfies Record<string, Bound>

export type BoundName = keyof typeof BOUNDS

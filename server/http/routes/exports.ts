import { ok, type Result, refuse } from '../../../shared/base/result.ts'
import { isoSecond, MINUTE } from '../../../shared/base/time.ts'
import { imagePath, imagesIn } from '../../../shared/document/images.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { actionsIcs, invitationIcs } from '../../../shared/formats/ics.ts'
import type { WriteInput } from '../../work/jobs.ts'
import { askerOf, inPostmortem, type PostmortemAsk, type Reply, type Route } from '../route.ts'
import { meetingActorOf } from './meeting.ts'
import { readOf } from './postmortems.ts'

/** One way to write a postmortem down. */
interface Format {
  readonly type: string
  readonly ending: string
  readonly write: (postmortem: Postmortem, ask: PostmortemAsk) => Promise<Result<string | Uint8Array>>
}

const NO_PICTURES: WriteInput['pictures'] = new Map()

/** Writes in a worker. */
const written = (
  format: WriteInput['format'],
  postmortem: Postmortem,
  ask: PostmortemAsk,
  publishedAt = ask.row.publishedAt,
): Promise<Result<Uint8Array>> =>
  ask.work.run(
    'write',
    { format, postmortem, publishedOn: dayOf(publishedAt), pictures: NO_PICTURES },
    askerOf(ask),
  )

/** A postmortem as one HTML page that holds its pictures; `publishedAt` in ms. */
export const htmlOf = async (
  postmortem: Postmortem,
  ask: PostmortemAsk,
  publishedAt = ask.row.publishedAt,
): Promise<Result<Uint8Array>> => {
  if (imagesIn(postmortem).length === 0) return written('html', postmortem, ask, publishedAt)
  const gather = async (): Promise<WriteInput> => ({
    format: 'html',
    postmortem,
    publishedOn: dayOf(publishedAt),
    pictures: await picturesOf(postmortem, ask),
  })
  return ask.work.runLarge('write', gather, askerOf(ask))
}

const FORMATS: Readonly<Record<string, Format>> = {
  markdown: {
    type: 'text/markdown; charset=utf-8',
    ending: 'md',
    write: (postmortem, ask) => written('markdown', postmortem, ask),
  },
  html: {
    type: 'text/html; charset=utf-8',
    ending: 'html',
    write: (postmortem, ask) => htmlOf(postmortem, ask),
  },
  json: {
    type: 'application/json; charset=utf-8',
    ending: 'json',
    write: (postmortem, ask) => written('json', postmortem, ask),
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    ending: 'csv',
    write: (postmortem, ask) => written(isOfActions(ask) ? 'actions-csv' : 'timeline-csv', postmortem, ask),
  },
  ics: {
    type: 'text/calendar; charset=utf-8',
    ending: 'ics',
    write: async (postmortem, ask) => ok(await calendarOf(postmortem, ask)),
  },
}

/** Downloads of one postmortem; the document is read, never changed (D3). */
export const exportRoutes: readonly Route[] = [
  inPostmortem('read', 'get', '/export', async ask => {
    const name = ask.query.get('format') ?? ''
    const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined
    if (!format) return unsupported(name)
    const postmortem = await readOf(ask)
    if (!postmortem.ok) return postmortem
    await ask.access.audit(ask.actor.person.id, 'postmortem/exported', ask.row.id, { format: name })
    const { type, ending, write } = format
    const file = await write(postmortem.value, ask)
    if (!file.ok) return file
    return ok({
      file: file.value,
      type,
      name: `${fileNameOf(postmortem.value)}${isOfActions(ask) ? '-actions' : ''}.${ending}`,
    })
  }),
]

const unsupported = (name: string): Result<Reply> =>
  refuse(
    'export/unsupported',
    `There is no export as "${name.slice(0, 40)}". Use format=${Object.keys(FORMATS).join(', ')}.`,
  )

/** `of=actions` asks for the actions where a file holds one table: the timeline, or the meeting, is the other. */
const isOfActions = ({ query }: PostmortemAsk): boolean => query.get('of') === 'actions'

/** The meeting for a calendar, once one is planned; before that, or when asked, the due dates of the actions. */
async function calendarOf(postmortem: Postmortem, ask: PostmortemAsk): Promise<string> {
  const url = `${ask.origin}/p/${postmortem.id}`
  const meeting = isOfActions(ask) ? null : await ask.meetings.answer(postmortem.id, meetingActorOf(ask))
  if (!meeting) return actionsIcs(postmortem, url, ask.now())
  const { schedule, steps } = meeting.state
  const invitation = {
    uid: `meeting@${postmortem.id}`,
    title: postmortem.title,
    start: schedule.start,
    end: schedule.end,
    url: `${url}/meeting`,
    agenda: steps.map(step => `${Math.round(step.plannedMs / MINUTE)} min  ${step.title}`).join('\n'),
    // Guests have names here, but no addresses.
    attendees: [],
    organiser: null,
    sequence: meeting.rev,
  }
  return invitationIcs(invitation, ask.now())
}

/** The pictures of a postmortem, so that a file that was mailed still shows them. */
async function picturesOf(postmortem: Postmortem, { store }: PostmortemAsk): Promise<WriteInput['pictures']> {
  const pictures = new Map<string, { type: string; bytes: Uint8Array }>()
  for (const id of imagesIn(postmortem)) {
    const image = await store.images.get(postmortem.id, id)
    if (image) pictures.set(imagePath(postmortem.id, id), { type: image.type, bytes: image.bytes })
  }
  return pictures
}

const dayOf = (publishedAt: number | null): string =>
  publishedAt === null ? '' : isoSecond(publishedAt).slice(0, 10)

/** A name that every file system takes, from the incident's key and the title. */
function fileNameOf({ incident, title }: Postmortem): string {
  const words = `${incident} ${title}`.normalize('NFKD').replace(/[^\w\s-]/g, '')
  return (
    words
      .trim()
      .replace(/[\s_-]+/g, '-')
      .slice(0, 80)
      .toLowerCase() || 'postmortem'
  )
}

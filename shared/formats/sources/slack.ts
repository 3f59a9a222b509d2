import { z } from 'zod'
import { ok } from '../../base/result.ts'
import type { RowReader } from '../report.ts'
import { guessKind } from '../rowKind.ts'
import { type Entry, nothingFound, readJson, rowsOf } from './entries.ts'

const Profile = z.looseObject({
  display_name: z.string().optional(),
  real_name: z.string().optional(),
  name: z.string().optional(),
})
const Message = z.looseObject({
  ts: z.string().regex(/^\d+(\.\d+)?$/),
  text: z.string().optional(),
  user: z.string().optional(),
  username: z.string().optional(),
  subtype: z.string().optional(),
  permalink: z.string().optional(),
  user_profile: Profile.optional(),
})
const Wrapped = z.looseObject({ messages: z.array(z.unknown()) })

/** Messages about the channel itself, which tell nothing of the incident. */
const HOUSEKEEPING = /^(channel_|group_|bot_(add|remove)|pinned_item|reminder_add|huddle)/

/** Reads a day file of a Slack export, or an answer of its history API: one row a message. */
export const readSlack: RowReader = (text, { newId }) => {
  const json = readJson(text)
  if (!json.ok) return json
  const values = json.value.flatMap(value => Wrapped.safeParse(value).data?.messages ?? [value])
  const messages = values.flatMap(value => Message.safeParse(value).data ?? [])
  if (messages.length === 0) return nothingFound('Slack messages')
  const names = new Map(messages.map(message => [message.user ?? '', nameOf(message)]))
  const told = messages.filter(({ subtype, text: said }) => said?.trim() && !HOUSEKEEPING.test(subtype ?? ''))
  const entries = told.map((message): Entry => {
    const said = plainText(message.text ?? '', names)
    const name = nameOf(message)
    const line = name ? `${name}: ${said}` : said
    return { at: Number(message.ts) * 1000, text: line, kind: guessKind(said), url: message.permalink }
  })
  const left = messages.length - told.length
  const notes = left > 0 ? [`${left} messages without text, or about the channel itself, were left out.`] : []
  return ok(rowsOf(entries, 'slack', newId, notes))
}

const nameOf = ({ user_profile: profile, username, user }: z.infer<typeof Message>): string =>
  profile?.display_name || profile?.real_name || profile?.name || username || user || ''

/** Slack's own markup as plain text: mentions by name where it is known, links with their address. */
function plainText(text: string, names: ReadonlyMap<string, string>): string {
  return text
    .replace(/<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g, (_, sign: string, target: string, label?: string) => {
      if (sign === '@') return `@${label || names.get(target) || target}`
      if (sign === '#') return `#${label || target}`
      if (sign === '!') return `@${label || target.replace(/^subteam\^/, '')}`
      return label && label !== target ? `${label} (${target})` : target
    })
    .replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '')
}

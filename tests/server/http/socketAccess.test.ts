import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { hashOf } from '../../../server/access/secrets.ts'
import { authoriseSocket, whyNotAnyMore } from '../../../server/http/socketAccess.ts'
import { readSettings } from '../../../server/settings.ts'
import { granted, openWorkspace, type Workspace } from '../access/workspace.ts'

/** Lets somebody in with this Bearer token, as a socket that asks to be upgraded. */
async function letIn({ access, store, row }: Workspace, token: string) {
  const request = { headers: { authorization: `Bearer ${token}` }, url: `/sync/${row.id}` } as IncomingMessage
  const settings = granted(readSettings({}, '/client'))
  return granted(await authoriseSocket({ access, store, settings, addressOf: () => '' }, request, row.id))
}

it('[W5] what ended between the question and the joining is noticed when the socket has joined', async () => {
  const workspace = await openWorkspace()
  const { access, owner, row } = workspace
  const session = await access.sessions.open(owner.person.id)
  const { row: bot, token } = await access.tokens.create(owner.person, 'bot', undefined, 'read')
  const bySession = await letIn(workspace, session)
  const byToken = await letIn(workspace, token)
  const byOwner = await letIn(workspace, 'the-owner-token')
  const why = () =>
    Promise.all([bySession, byToken, byOwner].map(person => whyNotAnyMore(workspace, person, row.id)))
  expect([bySession.role, byToken.role, byOwner.role]).toEqual(['owner', 'viewer', 'owner'])
  expect(await why()).toEqual([null, null, null])
  await access.sessions.close(hashOf(session))
  expect(await why()).toEqual(['restart', null, null])
  await access.tokens.revoke(owner.person, bot.id)
  expect(await why()).toEqual(['restart', 'restart', null])
})

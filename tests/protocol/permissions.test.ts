import { expect, it } from 'vitest'
import { AcceptInvitation } from '../../shared/protocol/accessApi.ts'
import {
  mayGrant,
  mayInPostmortem,
  mayInWorkspace,
  POSTMORTEM_PERMISSIONS,
  type PostmortemPermission,
  WORKSPACE_ROLES,
} from '../../shared/protocol/permissions.ts'
import { ROLES } from '../../shared/protocol/roles.ts'

it('[W4] a viewer reads and takes part, and can do nothing that writes', () => {
  const all = Object.keys(POSTMORTEM_PERMISSIONS) as PostmortemPermission[]
  expect(all.filter(permission => mayInPostmortem('viewer', permission))).toEqual([
    'read',
    'readMeeting',
    // What the stage shows to the whole room while a facilitator lets people in; it writes nothing itself.
    'readJoinLink',
    'takePart',
  ])
})

it('the owner may do everything in a postmortem', () => {
  const all = Object.keys(POSTMORTEM_PERMISSIONS) as PostmortemPermission[]
  expect(all.every(permission => mayInPostmortem('owner', permission))).toBe(true)
})

it('guests browse and check; they neither create postmortems nor make tokens', () => {
  expect(WORKSPACE_ROLES.filter(role => mayInWorkspace(role, 'browse'))).toEqual([
    'owner',
    'admin',
    'colleague',
    'guest',
  ])
  expect(WORKSPACE_ROLES.filter(role => mayInWorkspace(role, 'create'))).toEqual([
    'owner',
    'admin',
    'colleague',
  ])
  expect(WORKSPACE_ROLES.filter(role => mayInWorkspace(role, 'manageTokens'))).toEqual([
    'owner',
    'admin',
    'colleague',
  ])
})

it('nobody gives a stronger role than their own, and nobody gives ownership', () => {
  const granted = ROLES.map(role => [role, ROLES.filter(other => mayGrant(role, other))])
  expect(Object.fromEntries(granted)).toEqual({
    owner: ['facilitator', 'participant', 'viewer'],
    facilitator: ['facilitator', 'participant', 'viewer'],
    participant: [],
    viewer: [],
  })
})

it('a display name is trimmed, and has 1 to 60 characters without control characters', () => {
  const nameOf = (name: string) => AcceptInvitation.safeParse({ token: 'x', name }).data?.name
  expect(nameOf('  Priya \n N. ')).toBe('Priya N.')
  expect(nameOf('💚'.repeat(60))).toHaveLength(120)
  expect(nameOf('x'.repeat(61))).toBeUndefined()
  expect(nameOf('   ')).toBeUndefined()
  expect(nameOf('Bob\u0007')).toBeUndefined()
  expect(nameOf('Bob\u202eecilA')).toBeUndefined()
})

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  POSTMORTEM_PERMISSIONS,
  type PostmortemPermission,
  SCOPE_OF,
  SCOPES,
  scopeAllows,
  WORKSPACE_PERMISSIONS,
  WORKSPACE_ROLES,
  type WorkspacePermission,
} from '../shared/protocol/permissions.ts'
import { hasRole, ROLES } from '../shared/protocol/roles.ts'

const scopeWord = (permission: PostmortemPermission | WorkspacePermission): string => {
  const scope = SCOPE_OF[permission]
  return scope === 'never' ? 'people only' : `\`${scope}\``
}

const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

const mark = (is: boolean): string => (is ? 'yes' : '–')

it('docs/access.md prints the one table of who may do what in a postmortem', () => {
  const rows = Object.entries(POSTMORTEM_PERMISSIONS).map(([name, weakest]) => [
    `\`${name}\``,
    ...ROLES.map(role => mark(hasRole(role, weakest))),
    scopeWord(name as PostmortemPermission),
  ])
  const table = tableOf(['in a postmortem', ...ROLES, "a program's token"], rows)
  expect(readFileSync('docs/access.md', 'utf8')).toContain(`\n${table}\n`)
})

it('docs/access.md prints the one table of who may do what on the server', () => {
  const rows = Object.entries(WORKSPACE_PERMISSIONS).map(([name, allowed]) => [
    `\`${name}\``,
    ...WORKSPACE_ROLES.map(role => mark((allowed as readonly string[]).includes(role))),
    scopeWord(name as WorkspacePermission),
  ])
  const table = tableOf(['on the server', ...WORKSPACE_ROLES, "a program's token"], rows)
  expect(readFileSync('docs/access.md', 'utf8')).toContain(`\n${table}\n`)
})

it('each scope of a token holds the ones before it, and none makes another token', () => {
  const all = Object.keys(SCOPE_OF) as (keyof typeof SCOPE_OF)[]
  const held = SCOPES.map(scope => all.filter(permission => scopeAllows(scope, permission)))
  for (const [at, permissions] of held.entries()) {
    expect(permissions).toEqual(expect.arrayContaining(held[at - 1] ?? []))
    expect(permissions).not.toContain('manageTokens')
  }
  expect(all.every(permission => scopeAllows(null, permission))).toBe(true)
})

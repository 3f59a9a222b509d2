import { refuse } from '../../../shared/base/result.ts'
import { updateItem } from '../../../shared/document/edit.ts'
import type { ActionItem } from '../../../shared/document/postmortem.ts'
import { ActionChange } from '../../../shared/protocol/historyApi.ts'
import { inPostmortem, json, parseBody, type Route } from '../route.ts'

const GONE = refuse('action/not-found', 'This action is not in the postmortem any more. Nothing was changed.')

/** Following up an action from outside its document: an edit like any other, which everybody there sees at once. */
export const actionRoutes: readonly Route[] = [
  inPostmortem('edit', 'patch', '/actions/:action', async ask => {
    const { rooms, row, params } = ask
    const room = await rooms.open(row.id)
    if (!room.ok) return room
    const id = params.action ?? ''
    const find = (): ActionItem | undefined => room.value.read().actions.find(action => action.id === id)
    if (!find()) return GONE
    const body = parseBody(ActionChange, ask)
    if (!body.ok) return body
    const { status, due, reason } = body.value
    const change = {
      ...(status !== undefined && { status }),
      ...(due !== undefined && { due }),
      ...(reason !== undefined && { reason }),
    }
    await room.value.edit(doc => updateItem(doc, 'actions', id, change), 'action followed up')
    const action = find()
    return action ? json(action) : GONE
  }),
]

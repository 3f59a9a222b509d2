import { authorsOf } from '../commentAuthors.ts'
import { inPostmortem, json, type Route } from '../route.ts'

/** Who wrote the comments of a document: the document has only the client ids, the server knows whose they are (W6). */
export const commentRoutes: readonly Route[] = [
  inPostmortem('read', 'get', '/authors', async ask => {
    const room = await ask.rooms.open(ask.row.id)
    if (!room.ok) return room
    return json(await authorsOf(ask.store, room.value, room.value.read()))
  }),
]

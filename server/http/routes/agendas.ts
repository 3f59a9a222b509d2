import { AgendaChange, NewAgenda } from '../../../shared/protocol/agendaApi.ts'
import { done, inWorkspace, json, parseBody, type Route } from '../route.ts'

/** Agendas that the workspace keeps under a name. */
export const agendaRoutes: readonly Route[] = [
  inWorkspace('browse', 'get', '/api/agendas', async ({ agendas }) => json(await agendas.list())),

  inWorkspace('keepAgendas', 'post', '/api/agendas', async ask => {
    const body = parseBody(NewAgenda, ask)
    if (!body.ok) return body
    const kept = await ask.agendas.keep(body.value)
    return kept.ok ? json(kept.value, 201) : kept
  }),

  inWorkspace('keepAgendas', 'patch', '/api/agendas/:agenda', async ask => {
    const body = parseBody(AgendaChange, ask)
    if (!body.ok) return body
    const changed = await ask.agendas.change(ask.params.agenda ?? '', body.value)
    return changed.ok ? json(changed.value) : changed
  }),

  inWorkspace('keepAgendas', 'delete', '/api/agendas/:agenda', async ({ agendas, params }) => {
    const gone = await agendas.remove(params.agenda ?? '')
    return gone.ok ? done() : gone
  }),
]

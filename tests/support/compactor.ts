/** Appends, snapshots and rewrites a log without end, to be killed in the midst of it; says which rows are committed. */
import * as Y from 'yjs'
import { openDatabase } from '../../server/store/sqlite/openDatabase.ts'
import { seedUpdate } from '../../shared/document/seed.ts'
import { textIn } from './peers.ts'

const store = await openDatabase(process.env.DATA_DIR ?? '', 'a secret of no use here')
await store.log.seed('room', seedUpdate({ title: 'Compacted' }), 1)
const { snapshot, tail } = await store.log.load('room')
const doc = new Y.Doc()
if (snapshot) Y.applyUpdateV2(doc, snapshot.state)
for (const { updates } of tail) for (const update of updates) Y.applyUpdate(doc, update)
let made: Uint8Array[] = []
doc.on('update', (update: Uint8Array) => made.push(update))
for (let at = 0; ; at++) {
  made = []
  const word = `‹${process.argv[2]}.${at}›`
  textIn(doc).insert(textIn(doc).length, word + '.'.repeat(2_000))
  const [seq = 0] = await store.log.append([
    { postmortem: 'room', updates: made, clients: [], unattributed: [], at: 1 },
  ])
  process.stdout.write(`${word}\n`)
  if (at % 4 === 1) await store.log.saveSnapshot('room', seq, Y.encodeStateAsUpdateV2(doc))
  if (at % 4 === 3) await store.log.rewrite('room', seq, Y.encodeStateAsUpdateV2(doc), [])
}

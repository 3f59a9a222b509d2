import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { addEvents, pasteReport, readEvents } from '../../../client/document/parts/timeline/addEvents.ts'
import { clockTime, localTime } from '../../../client/document/parts/timeline/clockTexts.ts'
import { moveWithinTime } from '../../../client/document/parts/timeline/moveWithinTime.ts'
import { labelPlaces } from '../../../client/document/parts/timeline/stripLabels.ts'
import { stripModel } from '../../../client/document/parts/timeline/stripModel.ts'
import { tableLines } from '../../../client/document/parts/timeline/tableLines.ts'
import { addItem } from '../../../shared/document/edit.ts'
import { readList } from '../../../shared/document/read.ts'

const TODAY = Date.parse('2026-05-29T09:00:00Z')

function timeline(...rows: readonly (readonly [id: string, at: string])[]): Y.Doc {
  const doc = new Y.Doc()
  for (const [id, at] of rows) addItem(doc, 'timeline', id, { at, text: id })
  return doc
}

const texts = (doc: Y.Doc): string[] => readList(doc, 'timeline').map(row => row.text)

it('[D7] the viewer’s own time stands beside UTC, with the day when it is another one', () => {
  expect(clockTime('2026-05-27T14:22:00Z')).toBe('14:22')
  expect(localTime('2026-05-27T14:22:00Z', 'Europe/Berlin')).toBe('16:22')
  expect(localTime('2026-05-27T23:30:00Z', 'Asia/Tokyo')).toBe('08:30 +1')
  expect(localTime('2026-05-27T02:00:00Z', 'America/New_York')).toBe('22:00 −1')
  expect(localTime('2026-05-27T14:22:00Z', 'UTC')).toBe('')
})

it('a stretch of more than 15 minutes is drawn as one, a shorter one is not', () => {
  const doc = timeline(
    ['a', '2026-05-27T14:00:00Z'],
    ['b', '2026-05-27T14:15:00Z'],
    ['c', '2026-05-27T14:31:00Z'],
  )
  const lines = tableLines(readList(doc, 'timeline')).map(line => line.line)
  expect(lines).toEqual(['day', 'row', 'row', 'gap', 'row'])
})

it('rows of unknown time stand last, under a heading of their own', () => {
  const doc = timeline(['later', ''], ['first', '2026-05-27T14:00:00Z'])
  expect(tableLines(readList(doc, 'timeline')).map(line => line.line)).toEqual([
    'day',
    'row',
    'unknown',
    'row',
  ])
})

it('[D7] a typed line is read against the day of the rows before it', () => {
  const doc = timeline(['a', '2026-05-27T14:00:00Z'])
  const [event] = readEvents(doc, '14:22 alert fired', null, TODAY)
  expect(event).toMatchObject({
    time: { at: '2026-05-27T14:22:00Z', precision: 'minute' },
    text: 'alert fired',
  })
  expect(readEvents(doc, '+5m paged', 'a', TODAY)[0]?.time?.at).toBe('2026-05-27T14:05:00Z')
})

it('an event without a time takes the time and the place of the row that it follows', () => {
  const doc = timeline(
    ['a', '2026-05-27T14:00:00Z'],
    ['b', '2026-05-27T14:00:00Z'],
    ['c', '2026-05-27T14:10:00Z'],
  )
  addEvents(doc, readEvents(doc, 'between', 'a', TODAY), 'a')
  expect(texts(doc)).toEqual(['a', 'between', 'b', 'c'])
})

it('a row moves among the rows of its own minute only', () => {
  const doc = timeline(
    ['a', '2026-05-27T14:00:00Z'],
    ['b', '2026-05-27T14:00:00Z'],
    ['c', '2026-05-27T14:10:00Z'],
  )
  expect(moveWithinTime(doc, 'b', -1)).toBe(true)
  expect(texts(doc)).toEqual(['b', 'a', 'c'])
  expect(moveWithinTime(doc, 'a', 1)).toBe(false)
  expect(moveWithinTime(doc, 'c', -1)).toBe(false)
  expect(texts(doc)).toEqual(['b', 'a', 'c'])
})

it('the strip is to scale, and its labels do not cover each other', () => {
  const strip = stripModel({
    startedAt: '2026-05-27T14:20:00Z',
    detectedAt: '2026-05-27T14:22:00Z',
    mitigatedAt: '2026-05-27T14:38:00Z',
    resolvedAt: '2026-05-27T14:40:00Z',
  })
  expect(strip?.points.map(point => point.share)).toEqual([0, 0.1, 0.9, 1])
  expect(strip).toMatchObject({ toDetect: 120_000, toMitigate: 1_080_000, toResolve: 1_200_000 })
  expect(labelPlaces([0, 0.1, 0.9, 1], 0.17).map(({ level }) => level)).toEqual([1, 0, 0, 1])
  expect(labelPlaces([0, 0.5, 1], 0.17).map(({ level }) => level)).toEqual([0, 0, 0])
  // Two in the middle reach away from each other, so that no line runs through a label.
  expect(labelPlaces([0, 0.48, 0.53, 1], 0.17).map(({ isLeft }) => isLeft)).toEqual([
    false,
    true,
    false,
    true,
  ])
})

it('wherever the four moments are, no label covers another and no tick runs through one', () => {
  const steps = [0, 0.01, 0.1, 0.3, 0.48, 0.5, 0.52, 0.7, 0.9, 0.99, 1]
  for (const label of [0.17, 0.21, 0.33]) {
    for (const second of steps) {
      for (const third of steps.filter(step => step >= second)) {
        const shares = [0, second, third, 1]
        const boxes = labelPlaces(shares, label).map(({ level, isLeft }, index) => {
          const at = shares[index] ?? 0
          return { level, at, from: isLeft ? at - label : at, to: isLeft ? at : at + label }
        })
        for (const box of boxes) {
          expect(box.from, `${shares} ${label}`).toBeGreaterThanOrEqual(0)
          expect(box.to, `${shares} ${label}`).toBeLessThanOrEqual(1)
          const covered = boxes.filter(
            other =>
              other !== box &&
              ((other.level === box.level && other.from < box.to && box.from < other.to) ||
                (other.level > box.level && box.from < other.at && other.at < box.to)),
          )
          expect(covered, `${shares} ${label}`).toEqual([])
        }
      }
    }
  }
})

it('[D7] a table pasted as comma-separated values or from a spreadsheet is read alike, its head left out', () => {
  const doc = timeline(['a', '2026-05-27T14:00:00Z'])
  const csv = 'Time,Event\n14:22,"alert fired, page sent"\n14:30,rollback started\n'
  const read = readEvents(doc, csv, null, TODAY)
  expect(read.map(event => [event.time?.at, event.text])).toEqual([
    ['2026-05-27T14:22:00Z', 'alert fired, page sent'],
    ['2026-05-27T14:30:00Z', 'rollback started'],
  ])
  const tsv = 'Time\tEvent\n14:22\talert fired, page sent\n14:30\trollback started'
  expect(readEvents(doc, tsv, null, TODAY)).toEqual(read)
  expect(pasteReport(csv, read)).toEqual({ lines: 3, events: 2, untimed: 0, joined: 1 })
})

it('[D7] what was pasted from a chat keeps that it was said there; the report says what has no time', () => {
  const doc = timeline(['a', '2026-05-27T14:00:00Z'])
  const chat = 'Carol Jensen  2:24 PM\npool is full\nseeing it on all nodes\nBob  2:26 PM\nrolling back'
  const read = readEvents(doc, chat, null, TODAY)
  expect(read.map(event => [event.text, event.source?.type])).toEqual([
    ['Carol Jensen: pool is full seeing it on all nodes', 'chat'],
    ['Bob: rolling back', 'chat'],
  ])
  addEvents(doc, read, null)
  expect(readList(doc, 'timeline').at(-1)?.source.type).toBe('chat')
  const list = 'somebody noticed\n14:22 alert, with a comma'
  const mixed = readEvents(doc, list, null, TODAY)
  expect(pasteReport(list, mixed)).toEqual({ lines: 2, events: 2, untimed: 1, joined: 0 })
})

it('what is copied from a spreadsheet keeps its bars, its quotation marks, and cells with line breaks whole', () => {
  const doc = timeline()
  const copied = '14:00\tpool | ledger full\n14:05\t"said ""stop""\nand left"\n14:10\tback'
  const events = readEvents(doc, copied, null, TODAY)
  expect(events.map(({ text }) => text)).toEqual(['pool | ledger full', 'said "stop" and left', 'back'])
  expect(
    readEvents(doc, '| 14:00 | a table |\n| 14:05 | of Markdown |', null, TODAY).map(({ text }) => text),
  ).toEqual(['a table', 'of Markdown'])
})

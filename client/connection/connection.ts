import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Result } from '../../shared/base/result.ts'
import { SCHEMA, SECTIONS } from '../../shared/document/postmortem.ts'
import { commentsOf, EDIT, LISTS, listOf, metaOf, sectionOf } from '../../shared/document/schema.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import { CLOSE } from '../../shared/protocol/closeCodes.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import { type Person, PROTOCOL_VERSION, type ServerMessage } from '../../shared/protocol/messages.ts'
import { hasRole } from '../../shared/protocol/roles.ts'
import { type Api, api as pageApi } from './api.ts'
import { type Clock, createClock } from './clock.ts'
import { countingSocket, type SocketClass } from './countingSocket.ts'
import { type Device, openDevice } from './device.ts'
import { createLedger } from './ledger.ts'
import { type Meanwhile, watchMeanwhile } from './meanwhile.ts'
import { linkMeeting } from './meetingLink.ts'
import { createCell, isSameFields, type Observable } from './observable.ts'
import { putPendingAside } from './pending.ts'
import { watchRemovals } from './removals.ts'
import { keepSampling } from './sampling.ts'
import { signedInPerson } from './session.ts'
import { closedReason, type Saved, type Status, savedOf } from './status.ts'
import { announceOnlySelf, beforeAnswering, keepChangesWhile, readMessages, sendMessage } from './wire.ts'

/** One open postmortem: its document, the people in it, its meeting, and the truth about what is saved. */
export interface Connection {
  readonly postmortem: string
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** Takes back one's own edits only (D6). An editor adds its binding's origin with `addTrackedOrigin`. */
  readonly undo: Y.UndoManager
  readonly provider: WebsocketProvider
  readonly status: Observable<Status>
  readonly saved: Observable<Saved>
  readonly people: Observable<readonly Person[]>
  /** Who the server takes this page for; null until it has said so. Stays while offline. */
  readonly me: Observable<Person | null>
  /** Whether changes made here would be taken. */
  readonly canEdit: Observable<boolean>
  /** Size of the document in bytes once it is over a limit (W8), else 0. */
  readonly size: Observable<number>
  /** What others changed while this page was offline, until {@link Connection.dismissMeanwhile}. */
  readonly meanwhile: Observable<Meanwhile | null>
  dismissMeanwhile(): void
  /** What was brought back here by undo while a text was removed for good, and not sent; '' when nothing was (D10). */
  readonly withheld: Observable<string>
  dismissWithheld(): void
  /** How many removals of texts (D10) what this page shows has followed. */
  knownRemovals(): number
  readonly meeting: {
    readonly answer: Observable<MeetingAnswer | null | undefined>
    send(command: MeetingCommand): Promise<Result<MeetingAnswer>>
  }
  readonly clock: Clock
  /** Held by this page alone: there is nothing that others could open, and no other screen of it. */
  readonly isLocal?: true
  close(): void
}

/** A change that is too large by itself closes the socket once, and is in the next answer, which may be larger. */
const MOST_CLOSED_FOR_SIZE = 2

/** What a connection stands on; a page uses its own server, browser and session. */
export interface ConnectionSetup {
  /** Such as `wss://debrief.example.org/sync`. */
  readonly syncUrl: string
  readonly Socket: SocketClass
  readonly api: Api
  readonly openDevice: (postmortem: string, doc: Y.Doc) => Device
}

/** Opens a postmortem: what this device kept is shown first, then the server is asked for the rest. */
export function openConnection(postmortem: string, setup: ConnectionSetup = ofThisPage()): Connection {
  const doc = new Y.Doc()
  const device = setup.openDevice(postmortem, doc)
  const ledger = createLedger(device.keptChanges)
  const clock = createClock(() => performance.now(), Date.now())
  const meeting = linkMeeting(setup.api, postmortem)

  const status = createCell<Status>(
    { kind: 'connecting', reason: null, hasDocument: false, wasIn: false },
    isSameFields,
  )
  const saved = createCell<Saved>({ kind: 'saving', waiting: device.keptChanges, kept: false }, isSameFields)
  const people = createCell<readonly Person[]>([])
  const me = createCell<Person | null>(device.rememberedMe)
  const canEdit = createCell(false)
  const size = createCell(0)
  let kept = false
  let failing = false
  let refused = false
  let isOverLimit = false
  let isMeetingKnown = false
  let closedForSize = 0
  let isOtherPerson = false

  const mayEdit = (): boolean => {
    const person = me.get()
    return person !== null && hasRole(person.role, 'participant') && !isOverLimit
  }
  const settle = (change: Partial<Status> = {}): void => {
    status.set({ ...status.get(), ...change })
    const present = status.get()
    canEdit.set(mayEdit() && present.hasDocument && present.kind !== 'closed')
    const next = savedOf({
      status: present,
      mayEdit: mayEdit(),
      failing,
      refused,
      waiting: ledger.waiting.get(),
      kept,
    })
    // That so many changes are kept here is said once they are (P3); until then it stands as it was.
    if (next.kind !== 'offline' || !next.kept || !device.isWriting.get()) saved.set(next)
  }

  let carried: number | null = null
  const provider = new WebsocketProvider(setup.syncUrl, postmortem, doc, {
    connect: false,
    disableBc: true,
    params: { v: String(PROTOCOL_VERSION), changes: '1', schema: String(SCHEMA) },
    WebSocketPolyfill: countingSocket(setup.Socket, (kind, frame) => {
      if (kind === 'step2') ledger.sentEverything(frame)
      else carried = frame
    }),
  })
  const { awareness } = provider
  // Nobody is announced before the server has said that this person may do more than read.
  awareness.setLocalState(null)
  announceOnlySelf(provider)
  keepChangesWhile(provider, () => me.get() !== null && !mayEdit())

  // After the provider's own listener, so that the frame that carried the change is known.
  doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    const frame = carried
    carried = null
    if (transaction.local && origin !== provider) ledger.changed(frame)
  })
  const meanwhile = watchMeanwhile(doc, provider)
  ledger.waiting.subscribe(() => {
    if (kept) device.noteWaiting(ledger.waiting.get())
    settle()
  })

  const undo = undoOf(doc)
  const removals = watchRemovals(doc, undo, device, provider)
  beforeAnswering(provider, removals.beforeAnswer)
  const hear = (message: ServerMessage): void => {
    switch (message.t) {
      case 'welcome':
        // The browser was signed in as somebody else meanwhile: what this page holds is not theirs to send.
        isOtherPerson = device.person !== '' && message.you.id !== device.person
        if (isOtherPerson) {
          provider.disconnect()
          return
        }
        clock.hear(message.serverNow)
        me.set(message.you)
        device.rememberMe(message.you)
        removals.told(message.redactions)
        sendMessage(provider, { t: 'ids', clients: device.formerIds })
        isOverLimit = message.readOnly && hasRole(message.you.role, 'participant')
        if (!mayEdit()) awareness.setLocalState(null)
        else if (awareness.getLocalState() === null) awareness.setLocalState({})
        settle({ wasIn: true })
        break
      case 'saved':
        closedForSize = 0
        ledger.confirmed(message.frames)
        break
      case 'refused':
        refused = true
        settle()
        break
      case 'store':
        failing = message.failing
        settle()
        break
      case 'presence':
        people.set(message.people)
        break
      case 'clock':
        clock.sample(message.sent, clock.local(), message.now)
        break
      case 'meeting':
        meeting.hear(message.meeting, !isMeetingKnown)
        isMeetingKnown = true
        break
      case 'meetingChange':
        meeting.hearChange(message)
        break
      case 'redacted':
        removals.told(message.redactions)
        removals.settled()
        break
      case 'size':
        size.set(message.bytes)
        isOverLimit = message.readOnly
        settle()
        break
    }
  }
  readMessages(provider, hear)

  const sampling = keepSampling(provider, clock)
  let putPendingBack = (): void => {}
  provider.on('status', ({ status: socket }) => {
    if (socket === 'connected') {
      putPendingBack = putPendingAside(doc)
      ledger.socketOpened()
      failing = false
      refused = false
      isMeetingKnown = false
      sampling.start()
    } else if (socket === 'disconnected') {
      sampling.stop()
      people.set([])
    }
  })
  provider.on('sync', isSynced => {
    if (!isSynced) return
    putPendingBack()
    removals.settled()
    meanwhile.settle()
    settle({ kind: 'online', hasDocument: true, reason: null })
  })
  provider.on('connection-close', event => {
    if (status.get().kind === 'online') meanwhile.begin()
    if (event?.code === CLOSE.tooLarge) closedForSize++
    const isHopeless = closedForSize > MOST_CLOSED_FOR_SIZE
    if (isHopeless) provider.shouldConnect = false
    const ofServer = event ? closedReason(event.code) : null
    const reason = isOtherPerson ? 'otherPerson' : isHopeless ? 'tooLargeChange' : ofServer
    settle(reason ? { kind: 'closed', reason } : { kind: 'offline', reason: null })
  })

  let isOpen = true
  void device.opened.then(isKept => {
    if (!isOpen) return
    kept = isKept
    device.isKeeping.subscribe(() => {
      kept = device.isKeeping.get()
      if (kept) device.noteWaiting(ledger.waiting.get())
      settle()
    })
    device.isWriting.subscribe(() => {
      if (!device.isWriting.get()) settle()
    })
    if (kept && ledger.waiting.get() > 0) device.noteWaiting(ledger.waiting.get())
    // A document without this field holds nothing yet: it must come from the server first (D2).
    settle({ hasDocument: metaOf(doc).has('schema') })
    provider.connect()
  })
  const leavePage = watchPage(provider, () => ledger.waiting.get() > 0)

  return {
    postmortem,
    doc,
    awareness,
    undo,
    provider,
    status,
    saved,
    people,
    me,
    canEdit,
    size,
    meanwhile: meanwhile.last,
    dismissMeanwhile: meanwhile.forget,
    withheld: removals.withheld,
    dismissWithheld: removals.forgetWithheld,
    knownRemovals: removals.known,
    meeting,
    clock,
    close() {
      isOpen = false
      leavePage()
      sampling.stop()
      meanwhile.stop()
      provider.destroy()
      device.close()
      doc.destroy()
    },
  }
}

function ofThisPage(): ConnectionSetup {
  const { protocol, host } = window.location
  return {
    syncUrl: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
    Socket: WebSocket,
    api: pageApi,
    openDevice: (postmortem, doc) => openDevice(postmortem, signedInPerson(), doc),
  }
}

/** Takes back one's own edits of a document alone (D6). */
export function undoOf(doc: Y.Doc): Y.UndoManager {
  const lists = LISTS.map(list => listOf(doc, list))
  const sections = SECTIONS.map(section => sectionOf(doc, section))
  return new Y.UndoManager([metaOf(doc), commentsOf(doc), ...lists, ...sections], {
    trackedOrigins: new Set([EDIT]),
  })
}

/** Warns before the page is left with changes waiting (P3), and reconnects at once when the network changes. */
function watchPage(provider: WebsocketProvider, isWaiting: () => boolean): () => void {
  if (typeof window === 'undefined') return () => {}
  const warn = (event: BeforeUnloadEvent): void => {
    if (isWaiting()) event.preventDefault()
  }
  const reconnect = (): void => {
    if (!provider.shouldConnect) return
    provider.disconnect()
    provider.connect()
  }
  const resume = (): void => {
    if (provider.shouldConnect && !provider.wsconnected) reconnect()
  }
  window.addEventListener('beforeunload', warn)
  window.addEventListener('offline', reconnect)
  window.addEventListener('online', resume)
  // A page that slept may hold a connection that is dead and does not know it.
  document.addEventListener('resume', reconnect)
  return () => {
    window.removeEventListener('beforeunload', warn)
    window.removeEventListener('offline', reconnect)
    window.removeEventListener('online', resume)
    document.removeEventListener('resume', reconnect)
  }
}

/** One event of a meeting. */
export interface StoredEvent {
  /** Starts at 1 and rises by 1 within a postmortem. */
  readonly seq: number
  /** The event's name, such as `cardSubmitted`: what {@link EventLog.append} purges by. */
  readonly kind: string
  /** Private events are what nobody else may see: cards, ballots, closing answers (M10–M12). */
  readonly private: boolean
  /** The event itself, in JSON; null when it is private and this server's secret does not open it (P7). */
  readonly data: unknown
}

/**
 * The append-only events of each postmortem's meeting. They come and go in plain text; the data of private ones is
 * stored encrypted, so `kind` must say nothing that only their author may know (P7).
 */
export interface EventLog {
  /**
   * Appends all of `events` after `expectedSeq`, or none: false when another event has that place already, so two
   * nodes cannot both win. Private events of the kinds in `purge` are removed in the same transaction, and so is
   * the key that opened them.
   */
  append(
    postmortem: string,
    expectedSeq: number,
    events: readonly Omit<StoredEvent, 'seq'>[],
    purge: readonly string[],
  ): Promise<boolean>
  /** What is left of the events, in order; numbers of purged ones are missing. */
  read(postmortem: string): Promise<StoredEvent[]>
  /**
   * Replaces a text wherever it stands in this postmortem's events, for good (D10); numbers and kinds stay, so that the
   * meeting reads as before. What cannot be opened stays as it is. Resolves to how many events changed.
   */
  redact(postmortem: string, text: string): Promise<number>
  /** Puts `name` where events carry the name of this person, in all meetings; what they said and did stays. */
  rename(person: string, name: string): Promise<void>
  /** Of each postmortem with a meeting, the last of its events that are of these kinds. */
  lastOf(kinds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The postmortems whose meetings keep something private that this server's secret does not open (P7). */
  unopened(): Promise<readonly string[]>
}

/** What a late arrival is told (M17). */
export interface CatchUp {
  readonly stepsDone: readonly { readonly title: string; readonly spentMs: number }[]
  readonly rowsAdded: number
  readonly rowsCorrected: number
  readonly factorsAdded: number
  readonly actionsAdded: number
  /** Factors in the focus by now: chosen ones, by id. */
  readonly chosenFactors: readonly string[]
  readonly overrides: readonly string[]
}

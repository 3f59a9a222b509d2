/** Opens the stage of a postmortem in a window of its own; pressed again, it is the same window. */
export const openStage = (postmortem: string): void => {
  window.open(`/p/${postmortem}/stage`, `stage-${postmortem}`)
}

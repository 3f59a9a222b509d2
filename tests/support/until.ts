/** Resolves once `isDone` holds, looking every few ms; throws after `ms` with what was waited for. */
export async function until(
  what: string,
  isDone: () => boolean | Promise<boolean>,
  ms = 10_000,
): Promise<void> {
  const end = performance.now() + ms
  while (!(await isDone())) {
    if (performance.now() > end) throw new Error(`Waited ${ms} ms in vain for: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

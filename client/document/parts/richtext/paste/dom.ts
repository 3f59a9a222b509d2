/** Puts the children of an element in its place. */
export const unwrap = (element: Element): void => element.replaceWith(...element.childNodes)

/** An element of another name with the same children, in its place. */
export function replaceWith(element: Element, tag: string): HTMLElement {
  const made = document.createElement(tag)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

/**
 * What the `style` of an element says, by property in lower case. Read from the text: a page whose policy forbids styles
 * in attributes finds `element.style` empty.
 */
export function stylesOf(element: Element): ReadonlyMap<string, string> {
  const rules = (element.getAttribute('style') ?? '').split(';').flatMap(rule => {
    const [property = '', ...value] = rule.split(':')
    return [[property.trim().toLowerCase(), value.join(':').trim().toLowerCase()] as const]
  })
  return new Map(rules)
}

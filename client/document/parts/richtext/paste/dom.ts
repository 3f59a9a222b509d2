/** Puts the children of an element in its place. */
export const unwrap = (element: Element): void => element.replaceWith(...element.childNodes)

/** An element of another name with the same children, in its place. */
export function replaceWith(element: Element, tag: string): HTMLElement {
  const made = document.createElement(tag)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

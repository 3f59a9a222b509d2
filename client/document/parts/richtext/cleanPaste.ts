import { readImagePath } from '../../../../shared/document/images.ts'
import { confluenceToHtml } from './paste/confluence.ts'
import { replaceWith, stylesOf, unwrap } from './paste/dom.ts'
import { safeLinkOf } from './safeLink.ts'

/** Never text: what styles, runs, loads or lays out. */
const NOISE =
  'style, script, meta, link, title, colgroup, col, template, noscript, iframe, object, embed, br.Apple-interchange-newline'

/**
 * HTML from elsewhere, as Google Docs and Confluence put it on the clipboard, brought to what a section can hold: styles
 * become marks or go, macros become quotes and code, links that no page may offer lose their address. What was copied
 * in Debrief passes as it is.
 */
export function cleanPaste(html: string): string {
  if (html.includes('data-pm-slice')) return html
  const { body } = new DOMParser().parseFromString(withoutCdata(html), 'text/html')
  for (const element of body.querySelectorAll(NOISE)) element.remove()
  confluenceToHtml(body)
  for (const bold of body.querySelectorAll('b, strong')) {
    if (/^(normal|400)$/.test(stylesOf(bold).get('font-weight') ?? '')) unwrap(bold)
  }
  for (const heading of body.querySelectorAll('h4, h5, h6')) replaceWith(heading, 'h3')
  for (const link of body.querySelectorAll('a')) cleanLink(link)
  for (const image of body.querySelectorAll('img')) cleanImage(image)
  for (const span of body.querySelectorAll('span, font')) cleanSpan(span)
  for (const list of body.querySelectorAll('ul, ol')) cleanList(list)
  for (const element of body.querySelectorAll('*')) element.removeAttribute('style')
  return body.innerHTML
}

/** In HTML such a section ends at its first bracket; what stands in it is text. */
const withoutCdata = (html: string): string =>
  html.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  )

function cleanLink(link: HTMLAnchorElement): void {
  const href = safeLinkOf(link.getAttribute('href') ?? '')
  if (href === null) unwrap(link)
  else link.setAttribute('href', href)
}

/** A picture that only its own bytes, its page or its disk has leaves its words behind. */
function cleanImage(image: HTMLImageElement): void {
  const src = image.getAttribute('src') ?? ''
  const own = src.startsWith(location.origin) ? src.slice(location.origin.length) : src
  const isKept = readImagePath(own) !== null || /^https?:/i.test(src)
  const words = image.dataset.emojiFallback ?? image.alt
  if (image.closest('[role="checkbox"]')) {
    image.remove()
  } else if (!isKept || image.matches('.emoticon, .emoji')) {
    image.replaceWith(words)
  } else {
    image.setAttribute('src', own)
    const line = image.closest('p')
    if (line && line.textContent?.trim() === '') line.replaceWith(...line.querySelectorAll('img'))
  }
}

/** Google Docs writes bold, italic and struck words as spans with styles. */
function cleanSpan(span: Element): void {
  if (span.hasAttribute('data-mention')) return
  const styles = stylesOf(span)
  const weight = styles.get('font-weight')
  const decoration = `${styles.get('text-decoration')} ${styles.get('text-decoration-line')}`
  const marks = [
    Number(weight) >= 600 || weight === 'bold' ? 'strong' : '',
    styles.get('font-style') === 'italic' ? 'em' : '',
    decoration.includes('line-through') ? 's' : '',
    // Links are underlined as it is.
    decoration.includes('underline') && !span.closest('a') && !span.querySelector('a') ? 'u' : '',
  ].filter(Boolean)
  for (const tag of marks) {
    const mark = document.createElement(tag)
    mark.append(...span.childNodes)
    span.append(mark)
  }
  unwrap(span)
}

/** A list that stands beside the item it belongs to moves into it; ticked items make a list of tasks. */
function cleanList(list: Element): void {
  const before = list.previousElementSibling
  if (list.parentElement?.matches('ul, ol') && before?.matches('li')) before.append(list)
  const items = [...list.children].filter(child => child.matches('li'))
  if (items.length === 0 || !items.every(item => item.getAttribute('role') === 'checkbox')) return
  list.setAttribute('data-type', 'taskList')
  for (const item of items) {
    item.setAttribute('data-type', 'taskItem')
    item.setAttribute('data-checked', String(item.getAttribute('aria-checked') === 'true'))
  }
}

import { randomBytes } from 'node:crypto'
import { findPersonalData, stopsPublication } from '#commons/moderation/find-personal-data.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'

/** What is kept of a text, and whether somebody must look before others read it: it seems to hold data of a person, or a threat. */
export function checkText(markdown: string) {
  return {
    text: { markdown, html: markdownToHtml(markdown), salt: randomBytes(16) },
    stopped: stopsPublication(findPersonalData(markdown)),
  }
}

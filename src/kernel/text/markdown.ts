import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

// Paragraphs, emphasis, lists, quotes, headings, links: what a petition or an answer needs. No HTML, pictures, tables or code.
const parser = new MarkdownIt({ html: false, linkify: false, breaks: true, typographer: false }).disable([
  'image',
  'code',
  'fence',
  'html_block',
  'html_inline',
  'table',
  'lheading',
  'reference',
  'backticks',
  'autolink',
  // '&#x202e;' would bring in the characters that the form has refused.
  'entity',
])

const allowed: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'blockquote', 'h3', 'h4', 'a'],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // A text is part of a page that has its own h1 and h2.
    h1: 'h3',
    h2: 'h3',
    h5: 'h4',
    h6: 'h4',
    a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow ugc noopener' }),
  },
}

/**
 * HTML of a text that a person wrote in the safe subset of Markdown. The parser makes only what the list allows, and the
 * sanitizer lets only that through: either alone would do, both together survive a mistake in one.
 */
export function markdownToHtml(markdown: string): string {
  return sanitizeHtml(parser.render(markdown), allowed).trim()
}

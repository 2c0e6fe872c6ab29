/**
 * TypeScript with everything that is not code made blank, so that a rule does not stumble over a comment that names
 * what it forbids. Lines and columns stay. Expressions inside templates stay code.
 * @param {string} text
 * @returns {{ code: string, templates: { text: string, line: number }[] }} each template with `${…}` as blanks
 */
export function blankOut(text) {
  const code = text.split('')
  const templates = []
  const blank = (from, to) => {
    for (let at = from; at < to; at++) if (code[at] !== '\n') code[at] = ' '
  }
  // One entry an open template: where its text was copied to and how deep its `${` has nested braces.
  const open = []
  let at = 0
  const readTemplate = (template) => {
    const from = at
    while (at < text.length && text[at] !== '`' && !(text[at] === '$' && text[at + 1] === '{'))
      at += text[at] === '\\' ? 2 : 1
    template.text += text.slice(from, at)
    blank(from, Math.min(at, text.length))
    if (text[at] === '$') {
      template.text += '  '
      template.braces = 0
      at += 2
      open.push(template)
    } else {
      templates.push({ text: template.text, line: template.line })
      at++
    }
  }
  while (at < text.length) {
    const char = text[at]
    const inside = open.at(-1)
    const from = at
    if (char === '/' && text[at + 1] === '/') {
      at = endOr(text, text.indexOf('\n', at))
      blank(from, at)
    } else if (char === '/' && text[at + 1] === '*') {
      at = endOr(text, text.indexOf('*/', at + 2) + 2, 1)
      blank(from, at)
    } else if (char === '/' && startsExpression(code, at)) {
      at = endOfPattern(text, at)
      blank(from + 1, at - 1)
    } else if (char === '"' || char === "'") {
      at = endOfString(text, at)
      blank(from + 1, at - 1)
    } else if (char === '`') {
      at++
      readTemplate({ text: '', line: text.slice(0, at).split('\n').length, braces: 0 })
    } else {
      if (inside && char === '{') inside.braces++
      if (inside && char === '}' && inside.braces-- === 0) {
        open.pop()
        at++
        // Line breaks inside the expression keep the lines of what follows right.
        readTemplate(inside)
      } else {
        if (inside && char === '\n') inside.text += '\n'
        at++
      }
    }
  }
  return { code: code.join(''), templates }
}

function endOr(text, index, none = -1) {
  return index === none ? text.length : index
}

/** A slash begins a pattern where a value may begin; after a name, a bracket or a tag it divides or closes. */
function startsExpression(code, at) {
  const before = code
    .slice(Math.max(0, at - 200), at)
    .join('')
    .trimEnd()
  return /(?:^|[(,=:[!&|?;+*~^%]|\breturn|\btypeof|\bcase|=>)$/.test(before)
}

function endOfPattern(text, from) {
  let inClass = false
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
    else if (text[at] === '/' && !inClass) return at + 1
  }
  return from + 1
}

/** An apostrophe in the text of a tag opens nothing: a string ends on its own line or is none. */
function endOfString(text, from) {
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === text[from]) return at + 1
  }
  return from + 1
}

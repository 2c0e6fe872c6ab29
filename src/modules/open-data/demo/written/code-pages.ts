/** The letters of Romanian in windows-1250, with cedillas, as programs wrote them before there were commas. */
const WINDOWS_1250: Record<string, number> = {
  ă: 0xe3,
  â: 0xe2,
  î: 0xee,
  ș: 0xba,
  ț: 0xfe,
  Ă: 0xc3,
  Â: 0xc2,
  Î: 0xce,
  Ș: 0xaa,
  Ț: 0xde,
  '\u00a0': 0xa0,
}

export function inWindows1250(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => WINDOWS_1250[letter] ?? letter.charCodeAt(0)))
}

/** Russian letters in windows-1251. */
export function inWindows1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.charCodeAt(0)
      if (code >= 0x410 && code <= 0x44f) return code - 0x350
      if (letter === 'ё') return 0xb8
      if (letter === 'Ё') return 0xa8
      return letter === '№' ? 0xb9 : code
    }),
  )
}

/** As spreadsheets save "Unicode text": UTF-16 with its mark. */
export function inUtf16(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
}

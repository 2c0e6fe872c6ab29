/** DOS, Central Europe: the only one of them that the platform's own decoder does not know. The upper half, from 0x80. */
const IBM852 =
  'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č' +
  'áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐' +
  '└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀' +
  'ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0'

const SINGLE_BYTE = /^(ibm866|iso-8859-\d+|koi8-[ru]|macintosh|windows-(874|125\d)|x-mac-cyrillic)$/

const tables = new Map<string, Uint16Array | null>()

/**
 * What each of the 256 bytes means.
 *
 * @param encoding a label, for example 'windows-1250'
 * @returns UTF-16 units; null for an encoding of more bytes a character, or an unknown one
 */
export function singleByteTable(encoding: string): Uint16Array | null {
  const label = encoding.toLowerCase()
  let table = tables.get(label)
  if (table === undefined) {
    table = makeTable(label)
    tables.set(label, table)
  }
  return table
}

function makeTable(label: string): Uint16Array | null {
  const upper = label === 'ibm852' || label === 'cp852' ? IBM852 : upperHalf(label)
  if (upper?.length !== 128) return null
  return Uint16Array.from({ length: 256 }, (_, byte) => (byte < 128 ? byte : upper.charCodeAt(byte - 128)))
}

function upperHalf(label: string): string | null {
  try {
    const decoder = new TextDecoder(label)
    if (!SINGLE_BYTE.test(decoder.encoding)) return null
    return decoder.decode(Uint8Array.from({ length: 128 }, (_, at) => 128 + at))
  } catch {
    return null
  }
}

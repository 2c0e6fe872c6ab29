/** The last part of a name, without characters that mean something to a system or hide something from a reader. */
export function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replaceAll(/[\p{C}<>:"|?*]/gu, '')
    .trim()
    .slice(-120)
  return plain.replace(/^\.+/, '') || 'file'
}

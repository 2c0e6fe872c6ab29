/** Lets a person choose a .tlog-proof file and checks it here, without sending it anywhere. Without scripts the form below does it. */
export class ReceiptElement extends HTMLElement {
  connectedCallback(): void {
    if (!crypto.subtle) return
    const label = document.createElement('label')
    label.className = 'field-label'
    const input = document.createElement('input')
    input.type = 'file'
    input.className = 'input'
    const said = document.createElement('p')
    said.setAttribute('role', 'status')
    label.append(this.getAttribute('label') ?? '', input)
    this.append(label, said)
    input.addEventListener('change', async () => {
      const file = input.files?.[0]
      if (!file) return
      const found = await this.check(file).catch(() => 'unreadable')
      said.textContent = `${file.name}: ${this.getAttribute(found)}`
    })
  }

  private async check(file: Blob): Promise<'good' | 'bad' | 'unreadable'> {
    const key = await readKey(this.getAttribute('vkey') ?? '')
    return (await isGood(await file.text(), key)) ? 'good' : 'bad'
  }
}

interface Key {
  name: string
  id: string
  verify(text: string, signature: Bytes): Promise<boolean>
}

type Bytes = Uint8Array<ArrayBuffer>

/** `<name>+<key ID>+<base64>`. @throws where the browser does not know Ed25519 */
export async function readKey(vkey: string): Promise<Key> {
  const words = vkey.split('+')
  const raw = bytesOf(words.slice(2).join('+')).subarray(1)
  const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
  return {
    name: words[0] ?? '',
    id: words[1] ?? '',
    verify: (text, signature) => crypto.subtle.verify('Ed25519', key, signature, new TextEncoder().encode(text)),
  }
}

/** C2SP tlog-proof whose `extra` is the entry: its hash, led up the path, must be the root of a tree that the log signed. */
export async function isGood(proof: string, key: Key): Promise<boolean> {
  const parts =
    /^c2sp\.org\/tlog-proof@v1\nextra (?<extra>\S+)\nindex (?<index>\d{1,15})\n(?<hashes>(?:\S+\n)*)\n(?<text>(?<origin>.+)\n(?<size>\d{1,15})\n(?<root>.+)\n)\n(?<signatures>[\s\S]*)$/.exec(
      proof,
    )?.groups as Record<string, string> | undefined
  if (!parts || parts.origin !== key.name) return false
  const text = parts.text as string
  const path = (parts.hashes as string).split('\n').filter(Boolean).map(bytesOf)
  const reached = await rootReached(
    await hash(Uint8Array.of(0), bytesOf(parts.extra as string)),
    Number(parts.index),
    Number(parts.size),
    path,
  )
  if (!reached || base64Of(reached) !== parts.root) return false
  return isSigned(text, parts.signatures as string, key)
}

/** Whether one of the signature lines of a note is the key's over its text. */
export async function isSigned(text: string, signatures: string, key: Key): Promise<boolean> {
  for (const line of signatures.split('\n')) {
    if (!line.startsWith(`— ${key.name} `)) continue
    const bytes = bytesOf(line.slice(key.name.length + 3))
    const id = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (id === key.id) return key.verify(text, bytes.subarray(4))
  }
  return false
}

/** RFC 9162, section 2.1.3.2. Null where the path does not fit the size. */
async function rootReached(leaf: Bytes, index: number, size: number, path: Bytes[]): Promise<Bytes | null> {
  if (!(index < size)) return null
  let fn = index
  let sn = size - 1
  let reached = leaf
  const up = () => {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  for (const sibling of path) {
    if (sn === 0) return null
    if (fn % 2 === 1 || fn === sn) {
      reached = await hash(Uint8Array.of(1), sibling, reached)
      while (fn % 2 === 0 && fn !== 0) up()
    } else reached = await hash(Uint8Array.of(1), reached, sibling)
    up()
  }
  return sn === 0 ? reached : null
}

async function hash(...parts: Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()))
}

function bytesOf(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function base64Of(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
}

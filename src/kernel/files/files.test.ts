import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { PDFDocument, PDFName, PDFString } from 'pdf-lib'
import sharp from 'sharp'
import { cleanFile, UnreadableFile } from './clean-file.ts'
import { folderStore } from './file-store.ts'
import { uploads } from './uploads-field.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'punte-files-'))
after(() => rmSync(folder, { recursive: true }))

const picture = (options: { width?: number } = {}) =>
  sharp({ create: { width: options.width ?? 40, height: 30, channels: 3, background: '#0a5a9c' } })
    .withExif({ IFD0: { Copyright: 'secret place' }, IFD3: { GPSLatitude: '47/1 1/1 0/1' } })
    .jpeg()
    .toBuffer()

test('a file is kept under its hash, once, and comes back whole', async () => {
  const store = folderStore(folder)
  const first = await store.put(Buffer.from('mulțumesc'))
  const again = await store.put(Buffer.from('mulțumesc'))
  assert.deepEqual(first, again)
  assert.equal((await store.read(first.sha256)).toString(), 'mulțumesc')
  await store.remove(first.sha256)
  assert.equal(await store.has(first.sha256), false)
  await assert.rejects(async () => store.open('../../etc/passwd'))
})

test('a picture loses its metadata and is no larger than it may be', async () => {
  const bytes = await picture({ width: 5000 })
  assert.ok((await sharp(bytes).metadata()).exif)
  const clean = await cleanFile(bytes)
  const after = await sharp(clean.bytes).metadata()
  assert.equal(after.exif, undefined)
  assert.equal(clean.width, 2000)
  assert.ok(!clean.bytes.includes('secret place'))
})

test('a PDF loses its author, its scripts and what opens by itself', async () => {
  const source = await PDFDocument.create()
  source.addPage().drawText('Text')
  source.setAuthor('Ion Secret')
  source.addJavaScript('open', 'app.alert(1)')
  source.catalog.set(
    PDFName.of('OpenAction'),
    source.context.obj({ S: 'URI', URI: PDFString.of('https://track.example') }),
  )
  const clean = await cleanFile(Buffer.from(await source.save({ useObjectStreams: false })))
  for (const trace of ['Ion Secret', 'app.alert', 'track.example', '/JavaScript', '/OpenAction'])
    assert.ok(!clean.bytes.includes(trace), trace)
  assert.equal((await PDFDocument.load(clean.bytes)).getPageCount(), 1)
})

test('what is damaged, huge in pixels or of another kind is refused', async () => {
  const bomb = Buffer.from(
    await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  )
  for (const bytes of [
    Buffer.from('%PDF-1.7 nonsense'),
    Buffer.from('GIF89a'),
    (await picture()).subarray(0, 200),
    bomb,
  ])
    await assert.rejects(cleanFile(bytes), UnreadableFile)
})

test('an upload is what its content says, whatever its name', async () => {
  const field = uploads({ max: 2, maxBytes: 100_000 })
  const bytes = await picture()
  const read = field.read({ fileName: '..\\a/../../Школа\u202E.exe', bytes })
  assert.ok('value' in read)
  assert.deepEqual({ ...read.value[0], bytes: 0 }, { name: 'Школа.exe', type: 'image/jpeg', bytes: 0 })
  assert.deepEqual(field.read([{ fileName: '', bytes: Buffer.alloc(0) }]), { value: [] })
  assert.ok('value' in field.read([{ name: 'a.jpg', content: bytes.toString('base64') }]))
  for (const raw of [
    { fileName: 'a.png', bytes: Buffer.from('<svg onload=alert(1)>') },
    'text',
    [1],
    { fileName: 'x', bytes: Buffer.alloc(100_001) },
    [1, 2, 3].map(() => ({ fileName: 'x', bytes })),
  ])
    assert.ok('error' in field.read(raw))
})

import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { type PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from 'pdf-lib'
import sharp from 'sharp'
import { cleanFile, UnreadableFile } from './clean-file.ts'
import { folderStore } from './file-store.ts'
import { fileTypeOf } from './file-type.ts'
import { withoutMetadata } from './jpeg-metadata.ts'
import { withoutJpeg2000Metadata } from './jpeg2000-metadata.ts'
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

test('a file of this machine is moved in, and one that is kept already only goes away', async () => {
  const store = folderStore(folder)
  const from = path.join(folder, 'from')
  for (const _ of [1, 2]) {
    writeFileSync(from, 'un fișier mare')
    const { sha256, size } = await store.putFile(from)
    assert.equal(size, Buffer.byteLength('un fișier mare'))
    assert.equal(readFileSync(await store.placeOf(sha256), 'utf8'), 'un fișier mare')
    assert.ok(!existsSync(from))
  }
  await assert.rejects(store.placeOf('0'.repeat(64)))
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

test('a PDF keeps neither what its pages hide nor where its photographs were taken', async () => {
  const source = await PDFDocument.create()
  const photo = await sharp(await picture())
    .withMetadata()
    .jpeg()
    .toBuffer()
  assert.ok(photo.includes('secret place'))
  const page = source.addPage()
  page.drawImage(await source.embedJpg(photo))
  const { context } = source
  const script = context.register(context.stream('app.alert(2)'))
  const attached = context.register(context.stream('attached bytes', { Type: 'EmbeddedFile' }))
  page.node.set(PDFName.of('Metadata'), context.register(context.stream('<x:xmpmeta>Ion Secret', { Type: 'Metadata' })))
  const link = (more: Record<string, unknown>) =>
    context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], ...more } as never)
  page.node.set(
    PDFName.of('Annots'),
    context.obj([
      link({ A: { S: 'JavaScript', JS: PDFString.of('app.alert(1)') } }),
      link({ A: { S: 'JavaScript', JS: script } }),
      link({ AA: { PV: { S: 'Launch', F: PDFString.of('evil.exe') } } }),
      link({ A: context.register(context.obj({ S: 'SubmitForm', F: PDFString.of('https://steal.example') })) }),
      link({
        A: {
          S: 'URI',
          URI: PDFString.of('https://honest.example'),
          Next: { S: 'Launch', F: PDFString.of('next.exe') },
        },
      }),
      link({ Subtype: 'FileAttachment', FS: { Type: 'Filespec', F: PDFString.of('a.exe'), EF: { F: attached } } }),
    ]),
  )
  const clean = await cleanFile(Buffer.from(await source.save({ useObjectStreams: false })))
  for (const trace of [
    'app.alert',
    'evil.exe',
    'steal.example',
    'next.exe',
    'attached bytes',
    'xmpmeta',
    'secret place',
    '/JavaScript',
    '/Launch',
  ])
    assert.ok(!clean.bytes.includes(trace), trace)
  assert.ok(clean.bytes.includes('https://honest.example'))
})

test('a photograph of a PDF loses what stands after its picture, and nothing of its picture', async () => {
  const noise = sharp({
    create: { width: 90, height: 70, channels: 3, background: '#000', noise: { type: 'gaussian' } },
  })
  const pixels = await noise.png().toBuffer()
  for (const progressive of [false, true]) {
    const plain = await sharp(pixels).withIccProfile('p3').jpeg({ progressive }).toBuffer()
    const index = segment(0xe2, 'MPF\0secret index')
    const jpeg = Buffer.concat([
      plain.subarray(0, 2),
      ...[segment(0xe0, 'JFXX\0secret thumbnail'), segment(0xfe, 'secret comment'), index],
      plain.subarray(2),
      await picture(),
      Buffer.from('secret trailer'),
    ])
    const clean = Buffer.from(withoutMetadata(jpeg))
    assert.ok(!clean.includes('secret') && !clean.includes('GPS') && !clean.includes('MPF'))
    assert.deepEqual(await sharp(clean).raw().toBuffer(), await sharp(plain).raw().toBuffer())
    assert.ok((await sharp(clean).metadata()).icc)
    assert.deepEqual(clean.subarray(-2), Buffer.of(0xff, 0xd9))

    const source = await PDFDocument.create()
    source.addPage().drawImage(await source.embedJpg(new Uint8Array(jpeg)))
    const bytes = Buffer.from(await source.save({ useObjectStreams: false }))
    assert.ok(bytes.includes('secret trailer') && bytes.includes('secret place'))
    assert.ok(!(await cleanFile(bytes)).bytes.includes('secret'))
  }
})

/** A document with one picture, packed with the filters that are named. */
async function pdfWith(picture: Buffer, filters: string[]): Promise<Buffer> {
  const source = await PDFDocument.create()
  const page = source.addPage()
  let bytes = picture
  for (const filter of filters.slice(0, -1).toReversed())
    bytes = filter === 'ASCIIHexDecode' ? Buffer.from(`${bytes.toString('hex')}>`) : deflateSync(bytes)
  const dict = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 40,
    Height: 30,
    ColorSpace: 'DeviceRGB',
    BitsPerComponent: 8,
  }
  const image = PDFRawStream.of(
    source.context.obj({ ...dict, Filter: filters, Length: bytes.length }) as PDFDict,
    bytes,
  )
  page.node.setXObject(PDFName.of('Im0'), source.context.register(image))
  return Buffer.from(await source.save({ useObjectStreams: false }))
}

/** Bytes of the only picture of a document, and its filter. */
async function pictureIn(pdf: Buffer): Promise<{ bytes: Buffer; filter: string }> {
  const found = (await PDFDocument.load(pdf)).context
    .enumerateIndirectObjects()
    .flatMap(([, one]) => (one instanceof PDFRawStream && one.dict.has(PDFName.of('Width')) ? [one] : []))
  assert.equal(found.length, 1)
  return { bytes: Buffer.from(found[0]?.contents ?? []), filter: String(found[0]?.dict.get(PDFName.of('Filter'))) }
}

test('a photograph that a PDF packs twice tells nothing either, and stays the same picture', async () => {
  const photo = await sharp(await picture())
    .withMetadata()
    .jpeg()
    .toBuffer()
  assert.ok(photo.includes('secret place'))
  for (const filters of [
    ['FlateDecode', 'DCTDecode'],
    ['ASCIIHexDecode', 'FlateDecode', 'DCTDecode'],
  ]) {
    const { bytes, filter } = await pictureIn((await cleanFile(await pdfWith(photo, filters))).bytes)
    assert.equal(filter, '/DCTDecode')
    assert.ok(!bytes.includes('secret place') && !(await sharp(bytes).metadata()).exif)
    assert.deepEqual(await sharp(bytes).raw().toBuffer(), await sharp(photo).raw().toBuffer())
  }
  for (const filters of [
    ['DCTDecode', 'FlateDecode', 'DCTDecode'],
    ['Crypt', 'DCTDecode'],
  ])
    await assert.rejects(cleanFile(await pdfWith(photo, filters)), UnreadableFile, String(filters))
  const bomb = deflateSync(Buffer.alloc(64_000_000, 0xff))
  await assert.rejects(cleanFile(await pdfWith(bomb, ['FlateDecode', 'FlateDecode', 'DCTDecode'])), UnreadableFile)
})

const box = (type: string, ...content: (Buffer | string)[]) => {
  const body = Buffer.concat(content.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
/** A codestream with a comment before its only tile and one in it. */
function codestream(after = ''): Buffer {
  const comment = segment(0x64, '\0\x01secret words')
  const tile = Buffer.concat([
    Buffer.from('ff90000a0000', 'hex'),
    Buffer.alloc(4),
    Buffer.from('0001', 'hex'),
    comment,
    Buffer.from('ff93', 'hex'),
    Buffer.from('data of the picture'),
  ])
  tile.writeUInt32BE(tile.length, 6)
  return Buffer.concat([
    Buffer.from('ff4f', 'hex'),
    segment(0x51, 'sizes'),
    comment,
    tile,
    Buffer.from('ffd9', 'hex'),
    Buffer.from(after),
  ])
}

test('a picture in JPEG 2000 loses its comments, XMP and Exif, and nothing moves', async () => {
  const jp2 = Buffer.concat([
    box('jP  ', '\r\n\x87\n'),
    box('ftyp', 'jp2 '),
    box('jp2h', box('ihdr', 'the header'), box('uuid', 'secret inside'), box('colr', 'colours')),
    box('uuid', 'secret Exif'),
    box('xml ', '<secret/>'),
    box('jp2c', codestream()),
    box('uinf', 'secret url'),
  ])
  const clean = Buffer.from(withoutJpeg2000Metadata(jp2))
  assert.equal(clean.length, jp2.length)
  assert.ok(!clean.includes('secret'))
  for (const kept of ['the header', 'colours', 'data of the picture', 'sizes'])
    assert.equal(clean.indexOf(kept), jp2.indexOf(kept), kept)
  const bare = Buffer.from(withoutJpeg2000Metadata(codestream('secret trailer')))
  assert.ok(!bare.includes('secret') && bare.includes('data of the picture'))
  // Of unsaid length, with the 65,498th packet before the end, and after it what ends as a picture does.
  const unsaid = codestream('secret picture..')
  unsaid.writeUInt32BE(0, unsaid.indexOf(Buffer.from('ff90', 'hex')) + 6)
  const data = unsaid.indexOf('data of the picture')
  Buffer.from('ff910004ffd9', 'hex').copy(unsaid, data)
  Buffer.from('ffd9', 'hex').copy(unsaid, unsaid.length - 2)
  const ended = Buffer.from(withoutJpeg2000Metadata(unsaid))
  assert.ok(!ended.includes('secret') && ended.includes('the picture'))
  assert.equal(ended.indexOf(Buffer.from('ff910004ffd9', 'hex')), data)

  for (const filters of [['JPXDecode'], ['FlateDecode', 'JPXDecode']]) {
    const { bytes, filter } = await pictureIn((await cleanFile(await pdfWith(jp2, filters))).bytes)
    assert.match(filter, /JPXDecode/)
    assert.deepEqual(bytes, clean)
  }
  await assert.rejects(cleanFile(await pdfWith(Buffer.from('no such picture'), ['JPXDecode'])), UnreadableFile)
})

test('whatever is done to a picture in JPEG 2000, it is blanked or refused, and ends', () => {
  const jp2 = Buffer.concat([
    box('jP  ', '\r\n\x87\n'),
    box('jp2h', box('colr', 'x')),
    box('xml ', 'y'),
    box('jp2c', codestream()),
  ])
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(jp2.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.nat(jp2.length),
      (changes, cut) => {
        const sent = Buffer.from(jp2)
        for (const [at, byte] of changes) sent[at] = byte
        const whole = sent.subarray(0, cut)
        try {
          assert.equal(withoutJpeg2000Metadata(whole).length, whole.length)
        } catch (error) {
          assert.ok(
            error instanceof Error && !(error instanceof RangeError) && !(error instanceof assert.AssertionError),
            String(error),
          )
        }
      },
    ),
    { numRuns: 3000 },
  )
})

test('a photograph loses the small picture in its first lines, and one that breaks off ends', () => {
  const start = Buffer.of(0xff, 0xd8)
  const jfif = segment(0xe0, `JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01sec`)
  const cleaned = Buffer.from(withoutMetadata(Buffer.concat([start, jfif, Buffer.of(0xff, 0xff, 0xff)])))
  assert.equal(cleaned.toString('hex'), `ffd8ffe00010${Buffer.from('JFIF').toString('hex')}00010201004800480000ffd9`)
  assert.equal(Buffer.from(withoutMetadata(start)).toString('hex'), 'ffd8ffd9')
})

/** A segment of a JPEG. */
function segment(marker: number, content: string): Buffer {
  const body = Buffer.from(content, 'latin1')
  const head = Buffer.of(0xff, marker, 0, 0)
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

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

test('a PDF that unpacks to sixty megabytes is refused before it does, and the next one is read', async () => {
  const packed = deflateSync(Buffer.alloc(64_000_000, ' '))
  const twice = deflateSync(packed)
  for (const [stream, filter] of [
    [packed, '/FlateDecode'],
    [twice, '[/FlateDecode /FlateDecode]'],
  ] as const) {
    const bomb = Buffer.concat([
      Buffer.from(
        `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 0 /First 0 /Filter ${filter} /Length ${stream.length} >>\nstream\n`,
      ),
      stream,
      Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 2 0 R >>\n'),
    ])
    await assert.rejects(cleanFile(bomb), (error: UnreadableFile) => /unpacks to too much/.test(String(error.cause)))
  }
  const source = await PDFDocument.create()
  source.addPage()
  assert.ok((await cleanFile(Buffer.from(await source.save()))).bytes.length > 100)
})

test('a file that is two kinds at once comes out as one', async () => {
  const html = '<script>alert(1)</script>'
  const page = (await PDFDocument.create()).addPage().doc
  for (const bytes of [
    Buffer.concat([await picture(), Buffer.from(html)]),
    Buffer.concat([await picture(), Buffer.from('PK\x03\x04archive')]),
    Buffer.concat([Buffer.from(await page.save()), Buffer.from(html)]),
  ]) {
    const clean = await cleanFile(bytes)
    assert.ok(!clean.bytes.includes('script>') && !clean.bytes.includes('archive'))
  }
})

test('whatever is done to a file, it is cleaned or refused', async () => {
  const source = await PDFDocument.create()
  source.addPage().drawText('Text')
  const files = [
    await picture(),
    await sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } })
      .png()
      .toBuffer(),
    await sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } })
      .webp()
      .toBuffer(),
    Buffer.from(await source.save({ useObjectStreams: false })),
    Buffer.from(await source.save()),
  ]
  const damage = fc.record({
    file: fc.nat(files.length - 1),
    bytes: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 6 }),
    cut: fc.double({ min: 0.1, max: 1, noNaN: true }),
    added: fc.uint8Array({ maxLength: 40 }),
  })
  await fc.assert(
    fc.asyncProperty(damage, async ({ file, bytes, cut, added }) => {
      const whole = Buffer.from(files[file] as Buffer)
      for (const [at, byte] of bytes) whole[Math.floor(at * whole.length)] = byte
      const sent = Buffer.concat([whole.subarray(0, Math.ceil(cut * whole.length)), added])
      try {
        const clean = await cleanFile(sent)
        assert.equal(fileTypeOf(clean.bytes), clean.type)
      } catch (error) {
        assert.ok(error instanceof UnreadableFile, String(error))
      }
    }),
    { numRuns: 150 },
  )
})

test('a file name is a name: nothing of a path, nothing hidden, never empty', () => {
  const field = uploads({ max: 1, maxBytes: 1_000 })
  const bytes = Buffer.from('%PDF-1.7')
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('..', '/', '\\', '\0', '\r\n', '\u202e', 'a', '.', '"', ' ') }),
  )
  fc.assert(
    fc.property(name, (fileName) => {
      const read = field.read({ fileName, bytes })
      assert.ok('value' in read)
      const kept = read.value[0]?.name ?? ''
      assert.ok(kept.length > 0 && kept.length <= 120)
      assert.doesNotMatch(kept, /[\p{C}/\\<>:"|?*]|^\./u)
    }),
  )
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

import { type FileHandle, open } from 'node:fs/promises'

const FULL = 256 * 1024

/** A file that is written line by line and kept in memory only by the quarter megabyte. */
export class LineFile {
  readonly #file: FileHandle
  readonly #change: ((text: string) => string) | undefined
  #text = ''

  private constructor(file: FileHandle, change?: (text: string) => string) {
    this.#file = file
    this.#change = change
  }

  /** @param change what is done to all text on its way, in large pieces that end with a line */
  static async begin(path: string, change?: (text: string) => string): Promise<LineFile> {
    return new LineFile(await open(path, 'w'), change)
  }

  /** With its line end. */
  add(line: string): void {
    this.#text += line
  }

  /** To be awaited now and then: writes when there is enough. */
  async flush(): Promise<void> {
    if (this.#text.length >= FULL) await this.#write()
  }

  async end(): Promise<void> {
    try {
      if (this.#text !== '') await this.#write()
    } finally {
      await this.#file.close()
    }
  }

  async #write(): Promise<void> {
    const text = this.#text
    this.#text = ''
    await this.#file.appendFile(this.#change ? this.#change(text) : text)
  }
}

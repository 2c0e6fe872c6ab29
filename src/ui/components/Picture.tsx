interface PictureProps {
  src: string
  /** What it shows: read aloud instead of the picture, and written under it. */
  description: string
  /** Language of the description, when it is not the page's. */
  lang?: string | undefined
  width: number | null
  height: number | null
}

/** A picture that somebody sent, with what it shows. */
export function Picture({ src, description, lang, width, height }: PictureProps) {
  return (
    <figure class="document-picture">
      <img
        src={src}
        alt={description}
        lang={lang}
        width={width ?? undefined}
        height={height ?? undefined}
        loading="lazy"
      />
      <figcaption lang={lang}>{description}</figcaption>
    </figure>
  )
}

/** A piece of HTML to take along: shown, selected and copied by hand, so that it needs no script. */
export function CodeToCopy({ id, label, code }: { id: string; label: string; code: string }) {
  return (
    <div class="ds-field field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <textarea class="ds-input input code" id={id} rows={3} readOnly spellcheck={false} translate={false} lang="en">
        {code}
      </textarea>
    </div>
  )
}

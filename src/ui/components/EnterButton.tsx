import { AGAIN } from '#kernel/i18n/view.ts'

/**
 * What Enter presses: browsers take the first button of a form, which must be none that only shows the form again, in another language or
 * with what was found. Stands before those. Nobody sees or reaches it; it is not hidden from browsers, some of which pass over what is.
 */
export function EnterButton({ form }: { form?: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it has a negative tabindex, so nobody gets there
    <button
      class="ds-sr-only"
      type="submit"
      form={form}
      formnovalidate
      name={AGAIN}
      value="enter"
      tabindex={-1}
      aria-hidden="true"
    />
  )
}

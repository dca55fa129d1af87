/** A click on a control that answers this soon is not a vain one. */
export const promptMs = 500
/** What a person does next is no answer to the click before: scrolls, focus, another window. */
export const ownDoingMs = 1_000

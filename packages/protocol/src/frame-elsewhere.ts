/** The attribute of an `iframe` in the frames of which nothing is recorded, as its page is of another origin. */
export const frameElsewhere = 'data-playhead-elsewhere'

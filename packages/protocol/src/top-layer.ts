/**
 * The attribute of an element in the frames that lies above the page: a modal dialog, a popover, what fills
 * the screen. Its number grows with each that comes, so that they can be laid upon each other anew.
 */
export const topLayer = 'data-playhead-top'

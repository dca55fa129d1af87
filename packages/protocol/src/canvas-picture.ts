/**
 * The attribute of a `canvas` in the frames that holds what it shows, a `data:image/…` URL. The page is
 * rebuilt where no script runs, and there a canvas shows nothing of its own (HTML standard, "canvas").
 */
export const canvasPicture = 'data-playhead-picture'
